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
# So many counters take 64 MiB for a moment; of more cells the keys are sorted instead, which takes longer.
MOST_COUNTERS = 1 << 23
LARGEST_KEY = 1 << 62


def counted(place: Path, question: CountQuestion) -> Counted:
    """The cells in their order, what was not understood, and the records of each source."""
    columns = open_file(place)
    if columns is None:
        raise FileNotFoundError(place)
    chosen = _chosen(columns, question.where)
    folded = _folded(columns, question.by, chosen)
    keys, numbers = _tally(_with_category(columns, folded.keys, chosen), folded.space * 3)
    codes = folded.codes(keys // 3)
    not_understood = {
        name: int(numbers[own == NOT_UNDERSTOOD].sum())
        for name, own in zip(question.by, codes, strict=True)
        if FIELDS[name].printed is not None
    }
    cells = _cells(columns, question.by, codes, keys % 3, numbers)
    return cells, not_understood, _sources(columns, chosen)


@dataclass(slots=True)
class Folded:
    """One number per record for its cell: its code in the first field, times the size of the second, and so on.

    Where the numbers would grow too large, those that occur are numbered anew; `kept` has what they stood for.
    """

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


def _folded(columns: ColumnFile, by: tuple[str, ...], chosen: Codes | None) -> Folded:
    sizes = tuple(len(columns.values(name)) for name in by)
    kind = np.uint32 if prod(sizes) * 3 < 1 << 32 else np.uint64
    folded = Folded(_picked(columns.codes(by[0]), chosen).astype(kind), sizes, sizes[0], {})
    for place, name in enumerate(by[1:], start=1):
        folded.add(place, _picked(columns.codes(name), chosen))
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
    """Each key that occurs, in order, and how often."""
    if space <= MOST_COUNTERS:
        numbers = np.bincount(keys.astype(np.int64), minlength=1)
        found = np.flatnonzero(numbers != 0)  # looked through as truths five times as fast as numbers
        return found, numbers[found]
    keys.sort()
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    return keys[starts].astype(np.int64), np.diff(np.append(starts, len(keys)))


def _cells(columns: ColumnFile, by: tuple[str, ...], codes: list[Codes], known: Codes, numbers: Codes) -> list[Cell]:
    """Most records first, then by the words; nothing recorded and nothing understood are one value here.

    Raises `TooManyCellsError`.
    """
    shown = [np.where(own < FIRST_VALUE, NOT_RECORDED, own) for own in codes]
    order = np.lexsort(shown)
    rows = np.stack(shown)[:, order]
    starts = (
        np.flatnonzero(np.concatenate([[True], (rows[:, 1:] != rows[:, :-1]).any(axis=0)])) if len(order) else order
    )
    if len(starts) > MOST_CELLS:
        raise TooManyCellsError
    known, numbers, rows = known[order], numbers[order], rows[:, starts]
    sums = [np.add.reduceat(numbers * is_counted, starts) if len(starts) else numbers for is_counted in (
        np.ones_like(known), known >= KNOWN, known == FIRST
    )]  # fmt: skip
    last = [np.where(own == NOT_RECORDED, LARGEST_KEY, own) for own in rows[::-1]]
    wanted = np.lexsort((*last, -sums[0]))
    words = [_words(columns, name, own[wanted]) for name, own in zip(by, rows, strict=True)]
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
