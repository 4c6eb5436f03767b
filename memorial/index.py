"""Is the name index true? Built from the name forms, kept true by import and undo, and proved by `doctor`."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from secrets import randbits
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlmodel import Session

from memorial.bulk import execute_many, in_parts, insert_rows, numbers, select, select_where_in
from memorial.callings import Calling, WrittenForm, callings
from memorial.garbage import left_lying
from memorial.name_keys import RULES
from memorial.name_rows import NONE, WIDTH, NameReader, NameRows, NewPart, part_keys

Progress = Callable[[int, int], None]
Part = tuple[int, str]  # role and text
Numbers = np.ndarray[Any, Any]
RECORDS_AT_ONCE = 20_000
PARTS_AT_ONCE = 500
SLICE = 100_000
CHANGE_BITS = 31  # so that the number fits a column of four bytes
FORMS = (
    "SELECT record_id, kind, part, surname, given_name, patronymic FROM name_form WHERE {} ORDER BY record_id, position"
)
GIVEN_NAME_INDEX = "CREATE INDEX ix_name_posting_given_name ON name_posting (given_name_id, patronymic_id)"


def index_records(session: Session, record_ids: Iterable[int]) -> None:
    """Add these records, whose name forms are already stored, to the index."""
    batch = Batch(session)
    for condition in conditions(record_ids):
        batch.add_all(form_rows(session, condition))
    batch.write()


def remove_records(session: Session, record_ids: Iterable[int]) -> None:
    """Take these records out, before they are deleted; parts that nobody else carries go too."""
    uses: Counter[int] = Counter()
    gone: list[tuple[int, int, int, int]] = []
    for condition in conditions(record_ids):
        people = list(called(session, condition))
        ids = part_ids(session, {part for _, found in people for one in found for part in parts_of(one)})
        for record_id, found in people:
            for one in found:
                places = (*(ids.get((role, name), 0) for role, name in enumerate(one.parts)), record_id)
                gone.append(places)  # type: ignore[arg-type]
                uses.update(part for part in places[:3] if part)
    execute_many(
        session,
        "DELETE FROM name_posting WHERE surname_id = ? AND given_name_id = ? AND patronymic_id = ? AND record_id = ?",
        sorted(gone),
    )
    add_uses(session, {part: -count for part, count in uses.items()})
    remove_unused(session, uses)
    note_change(session)


def rebuild(session: Session, progress: Progress | None = None) -> None:
    """Make the whole index anew from the name forms."""
    for table in ("name_posting", "name_key", "name_part"):
        session.execute(text(f"DELETE FROM {table}"))
    session.execute(text("DROP INDEX IF EXISTS ix_name_posting_given_name"))
    first, last = session.execute(text("SELECT min(id), max(id) FROM victim_record")).one()
    batch = Batch(session, is_empty=True)
    with left_lying():
        for start in range(first or 0, (last or -1) + 1, RECORDS_AT_ONCE):
            batch.add_all(form_rows(session, f"record_id BETWEEN {start} AND {start + RECORDS_AT_ONCE - 1}"))
            if progress:
                progress(min(start + RECORDS_AT_ONCE - 1, last), last)
        batch.write()
    session.execute(text(GIVEN_NAME_INDEX))
    note_change(session)


class Batch:
    """Records on their way into the index: the parts they need, each once, and their postings."""

    def __init__(self, session: Session, is_empty: bool = False) -> None:
        self.session = session
        self.is_empty = is_empty
        self.reader = NameReader()
        self.names: dict[Part, int] = {}
        self.skeletons: list[str] = []
        self.keys: list[bytes] = []
        self.numbers: dict[int, array[int]] = {}  # of each reader: ours of each of its parts, behind the one for none
        self.parts: list[Numbers] = []
        self.records: list[Numbers] = []
        self.kinds: list[Numbers] = []

    def add_all(self, rows: Iterable[Sequence[Any]]) -> None:
        """Remember every way to call each record."""
        for record_id, forms in groupby(rows, key=itemgetter(0)):
            self.reader.add(record_id, [form[1:] for form in forms])  # type: ignore[misc]
        self.add(self.reader.take())

    def add(self, names: NameRows, record_of: dict[int, int] | None = None) -> None:
        """Remember what a reader found, under its record numbers or, of those that have one, under ours."""
        own = self.numbers.setdefault(names.reader, array("i", [NONE]))
        own.extend([self.number_of(NewPart(*part)) for part in names.parts])
        rows = np.frombuffer(names.rows, dtype=np.int64).reshape(-1, WIDTH).T
        if record_of is not None:
            records = np.array([record_of.get(number, 0) for number in rows[3].tolist()], dtype=np.int64)
            rows, records = rows[:, records > 0], records[records > 0]
        else:
            records = rows[3].copy()
        self.parts.append(np.frombuffer(own, dtype=np.int32)[rows[:3] + 1])
        self.records.append(records)
        self.kinds.append(rows[4].astype(np.int8))

    def number_of(self, part: NewPart) -> int:
        """Our provisional number of a part."""
        number = self.names.setdefault((part.role, part.text), len(self.names))
        if number == len(self.skeletons):
            self.skeletons.append(part.skeleton)
            self.keys.append(part.keys)
        return number

    def write(self) -> None:
        """Store new parts with their keys, then the postings in the order of their table."""
        records = np.concatenate([*self.records, np.zeros(0, np.int64)])
        if not len(records):
            return
        parts, kinds = np.concatenate(self.parts, axis=1), np.concatenate(self.kinds)
        uses = np.bincount(parts[parts >= 0], minlength=len(self.names))
        parts = self.numbered(uses)[parts]  # the last number is 0, which is what −1 picks
        order = np.lexsort((records, *parts[::-1]))
        columns = ("surname_id", "given_name_id", "patronymic_id", "record_id", "kind")
        insert_rows(self.session, "name_posting", columns, in_order([*parts, records, kinds], order))
        note_change(self.session)

    def numbered(self, uses: Numbers) -> Numbers:
        """Provisional number → number in the database; new parts that somebody carries are stored."""
        carried = (part for part, count in zip(self.names, uses.tolist(), strict=True) if count)
        known = {} if self.is_empty else part_ids(self.session, carried)
        following = self.session.execute(text("SELECT coalesce(max(id), 0) + 1 FROM name_part")).scalar_one()
        ids = np.zeros(len(self.names) + 1, dtype=np.int32)
        new: list[tuple[int, int, str, str, int]] = []
        keys: list[bytes] = []
        again: dict[int, int] = {}
        found = zip(self.names, self.skeletons, self.keys, uses.tolist(), strict=True)
        for number, (part, skeleton, own_keys, count) in enumerate(found):
            if stored := known.get(part):
                ids[number] = stored
                again[stored] = count
            elif count:  # not only in rows that were left out
                ids[number] = following + len(new)
                new.append((following + len(new), *part, skeleton, count))
                keys.append(own_keys)
        insert_rows(self.session, "name_part", ("id", "role", "text", "skeleton", "uses"), new)
        insert_keys(self.session, [row[:2] for row in new], keys)
        add_uses(self.session, again)
        return ids


def insert_keys(session: Session, parts: Sequence[tuple[int, int]], keys: Sequence[bytes]) -> None:
    """Store the keys of new parts (number, role), ordered as their table is."""
    counts = np.array([len(own) // (2 * np.int64().itemsize) for own in keys], dtype=np.int64)
    numbers, signatures = np.frombuffer(b"".join(keys), dtype=np.int64).reshape(-1, 2).T
    owners = np.repeat(np.array([part[0] for part in parts], dtype=np.int32), counts)
    roles = np.repeat(np.array([part[1] for part in parts], dtype=np.int8), counts)
    order = np.lexsort((owners, numbers))
    columns = ("key", "part_id", "role", "signature")
    insert_rows(session, "name_key", columns, in_order([numbers, owners, roles, signatures], order))


def in_order(columns: Sequence[Numbers], order: Numbers) -> Iterator[tuple[int, ...]]:
    """The columns as rows of plain numbers in this order, a slice at a time."""
    for start in range(0, len(order), SLICE):
        some = order[start : start + SLICE]
        yield from zip(*(column[some].tolist() for column in columns), strict=True)


def conditions(record_ids: Iterable[int]) -> Iterator[str]:
    """SQL that picks these records, a good number at a time; ranges stay ranges."""
    if isinstance(record_ids, range) and record_ids.step == 1:
        for start in range(record_ids.start, record_ids.stop, RECORDS_AT_ONCE):
            yield f"record_id BETWEEN {start} AND {min(start + RECORDS_AT_ONCE, record_ids.stop) - 1}"
        return
    for part in in_parts(record_ids, PARTS_AT_ONCE):
        yield f"record_id IN ({numbers(part)})"


def form_rows(session: Session, condition: str) -> list[Any]:
    """The name forms of some records, record by record."""
    return select(session, FORMS.format(condition))


def called(session: Session, condition: str) -> Iterator[tuple[int, list[Calling]]]:
    """Each record with every way to call it."""
    for record_id, forms in groupby(form_rows(session, condition), key=itemgetter(0)):
        yield record_id, callings(WrittenForm(*form[1:]) for form in forms)


def parts_of(one: Calling) -> Iterator[Part]:
    """The parts that are there, each with its role."""
    return ((role, name) for role, name in enumerate(one.parts) if name)


def part_ids(session: Session, parts: Iterable[Part]) -> dict[Part, int]:
    """The numbers of those parts that the index has."""
    found: dict[Part, int] = {}
    by_role: dict[int, list[str]] = {}
    for role, name in parts:
        by_role.setdefault(role, []).append(name)
    for role, names in by_role.items():
        statement = f"SELECT text, id FROM name_part WHERE role = {role} AND text IN"
        for some in in_parts(names, PARTS_AT_ONCE):
            found.update({(role, name): number for name, number in select_where_in(session, statement, some)})
    return found


def add_uses(session: Session, uses: dict[int, int]) -> None:
    """Count the postings of these parts up or down."""
    rows = sorted((count, part) for part, count in uses.items())
    execute_many(session, "UPDATE name_part SET uses = uses + ? WHERE id = ?", rows)


def remove_unused(session: Session, candidates: Iterable[int]) -> None:
    """Remove those of the parts that no posting carries any more, with their keys."""
    for some in in_parts(sorted(candidates), PARTS_AT_ONCE):
        condition = f"uses <= 0 AND id IN ({numbers(some)})"
        gone = session.execute(text(f"SELECT id, text FROM name_part WHERE {condition}")).all()
        pairs = sorted((key, number) for number, name in gone for key in part_keys(name))
        execute_many(session, "DELETE FROM name_key WHERE key = ? AND part_id = ?", pairs)
        session.execute(text(f"DELETE FROM name_part WHERE {condition}"))


def note_change(session: Session) -> None:
    """Write down with which rules the index was last changed, and a number by which readers see that it was."""
    values = {"rules": RULES, "changes": randbits(CHANGE_BITS)}
    changed = session.execute(text("UPDATE name_index_state SET changes = :changes, rules = :rules"), values)
    if not changed.rowcount:  # type: ignore[attr-defined]
        insert_rows(session, "name_index_state", ("id", "rules", "changes"), [(1, RULES, values["changes"])])


def check(session: Session) -> list[str]:
    """What is wrong with the index, in sentences; empty when it is complete and fresh."""
    found = []
    for question, sentence in QUESTIONS:
        count = session.execute(text(question)).scalar_one()
        if count:
            found.append(sentence.format(count))
    rules = session.execute(text("SELECT max(rules) FROM name_index_state")).scalar_one()
    if rules is not None and rules != RULES:
        found.append("The name index was made with older rules; run `python -m memorial index`.")
    return found


QUESTIONS = (
    (
        "SELECT count(*) FROM victim_record r WHERE EXISTS (SELECT 1 FROM name_form f WHERE f.record_id = r.id AND "
        "coalesce(f.surname, f.given_name, f.patronymic) IS NOT NULL) "
        "AND r.id NOT IN (SELECT record_id FROM name_posting)",
        "{} records are not in the name index; run `python -m memorial index`.",
    ),
    (
        "SELECT count(*) FROM name_posting p WHERE p.record_id NOT IN (SELECT id FROM victim_record)",
        "{} entries of the name index point to no record; run `python -m memorial index`.",
    ),
    (
        "SELECT count(*) FROM name_part WHERE id NOT IN (SELECT surname_id FROM name_posting UNION "
        "SELECT given_name_id FROM name_posting UNION SELECT patronymic_id FROM name_posting)",
        "{} name parts belong to nobody; run `python -m memorial index`.",
    ),
    (
        "SELECT count(*) FROM name_part WHERE id NOT IN (SELECT part_id FROM name_key)",
        "{} name parts have no key; run `python -m memorial index`.",
    ),
)  # fmt: skip
