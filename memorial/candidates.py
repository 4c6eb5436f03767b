"""Who could be meant? For every word of the query the name parts that share a key with one of its forms.

Wide and cheap: the keys bring a few hundred parts, the skeletons choose the best, the letter table prices those.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from memorial.bulk import numbers, select, select_where_in
from memorial.callings import GIVEN_NAME, PATRONYMIC, SURNAME
from memorial.correspondences import prices_of_all
from memorial.equivalents import KnownName, equivalents, find_spellings
from memorial.forms import Alike, Form, forms_of, likeness, most_alike
from memorial.found_before import FoundBefore, found_before
from memorial.matches import LETTER, Matches, Road, as_table, gather
from memorial.name_keys import asked_keys, signature
from memorial.orthography import read_table
from memorial.readings import in_cyrillic

READ = 80  # parts of each role whose letters are looked at
KEPT = 40  # parts of each role that go on to be priced
LEAST_LIKE = 0.5  # skeletons less alike never won
GIVEN_NAMES_TRIED = 4  # nearest names of the table whose equivalents are looked up
MOST_BY_PATTERN = 400
LAST_LETTER = "\uffff"
ROLES = (SURNAME, GIVEN_NAME, PATRONYMIC)
COLUMNS = "id, role, text, skeleton, uses"

Equals = dict[str, tuple[float, str, KnownName]]  # a name → what it costs, over which spelling, by which row


@dataclass(frozen=True, slots=True)
class Parts:
    """Different name parts as the index holds them, column by column."""

    ids: NDArray[np.int64]
    roles: NDArray[np.int64]
    uses: NDArray[np.int64]
    texts: tuple[str, ...]
    skeletons: tuple[str, ...]

    def chosen(self, places: Sequence[int]) -> "Parts":
        """Some of the parts."""
        texts, skeletons = (tuple(column[place] for place in places) for column in (self.texts, self.skeletons))
        return Parts(self.ids[places], self.roles[places], self.uses[places], texts, skeletons)


def as_parts(rows: Sequence[tuple[int, int, str, str, int]]) -> Parts:
    """The rows of `name_part` column by column."""
    ids, roles, texts, skeletons, uses = zip(*rows, strict=True) if rows else ((),) * 5
    return Parts(in_numbers(ids), in_numbers(roles), in_numbers(uses), texts, skeletons)


def in_numbers(column: Sequence[int]) -> NDArray[np.int64]:
    """A column of whole numbers."""
    return np.array(column, dtype=np.int64)


def find_matches(session: Session, spans: Sequence[str], wide: bool = False) -> list[Matches]:
    """For each span of the query its matches, the best road to each part only."""
    known = found_before(session)
    return known.of(spans, wide, lambda new: look_up(session, new, wide, known))


def look_up(session: Session, spans: Sequence[str], wide: bool, known: FoundBefore) -> list[Matches]:
    """The matches of spans that were not asked before; each as if it had been asked alone."""
    forms_of_spans = [forms_of(span) for span in spans]
    found = found_by_keys(session, forms_of_spans, wide, known)
    asked = [(place, form) for place, forms in enumerate(forms_of_spans) for form in forms]
    chosen = [own for parts, forms in zip(found, forms_of_spans, strict=True) for own in choose(parts, forms)]
    spellings = [own for forms in forms_of_spans for own in find_spellings(forms)]
    wanted = [[*map(in_cyrillic, own.texts), *named] for own, named in zip(chosen, spellings, strict=True)]
    prices = prices_of_all([form.text for _, form in asked], wanted)
    roads: list[list[Road]] = [[] for _ in spans]
    equals: list[Equals] = []
    for (place, form), own, named, costs in zip(asked, chosen, spellings, prices, strict=True):
        roads[place].append(Road(form, own.ids, own.roles, own.uses, own.texts, costs[: len(own.texts)] + form.price))
        equals.append(equal_names(form, named, costs[len(own.texts) :].tolist()))
    for place, road in through_equivalents(session, asked, equals, known):
        roads[place].append(road)
    return [gather(own) for own in roads]


def found_by_keys(
    session: Session, forms_of_spans: Sequence[Sequence[Form]], wide: bool, known: FoundBefore
) -> list[Parts]:
    """For each span the parts that share a key with any of its forms and by their signatures look most like it."""
    worth = [numbers_by_keys(session, forms, wide) for forms in forms_of_spans]
    statement = f"SELECT {COLUMNS} FROM name_part WHERE id IN"
    ids = sorted(set().union(*worth))
    rows = known.parts_numbered(ids, lambda new: select(session, f"{statement} ({numbers(new)})"))
    by_number = dict(zip(ids, rows, strict=True))
    return [as_parts([by_number[number] for number in sorted(own)]) for own in worth]


def numbers_by_keys(session: Session, forms: Sequence[Form], wide: bool) -> set[int]:
    """The numbers of the parts that one word leads to."""
    skeletons = sorted({bones for form in forms for bones in (form.all_skeletons if wide else form.skeletons)})
    wanted = {key for bones in skeletons for key in asked_keys(bones, wide)}
    rows = select(session, f"SELECT part_id, role, signature FROM name_key WHERE key IN ({numbers(wanted)})")
    return worth_reading(rows, [signature(bones) for bones in skeletons])


def worth_reading(rows: Sequence[tuple[int, int, int]], signatures: Sequence[int]) -> set[int]:
    """For each signature the parts of each role (rows of part, role, signature) with the most bits in common."""
    if len(rows) <= READ:
        return {row[0] for row in rows}
    ids, roles, own = as_table(rows, 3).T.copy()
    asked = np.array(signatures, dtype=np.int64)[:, None]
    alike = np.bitwise_count(own & asked) / (np.bitwise_count(own) + np.bitwise_count(asked))
    found: set[int] = set()
    for role in ROLES:
        places = np.flatnonzero(roles == role)
        if len(places) > READ:
            places = places[np.argpartition(-alike[:, places], READ, axis=1)[:, :READ].ravel()]
        found.update(ids[places].tolist())
    return found


def choose(parts: Parts, forms: Sequence[Form]) -> list[Parts]:
    """For each form the parts of each role whose skeletons are most like its own."""
    if not parts.texts:
        return [parts for _ in forms]
    alike = likeness(forms, parts.skeletons, LEAST_LIKE)
    return [parts.chosen(best_of_roles(own, parts.roles, form.roles)) for own, form in zip(alike, forms, strict=True)]


def best_of_roles(alike: Alike, roles: NDArray[np.int64], wanted: Sequence[int]) -> list[int]:
    """The places of the most alike parts of each role."""
    order = most_alike(alike)
    ordered = roles[order]
    return np.concatenate([order[ordered == role][:KEPT] for role in wanted]).tolist()  # type: ignore[no-any-return]


def equal_names(form: Form, spellings: list[str], prices: list[float]) -> Equals:
    """The names that are the same as a name of the table that the form may spell, and what each costs."""
    found: Equals = {}
    for price, spelling in sorted(zip(prices, spellings, strict=True))[:GIVEN_NAMES_TRIED]:
        if price > LETTER / 2 * len(form.written):
            break
        for other, (step_price, row) in equivalents(spelling).items():
            total = price + step_price + form.price
            if other not in found or total < found[other][0]:
                found[other] = (total, spelling, row)
    return found


def through_equivalents(
    session: Session, asked: Sequence[tuple[int, Form]], equals: Sequence[Equals], known: FoundBefore
) -> Iterator[tuple[int, Road]]:
    """Roads over the tables of given names and patronymics."""
    statement = f"SELECT text, id, uses, role FROM name_part WHERE role IN ({GIVEN_NAME}, {PATRONYMIC}) AND text IN"
    for (place, form), own in zip(asked, equals, strict=True):
        rows = known.parts_named(own, lambda names: select_where_in(session, statement, names))
        if met := [row for row in rows if row[3] == own[row[0]][2].role]:
            texts, ids, uses, roles = zip(*met, strict=True)
            steps = tuple(own[text] for text in texts)
            costs = np.array([step[0] for step in steps], dtype=np.float32)
            yield place, Road(form, in_numbers(ids), in_numbers(roles), in_numbers(uses), texts, costs, steps)


@cache
def first_letters() -> dict[str, set[str]]:
    """A Latin initial → the Russian letters that begin a name so written: Y. is Яков, Юрий or Евгений."""
    found: dict[str, set[str]] = {}
    for row in read_table("initials"):
        found.setdefault(row["letter"], set()).add(row["becomes"])
    return found


def initials(session: Session, letter: str) -> Matches:
    """Given names and patronymics that begin with the letter."""
    return found_before(session).of((letter,), False, lambda new: [beginning_with(session, one) for one in new])[0]


def beginning_with(session: Session, letter: str) -> Matches:
    """The same for a letter that was not asked before."""
    form = Form(letter, letter, reason="initial")
    heads = sorted({reading[:1] for reading in form.readings.values()} | first_letters().get(letter, set()))
    statement = f"SELECT {COLUMNS} FROM name_part WHERE role IN (1, 2) AND substr(text, 1, 1) IN"
    return literal(form, select_where_in(session, statement, heads))


def quoted(session: Session, word: str) -> Matches:
    """The parts that are written just so."""
    statement = f"SELECT {COLUMNS} FROM name_part WHERE role IN (0, 1, 2) AND text = ?"
    return literal(Form(word, word), select(session, statement, (word,)))


def met_by_pattern(session: Session, pattern: str) -> Matches:
    """The parts that meet a pattern with * for any letters and ? for one, the most frequent first."""
    form = Form(pattern, pattern, reason="pattern")
    statement = (
        f"SELECT {COLUMNS} FROM name_part WHERE role IN (0, 1, 2) AND text >= ? AND text < ? "
        f"AND text LIKE ? ORDER BY uses DESC LIMIT {MOST_BY_PATTERN}"
    )
    rows = []
    for reading in form.readings.values():
        wanted = reading.replace("*", "%").replace("?", "_")
        head = re.split(r"[%_]", wanted)[0]
        rows.extend(select(session, statement, (head, head + LAST_LETTER, wanted)))
    return literal(form, rows)


def literal(form: Form, rows: Sequence[tuple[int, int, str, str, int]]) -> Matches:
    """Matches that cost nothing."""
    parts = as_parts(rows)
    costs = np.zeros(len(rows), dtype=np.float32)
    return gather([Road(form, parts.ids, parts.roles, parts.uses, parts.texts, costs)])
