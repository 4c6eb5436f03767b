"""Who stands under this letter, in this place, on this day? Lists of values with their counts, and of their people."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from sqlmodel import Session

from memorial.bulk import numbers, select, select_where_in
from memorial.callings import SURNAME
from memorial.count_file import Codes, ColumnFile
from memorial.narrowed_search import ListsAwayError
from memorial.narrowing import Conditions, Counts, all_rows, columns_of, counts_of, in_order, rows_of
from memorial.orthography import unify

LAST_LETTER = "\uffff"
START = "surname_start"  # the first two letters of the surname
DAY = "execution_day"  # month and day of an execution, whatever the year
# The field of a region → the column with the place that lies in it.
PLACES = {"residence_present_region": "residence_place", "birth_present_region": "birth_place"}
Letters = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class People:
    """One page of a list: how many there are in all, the records of this page, and where each letter begins."""

    total: int
    ids: tuple[int, ...]
    letters: Letters


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname of the index in the unified spelling, and the records that carry it, be it as another name."""

    text: str
    records: int


def columns_for_lists(session: Session) -> ColumnFile:
    """The columns; raises `ListsAwayError` where none can be kept."""
    columns = columns_of(session)
    if columns is None:
        raise ListsAwayError
    return columns


def values_of(session: Session, field: str) -> Counts:
    """Every value of a field with its records, the most frequent first and «not recorded» last."""
    return _values(columns_for_lists(session), field)


def letters_of(session: Session) -> Letters:
    """Each first letter of a surname with its records, in the order of the alphabet."""
    return _joined(sorted((str(start)[0], number) for start, number in values_of(session, START) if start))


def starts_of(session: Session, letter: str) -> Letters:
    """The first two letters of the surnames under a letter, with their records."""
    starts = ((str(start), number) for start, number in values_of(session, START) if start)
    return tuple(sorted((start, number) for start, number in starts if start[0] == letter.upper()))


def people_of(session: Session, conditions: Conditions, page: tuple[int, int], order: str = "name") -> People:
    """Those for whom the conditions hold, from an offset, at most so many; by name, or by a year."""
    columns = columns_for_lists(session)
    return _page(columns, all_rows(columns, conditions), page, order)


def people_of_surname(session: Session, surname: str, page: tuple[int, int]) -> People:
    """Those who carry the surname, be it as another name, in the order of the alphabet."""
    columns = columns_for_lists(session)
    part = select(session, "SELECT id FROM name_part WHERE role = ? AND text = ?", (SURNAME, unify(surname)))
    found = select(
        session, f"SELECT record_id FROM name_posting WHERE surname_id IN ({numbers(one[0] for one in part)})"
    )
    rows = np.unique(rows_of(columns, np.array([row[0] for row in found], dtype=np.int64)))
    return _page(columns, rows[rows >= 0], page, "name")


def places_of(session: Session, region: tuple[str, str], page: tuple[int, int]) -> tuple[int, list[tuple[str, int]]]:
    """The printed places of a region (its field and name) with their records, the most frequent first; and how many."""
    columns = columns_for_lists(session)
    rows, (offset, limit) = all_rows(columns, (region,)), page
    ids, counts = np.unique(columns.codes(PLACES[region[0]])[rows], return_counts=True)
    order = np.lexsort((ids, -counts))
    shown = dict(zip(ids[order].tolist(), counts[order].tolist(), strict=True))
    some = list(shown)[offset : offset + limit]
    printed = dict(map(tuple, select_where_in(session, "SELECT id, printed FROM place WHERE id IN", some)))
    return len(shown), [(printed[one], shown[one]) for one in some if one in printed]


def people_of_place(session: Session, printed: str, page: tuple[int, int]) -> People:
    """Those who lived in a place or were born there, as the sources print it, in the order of the alphabet."""
    columns = columns_for_lists(session)
    found = select(session, "SELECT id FROM place WHERE printed = ?", (printed,))
    ids = np.array([row[0] for row in found], dtype=np.uint32)
    is_here = [np.isin(columns.codes(column), ids) for column in PLACES.values()]
    return _page(columns, np.flatnonzero(np.logical_or(*is_here)), page, "name")


def surnames(session: Session, start: str, after: str, limit: int) -> list[Surname]:
    """The surnames that begin so and follow one in the alphabet."""
    start, after = unify(start), unify(after)
    rows = select(
        session,
        "SELECT id, text FROM name_part WHERE role = ? AND text >= ? AND text < ? AND text > ? "
        f"ORDER BY text LIMIT {int(limit)}",
        (SURNAME, start, start + LAST_LETTER, after),
    )
    carried = (
        "SELECT surname_id, count(DISTINCT record_id) FROM name_posting WHERE surname_id IN ({}) GROUP BY surname_id"
    )
    counts = dict(map(tuple, select(session, carried.format(numbers(row[0] for row in rows)))))
    return [Surname(row[1], counts.get(row[0], 0)) for row in rows]


def _page(columns: ColumnFile, rows: Codes, page: tuple[int, int], order: str) -> People:
    offset, limit = page
    letters = _letters(columns, rows) if order == "name" else ()
    if order != "name":
        rows = rows[in_order(columns, rows, order)]
    return People(len(rows), tuple(columns.codes("record")[rows[offset : offset + limit]].tolist()), letters)


def _letters(columns: ColumnFile, rows: Codes) -> Letters:
    """The place in the list at which each letter begins; the rows are in the order of the alphabet."""
    words, codes = columns.values(START), columns.codes(START)[rows]
    changes = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else codes
    found: dict[str, int] = {}
    for place in changes.tolist():
        if start := words[codes[place]]:
            found.setdefault(start[0], place)
    return tuple(found.items())


def _joined(letters: Sequence[tuple[str, int]]) -> Letters:
    return tuple((letter, sum(number for _, number in own)) for letter, own in groupby(letters, lambda one: one[0]))


def _values(columns: ColumnFile, field: str) -> Counts:
    if field not in columns.tallies:
        columns.tallies[field] = counts_of(columns.codes(field), columns.values(field))
    found: Counts = columns.tallies[field]
    return found
