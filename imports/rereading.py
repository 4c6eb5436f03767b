"""What would today's rules make of it? Stored entries read again, without the files they came from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select, true, union_all, update
from sqlmodel import Session

from imports.entry import row_reader
from imports.prepared import prepare
from imports.removal import delete_records, kept_records, slices
from imports.writing import BulkWriter, PlacedRow
from memorial import bulk
from memorial.errors import MemorialError
from memorial.index import index_records
from memorial.regions import read_region
from schema.authorities import Place
from schema.database import table_of
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source
from schema.withholding import WithheldRecord

Progress = Callable[[int], None]

# What a reading consists of, to see what another one changes: a name for people and the query that tells.
_PARTS = {
    "record": "SELECT r.id, r.sex, r.sex_basis, r.birth_edtf, b.printed, r.nationality, r.nationality_printed, "
    "r.citizenship, l.printed, r.occupation, r.social_origin, r.education, r.party, r.family, r.previous_convictions, "
    "r.household_role, r.remarks FROM victim_record r LEFT JOIN place b ON b.id = r.birth_place_id "
    "LEFT JOIN place l ON l.id = r.residence_place_id WHERE r.id IN",
    "names": "SELECT record_id, kind, part, printed, surname, given_name, patronymic FROM name_form WHERE record_id IN",
    "events": "SELECT e.record_id, e.kind, e.edtf, e.date_printed, p.printed, f.printed, b.key, e.charge, e.sentence, "
    "e.penalty, e.term_months, e.sentence_category, e.operation, e.basis, e.rule FROM repression_event e "
    "LEFT JOIN place p ON p.id = e.place_id LEFT JOIN body_form f ON f.id = e.body_form_id "
    "LEFT JOIN sentencing_body b ON b.id = f.body_id WHERE e.record_id IN",
    "articles": "SELECT e.record_id, e.position, a.position, a.printed, a.code, a.article, a.part, a.points "
    "FROM event_article a JOIN repression_event e ON e.id = a.event_id WHERE e.record_id IN",
    "rehabilitations": "SELECT record_id, edtf, date_printed, body_printed, ground FROM rehabilitation "
    "WHERE record_id IN",
    "doubts": 'SELECT r.id, i."column", i.printed, i.problem FROM data_issue i JOIN victim_record r '
    "ON r.entry_id = i.entry_id WHERE r.id IN",
}


class NoSuchSourceError(MemorialError):
    """No source has this key."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no source “{key}”; here are {', '.join(known) or 'none yet, import a list first'}.")


@dataclass(slots=True)
class Rereading:
    """What reading again changed: how many records in all, and how many in each part."""

    read: int = 0
    changed: int = 0
    parts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_PARTS, 0))
    examples: list[str] = field(default_factory=list)


def find_source(session: Session, key: str) -> Source:
    """The source of this key. Raises `NoSuchSourceError`."""
    table = table_of(Source)
    source = session.scalars(select(Source).where(table.c.key == key)).one_or_none()
    if source is None:
        raise NoSuchSourceError(key, list(session.scalars(select(table.c.key).order_by(table.c.key))))
    return source


def reread(session: Session, source: Source | None = None, progress: Progress | None = None) -> Rereading:
    """Read every current entry again, of one source or of all; keys, numbers and entries stay as they are."""
    tables = (table_of(VictimRecord).c, table_of(WithheldRecord).c)
    ids = union_all(*(select(table.id).where(table.source_id == source.id if source else true()) for table in tables))
    _read_regions_again(session)
    found = Rereading()
    for record_ids in slices(sorted(session.scalars(ids))):
        _reread(session, record_ids, found)
        if progress:
            progress(found.read)
    return found


def _read_regions_again(session: Session) -> None:
    """Every stored place with the regions that today's tables give it."""
    place = table_of(Place)
    for old in session.execute(select(place)).all():
        region = read_region(old.printed)
        if region != (old.historical_region, old.present_region):
            values = {"historical_region": region.historical, "present_region": region.present}
            session.execute(update(place).where(place.c.id == old.id).values(values))


def settle(session: Session, entry_of: dict[int, int]) -> None:
    """Read these records (record → entry) anew: shown or withheld, as today's rules and decisions say."""
    delete_records(session, list(entry_of))
    write_reading(session, entry_of)
    index_records(session, list(entry_of))


def write_reading(session: Session, entry_of: dict[int, int]) -> None:
    """Interpret entries and write the reading of their records: record → entry. Names are indexed by the caller."""
    entry = table_of(Entry)
    for batch_id, pairs in _by_batch(session, entry_of):
        batch = session.get_one(ImportBatch, batch_id)
        source = session.get_one(Source, batch.source_id)
        reader = row_reader(batch)
        rows = session.execute(select(entry).where(entry.c.id.in_([entry_id for _, entry_id in pairs]))).all()
        by_id = {row.id: row for row in rows}
        chunk = prepare([reader.read(by_id[e].row_number, by_id[e].cells) for _, e in pairs], batch.mapping)
        placed = [
            PlacedRow(entry_id, record_id, by_id[entry_id].number, by_id[entry_id].revision, row)
            for (record_id, entry_id), row in zip(pairs, chunk.rows, strict=True)
        ]
        BulkWriter(session, batch.source_id, source.key, batch_id).write_readings(placed, chunk.bodies)


def _by_batch(session: Session, entry_of: dict[int, int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    entry = table_of(Entry)
    rows = session.execute(select(entry.c.id, entry.c.batch_id).where(entry.c.id.in_(list(entry_of.values())))).all()
    batch_of = {row.id: row.batch_id for row in rows}
    for batch_id, pairs in groupby(
        sorted(entry_of.items(), key=lambda pair: batch_of[pair[1]]), lambda p: batch_of[p[1]]
    ):
        yield batch_id, list(pairs)


def _reread(session: Session, record_ids: Sequence[int], found: Rereading) -> None:
    before = _readings(session, record_ids)
    rows = kept_records(session, lambda table: table.id.in_(record_ids))
    settle(session, {row.id: row.entry_id for row in rows})
    after = _readings(session, record_ids)
    found.read += len(rows)
    for row in sorted(rows, key=attrgetter("id")):
        parts = [part for part in _PARTS if before[part].get(row.id) != after[part].get(row.id)]
        found.changed += bool(parts)
        if parts and len(found.examples) < 10:
            found.examples.append(row.key)
        for part in parts:
            found.parts[part] += 1


def _readings(session: Session, record_ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
    """Part → record → its rows, with what numbers change left out."""
    found: dict[str, dict[int, list[Any]]] = {}
    for part, statement in _PARTS.items():
        rows: dict[int, list[Any]] = {}
        for number, *values in bulk.select_where_in(session, statement, record_ids):
            rows.setdefault(number, []).append(values)
        found[part] = {number: sorted(some, key=repr) for number, some in rows.items()}
    return found
