"""Which of these records are wanted, and in what order? Conditions, counts and orders over the columns of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlmodel import Session

from memorial.count_columns import fresh_columns, ready_columns
from memorial.count_file import FIRST_VALUE, NOT_RECORDED, NOT_UNDERSTOOD, Codes, ColumnFile, Values, open_file
from memorial.list_columns import ROW_OF_RECORD
from memorial.query import SearchQuery

# The order of a list → the column that gives it; who has no value comes last.
ORDERS = {"name": None, "birth": "born_first", "arrest": "arrest_year", "execution": "execution_year"}
WIDEST_RANGE = 10  # years between the first and the last day of a birth date; hardly any is wider

Conditions = tuple[tuple[str, str | int | None], ...]
Counts = tuple[tuple[str | int | None, int], ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Conditions that must all hold (field and value; None for «not recorded») and the order of the list.

    Without an order the records stay as they were found, the likeliest first.
    """

    conditions: Conditions = ()
    order: str | None = None


@dataclass(slots=True)
class Arrangement:
    """Narrows the records of one search and remembers how many there are of each value and of each group."""

    columns: ColumnFile
    narrowing: Narrowing
    counted: Sequence[str] = ()
    facets: dict[str, Counts] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)

    def __call__(self, record_ids: Codes, levels: Codes) -> Codes:
        """The places of the wanted records, in the order that is wanted."""
        rows = rows_of(self.columns, record_ids)
        places = np.flatnonzero(hold(self.columns, rows, self.narrowing.conditions))
        self.facets = facets_of(self.columns, rows[places], self.counted)
        self.groups = np.bincount(levels[places], minlength=4).tolist()
        if self.narrowing.order is None:
            return places
        return places[in_order(self.columns, rows[places], self.narrowing.order)]


def columns_of(session: Session, wait: bool = True) -> ColumnFile | None:
    """The columns for the data of this moment; None where no file of them can be kept, or is ready without waiting."""
    place = fresh_columns(session) if wait else ready_columns(session)
    return open_file(place) if place is not None else None


def rows_of(columns: ColumnFile, record_ids: Codes) -> Codes:
    """The row of each record; −1 for a record that has come since."""
    sorter, ids = columns.codes(ROW_OF_RECORD), columns.codes("record")
    if not len(ids):
        return np.full(len(record_ids), -1)
    places = np.searchsorted(ids, record_ids, sorter=sorter)
    rows = sorter[np.minimum(places, len(ids) - 1)].astype(np.int64)
    return np.where(ids[rows] == record_ids, rows, -1)


def hold(columns: ColumnFile, rows: Codes, conditions: Conditions) -> Codes:
    """For each row whether every condition holds."""
    found = np.ones(len(rows), dtype=bool) if not conditions else rows >= 0
    for name, value in conditions:
        found &= _wanted(columns, name, value)[columns.codes(name)[rows]] if columns.records else False
    return found


def all_rows(columns: ColumnFile, conditions: Conditions) -> Codes:
    """Every row for which the conditions hold, in the order of the alphabet."""
    found: Codes | None = None
    for name, value in conditions:
        codes, number = columns.codes(name), _codes_of(columns, name, value)
        own = np.isin(codes, number) if len(number) != 1 else codes == number[0]
        found = own if found is None else found & own
    return np.arange(columns.records) if found is None else np.flatnonzero(found)


def fitting_rows(columns: ColumnFile, query: SearchQuery, place_ids: Sequence[int], conditions: Conditions) -> Codes:
    """Every row of somebody who may be born in the years and whose place is one of these, under the conditions."""
    rows = all_rows(columns, conditions)
    if query.born:
        first, last = query.born
        born, latest = columns.codes("born_first")[rows], columns.codes("born_last")[rows]
        rows = rows[(born >= max(1, first - WIDEST_RANGE)) & (born <= last) & (latest >= first)]
    if query.place:
        wanted = np.array(place_ids, dtype=np.uint32)
        lived = (np.isin(columns.codes(name)[rows], wanted) for name in ("birth_place", "residence_place"))
        rows = rows[np.logical_or(*lived)]
    return rows


def in_order(columns: ColumnFile, rows: Codes, order: str) -> Codes:
    """The places of the rows in the wanted order; alphabetical among equals."""
    column = ORDERS[order]
    if column is None:
        return np.argsort(rows, kind="stable")
    codes = columns.codes(column)[rows].astype(np.int64)
    unknown = codes == 0 if column == "born_first" else codes < FIRST_VALUE
    return np.lexsort((rows, np.where(unknown, np.iinfo(np.int64).max, codes)))


def facets_of(columns: ColumnFile, rows: Codes, names: Sequence[str]) -> dict[str, Counts]:
    """For each field how many of the rows have each value, the most frequent first and «not recorded» last."""
    known = rows[rows >= 0] if len(rows) else rows
    return {name: counts_of(columns.codes(name)[known], columns.values(name)) for name in names}


def counts_of(codes: Codes, values: Values) -> Counts:
    """How often each value occurs."""
    numbers = np.bincount(codes, minlength=FIRST_VALUE)
    found = [(values[code], int(numbers[code])) for code in np.flatnonzero(numbers).tolist() if code >= FIRST_VALUE]
    unknown = int(numbers[NOT_RECORDED] + numbers[NOT_UNDERSTOOD])
    return tuple(sorted(found, key=lambda one: -one[1])) + (((None, unknown),) if unknown else ())


def _wanted(columns: ColumnFile, name: str, value: Any) -> Codes:
    """For each number of a field whether it stands for the value."""
    wanted = np.zeros(len(columns.values(name)), dtype=bool)
    wanted[_codes_of(columns, name, value)] = True
    return wanted


def _codes_of(columns: ColumnFile, name: str, value: Any) -> list[int]:
    """The numbers of a value; none where no record has it."""
    if value is None:
        return [NOT_RECORDED, NOT_UNDERSTOOD]
    code = columns.code(name, value)
    return [] if code is None else [code]
