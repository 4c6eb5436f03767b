"""How many, at once? Counting in the columns of small numbers: one pass over the columns of the question."""

from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np

from memorial.count_fields import FIELDS
from memorial.count_file import FIRST_VALUE, NOT_RECORDED, NOT_UNDERSTOOD, Codes, ColumnFile, open_file
from memorial.count_question import (
    MOST_CELLS,
    Condition,
    CountQuestion,
    TooManyCellsError,
    UnknownCountValueError,
    Value,
)

Cell = tuple[tuple[Value, ...], int, int, int]
Counted = tuple[list[Cell], dict[str, int], dict[str, int]]

CATEGORY = "sentence_category"
UNKNOWN, KNOWN, FIRST = range(3)  # what is known of a record's category, beside its cell
# So many counters take 64 MiB for a moment; for more cells those that occur are found by their places in a table.
MOST_COUNTERS = 1 << 23
PLACE_BITS = 20
SCATTER = 11400714819323198485  # 2^64 divided by the golden ratio (Knuth, TAOCP 6.4): neighbours land far apart
LARGEST_KEY = 1 << 62


def counted(place: Path, question: CountQuestion) -> Counted:
    """The cells in their order, what was not understood, and the records of each source."""
    columns = open_file(place)
    if columns is None:
        raise FileNotFoundError(place)
    chosen = _chosen(columns, question.where)
    codes = {name: _picked(columns.codes(name), chosen) for name in question.by}
    not_understood = {
        name: int(np.count_nonzero(own == NOT_UNDERSTOOD))
        for name, own in codes.items()
        if FIELDS[name].printed is not None
    }
    shown = [_shown(own, not_understood.get(name, 0)) for name, own in codes.items()]
    folded = _folded(columns, question.by, shown)
    keys, numbers = _tally(_with_category(columns, folded.keys, chosen), folded.space * 3)
    return _cells(columns, folded, keys, numbers), not_understood, _sources(columns, chosen)


def _shown(codes: Codes, not_understood: int) -> Codes:
    """Nothing recorded and nothing understood are one value in a table."""
    return np.where(codes == NOT_UNDERSTOOD, codes.dtype.type(NOT_RECORDED), codes) if not_understood else codes


@dataclass(slots=True)
class Folded:
    """One number per record for its cell: its code in the first field, times the size of the second, and so on.

    Where the numbers would grow too large, those that occur are numbered anew; `kept` has what they stood for.
    """

    by: tuple[str, ...]
    keys: Codes
    sizes: tuple[int, ...]
    space: int
    kept: dict[int, Codes]

    def add(self, place: int, codes: Codes) -> None:
        """Put in the codes of the field at this place."""
        size = self.sizes[place]
        if self.space * size * 3 >= LARGEST_KEY:
            self.kept[place], self.keys = np.unique(self.keys, return_inverse=True)
            self.keys, self.space = self.keys.astype(np.uint64), len(self.kept[place])
        self.keys *= self.keys.dtype.type(size)
        self.keys += codes
        self.space *= size

    def codes(self, cells: Codes) -> list[Codes]:
        """The code of each field in these cells."""
        found: list[Codes] = []
        for place in range(len(self.sizes) - 1, 0, -1):
            cells, own = np.divmod(cells, self.sizes[place])
            found.insert(0, own)
            if place in self.kept:
                cells = self.kept[place][cells].astype(np.int64)
        return [cells, *found]


def _folded(columns: ColumnFile, by: tuple[str, ...], codes: list[Codes]) -> Folded:
    sizes = tuple(len(columns.values(name)) for name in by)
    kind = np.uint32 if prod(sizes) * 3 < 1 << 32 else np.uint64
    folded = Folded(by, codes[0].astype(kind), sizes, sizes[0], {})
    for place, own in enumerate(codes[1:], start=1):
        folded.add(place, own)
    return folded


def _with_category(columns: ColumnFile, keys: Codes, chosen: Codes | None) -> Codes:
    """Within the cell, what is known of the category."""
    known = np.full(len(columns.values(CATEGORY)), KNOWN, dtype=keys.dtype)
    known[:FIRST_VALUE] = UNKNOWN
    if (first := columns.code(CATEGORY, "first")) is not None:
        known[first] = FIRST
    keys *= keys.dtype.type(3)
    keys += known[_picked(columns.codes(CATEGORY), chosen)]
    return keys


