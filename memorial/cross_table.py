"""How is a table of counts read? Its first field downwards, its second across, with the sums of both.

A page has room for so many rows and columns: the rarer values stand together as «others», so that every sum holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from memorial.count_fields import FIELDS
from memorial.count_question import Value
from memorial.counts import Count, CountRow


class Margin(Enum):
    """What stands in place of a value: all of them together, or those for which there is no room."""

    ALL = "all"
    OTHERS = "others"


Label = Value | Margin


@dataclass(frozen=True, slots=True)
class Sum:
    """Some records: how many, of how many the sentence category is known, and how many are of the first."""

    count: int = 0
    with_category: int = 0
    first_category: int = 0

    def plus(self, row: CountRow) -> "Sum":
        """This sum and the records of one more row."""
        return Sum(
            self.count + row.count,
            self.with_category + row.with_category,
            self.first_category + row.first_category,
        )

    @property
    def first_share(self) -> float | None:
        """First category among those whose category is known; None where it is known of none."""
        return self.first_category / self.with_category if self.with_category else None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """The values downwards and across, and the sum where two of them meet; a table by one field has no columns."""

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    sums: dict[tuple[Label, Label], Sum]

    def sum(self, row: Label = Margin.ALL, column: Label = Margin.ALL) -> Sum:
        """The records of this row and column."""
        return self.sums.get((row, column), Sum())

    def share(self, row: Label, column: Label, of: str) -> float | None:
        """The share of a cell in its `row`, its `column` or the `total`, or of the `first` category within it."""
        if of == "first":
            return self.sum(row, column).first_share
        whole = {"row": self.sum(row), "column": self.sum(column=column), "total": self.sum()}[of]
        return self.sum(row, column).count / whole.count if whole.count else None


def cross(table: Count, most_rows: int, most_columns: int) -> CrossTable:
    """The table laid out for reading: years and other numbers in their order, all else the most frequent first."""
    rows = _shown(table, 0, most_rows)
    columns = _shown(table, 1, most_columns) if len(table.by) > 1 else ()
    sums: dict[tuple[Label, Label], Sum] = {}
    for cell in table.cells:
        row = _label(cell.values[0], rows)
        column = _label(cell.values[1], columns) if columns else Margin.ALL
        for place in dict.fromkeys(_places(row, column)):
            sums[place] = sums.get(place, Sum()).plus(cell)
    return CrossTable(rows, columns, sums)


def _shown(table: Count, place: int, most: int) -> tuple[Label, ...]:
    totals = table.totals(place)
    frequent = [value for value, _ in totals.most_common(most if len(totals) > most else None)]
    if _is_ordered(table.by[place]):
        frequent.sort(key=lambda value: (value is None, value if isinstance(value, int) else 0, str(value)))
    else:
        frequent.sort(key=lambda value: (value is None, -totals[value], str(value)))
    return (*frequent, Margin.OTHERS) if len(totals) > most else tuple(frequent)


def _is_ordered(field: str) -> bool:
    return FIELDS[field].is_number or field.endswith(("_month", "_wave"))


def _label(value: Value, shown: tuple[Label, ...]) -> Label:
    return value if value in shown else Margin.OTHERS


def _places(row: Label, column: Label) -> Iterator[tuple[Label, Label]]:
    yield from ((row, column), (row, Margin.ALL), (Margin.ALL, column), (Margin.ALL, Margin.ALL))
