"""How many, at once? Counting in the columns of small numbers: one pass over the columns of the question."""

from math import prod
from pathlib import Path

import numpy as np

from memorial.count_fields import FIELDS
from memorial.count_file import FIRST_VALUE, NOT_RECORDED, NOT_UNDERSTOOD, Codes, ColumnFile, open_file
from memorial.count_question import MOST_CELLS, Condition, CountQuestion, UnknownCountValueError, Value

Cell = tuple[tuple[Value, ...], int, int, int]
Counted = tuple[list[Cell], dict[str, int], dict[str, int]]

CATEGORY = "sentence_category"
UNKNOWN, KNOWN, FIRST = range(3)  # what is known of a record's category, beside its cell
# So many counters fit into the processor's cache; of more cells the keys are sorted instead.
MOST_COUNTERS = 1 << 22
LARGEST_KEY = 1 << 62


def fits(place: Path, question: CountQuestion) -> bool:
    """Whether every cell of the question has a number of its own; else the database must count."""
    columns = open_file(place)
    return columns is not None and prod(_sizes(columns, question.by)) * 3 < LARGEST_KEY


def counted(place: Path, question: CountQuestion) -> Counted:
    """The cells in their order (at most one more than may be), what was not understood, and records per source."""
    columns = open_file(place)
    if columns is None:
        raise FileNotFoundError(place)
    chosen = _chosen(columns, question.where)
    keys, numbers = _tally(_keys(columns, question.by, chosen), prod(_sizes(columns, question.by)) * 3)
    codes = _decoded(keys // 3, _sizes(columns, question.by))
    not_understood = {
        name: int(numbers[own == NOT_UNDERSTOOD].sum())
        for name, own in zip(question.by, codes, strict=True)
        if FIELDS[name].printed is not None
    }
    cells = _cells(columns, question.by, codes, keys % 3, numbers)
    return cells, not_understood, _sources(columns, chosen)


def _sizes(columns: ColumnFile, by: tuple[str, ...]) -> list[int]:
    return [len(columns.values(name)) for name in by]


def _keys(columns: ColumnFile, by: tuple[str, ...], chosen: Codes | None) -> Codes:
    """One number per record: its cell, and within it what is known of the category."""
    sizes = _sizes(columns, by)
    kind = np.uint32 if prod(sizes) * 3 < 1 << 32 else np.uint64
    known = np.full(len(columns.values(CATEGORY)), KNOWN, dtype=kind)
    known[:FIRST_VALUE] = UNKNOWN
    if (first := columns.code(CATEGORY, "first")) is not None:
        known[first] = FIRST
    keys: Codes | None = None
    for name, size in zip(by, sizes, strict=True):
        codes = _picked(columns.codes(name), chosen)
        if keys is None:
            keys = codes.astype(kind)
        else:
            keys *= kind(size)
            keys += codes
    assert keys is not None  # a question names a field
    keys *= kind(3)
    keys += known[_picked(columns.codes(CATEGORY), chosen)]
    return keys


def _tally(keys: Codes, space: int) -> tuple[Codes, Codes]:
    """Each key that occurs, in order, and how often."""
    if space <= MOST_COUNTERS:
        numbers = np.bincount(keys, minlength=1)
        found = np.flatnonzero(numbers)
        return found, numbers[found]
    keys.sort()
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    return keys[starts].astype(np.int64), np.diff(np.append(starts, len(keys)))


def _decoded(cells: Codes, sizes: list[int]) -> list[Codes]:
    """The number of each field in these cells."""
    found: list[Codes] = []
    for size in reversed(sizes):
        cells, own = np.divmod(cells, size)
        found.insert(0, own)
    return found


def _cells(columns: ColumnFile, by: tuple[str, ...], codes: list[Codes], known: Codes, numbers: Codes) -> list[Cell]:
    """Most records first, then by the words; nothing recorded and nothing understood are one value here."""
    shown = [np.where(own < FIRST_VALUE, NOT_RECORDED, own) for own in codes]
    order = np.lexsort(shown)
    rows = np.stack(shown)[:, order]
    starts = (
        np.flatnonzero(np.concatenate([[True], (rows[:, 1:] != rows[:, :-1]).any(axis=0)])) if len(order) else order
    )
    known, numbers, rows = known[order], numbers[order], rows[:, starts]
    sums = [np.add.reduceat(numbers * is_counted, starts) if len(starts) else numbers for is_counted in (
        np.ones_like(known), known >= KNOWN, known == FIRST
    )]  # fmt: skip
    last = [np.where(own == NOT_RECORDED, LARGEST_KEY, own) for own in rows[::-1]]
    wanted = np.lexsort((*last, -sums[0]))[: MOST_CELLS + 1]
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