def _tally(keys: Codes, space: int) -> tuple[Codes, Codes]:
    """Each key that occurs, in order, and how often. Raises `TooManyCellsError` where it cannot but come to that."""
    if space <= MOST_COUNTERS:
        numbers = np.bincount(keys.astype(np.int64), minlength=1)
        found = np.flatnonzero(numbers != 0)  # looked through as truths five times as fast as numbers
        return found, numbers[found]
    kind = keys.dtype.type
    bits = keys.dtype.itemsize * 8
    places = (keys * kind(SCATTER >> 64 - bits | 1) >> kind(bits - PLACE_BITS)).astype(np.int64)
    holders = np.zeros(1 << PLACE_BITS, keys.dtype)
    holders[places] = keys  # of several keys for one place the last one holds it
    holds = holders[places] == keys
    numbers = np.bincount(places[holds], minlength=len(holders))
    found = np.flatnonzero(numbers != 0)
    if len(found) > MOST_CELLS * 3:
        raise TooManyCellsError
    others, numbers_of_others = np.unique(keys[~holds], return_counts=True)
    keys = np.concatenate([holders[found], others]).astype(np.int64)
    order = np.argsort(keys)
    return keys[order], np.concatenate([numbers[found], numbers_of_others])[order]


def _cells(columns: ColumnFile, folded: Folded, keys: Codes, numbers: Codes) -> list[Cell]:
    """Most records first, then by the words, not recorded last. Raises `TooManyCellsError`."""
    cells, known = np.divmod(keys, 3)
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    if len(starts) > MOST_CELLS:
        raise TooManyCellsError
    parts = numbers, numbers * (known >= KNOWN), numbers * (known == FIRST)
    sums = [np.add.reduceat(part, starts) if len(starts) else part for part in parts]
    rows = folded.codes(cells[starts])
    last = [np.where(own == NOT_RECORDED, LARGEST_KEY, own) for own in rows[::-1]]
    wanted = np.lexsort((*last, -sums[0]))
    words = [_words(columns, name, own[wanted]) for name, own in zip(folded.by, rows, strict=True)]
    return list(zip(zip(*words, strict=True), *(own[wanted].tolist() for own in sums), strict=True))


def _words(columns: ColumnFile, name: str, codes: Codes) -> list[Value]:
    values = columns.values(name)
    return [values[code] for code in codes.tolist()]


def _picked(codes: Codes, chosen: Codes | None) -> Codes:
    return codes if chosen is None else codes[chosen]


def _chosen(columns: ColumnFile, where: tuple[Condition, ...]) -> Codes | None:
    """The places of the records for which every condition holds; None for all of them."""
    holds: Codes | None = None
    for condition in where:
        wanted = np.zeros(len(columns.values(condition.field)), dtype=bool)
        for value in condition.values:
            wanted[_codes_of(columns, condition.field, value)] = True
        own = wanted[columns.codes(condition.field)]
        holds = own if holds is None else holds & own
    return None if holds is None else np.flatnonzero(holds)


def _codes_of(columns: ColumnFile, field: str, value: Value) -> list[int]:
    """The numbers of a value. A number that nobody has is no mistake; a word that nobody has is."""
    if value is None:
        return [NOT_RECORDED, NOT_UNDERSTOOD]
    code = columns.code(field, value)
    if code is not None:
        return [code]
    if FIELDS[field].possible or isinstance(value, int) or field.endswith("_month"):
        return []
    raise UnknownCountValueError(field, str(value))


def _sources(columns: ColumnFile, chosen: Codes | None) -> dict[str, int]:
    """The records of each source that has any."""
    names = columns.values("source")
    numbers = columns.all_sources
    if chosen is not None:
        numbers = np.bincount(columns.codes("source")[chosen], minlength=len(names))
    return {str(name): number for name, number in zip(names, numbers.tolist(), strict=True) if number}
