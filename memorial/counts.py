"""How many? Records counted by one field or several, with those for whom nothing is recorded or understood.

A record counts once: by its first sentence, first arrest, first execution, first burial, first rehabilitation and the
first article of its first charge. So the counts of a table always sum to its n.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from sqlmodel import Session

from memorial import count_in_columns, count_in_database
from memorial.count_columns import fresh_columns
from memorial.count_question import (
    CountQuestion,
    UnknownCountFieldError,
    UnknownCountValueError,
    Value,
    read_count_question,
)
from memorial.expert_tables import read_table
from memorial.garbage import left_lying

__all__ = ["Count", "CountRow", "UnknownCountFieldError", "UnknownCountValueError", "count"]


@dataclass(slots=True)  # not frozen: a table may have 100,000 of them, and freezing each takes as long as counting
class CountRow:
    """One combination of values: its records, those of a known sentence category, and those of the first."""

    values: tuple[Value, ...]
    count: int
    with_category: int
    first_category: int

    @property
    def first_share(self) -> float | None:
        """First category among the records of this row whose category is known; None where it is known of none."""
        return self.first_category / self.with_category if self.with_category else None


@dataclass(frozen=True, slots=True)
class Count:
    """A table of counts: one row per combination of values that occurs; the counts sum to `n`."""

    question: CountQuestion
    cells: tuple[CountRow, ...]
    not_understood: dict[str, int]
    sources: dict[str, int]

    @property
    def by(self) -> tuple[str, ...]:
        """The fields counted by."""
        return self.question.by

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The values of each combination and, last, its number of records."""
        return tuple((*cell.values, cell.count) for cell in self.cells)

    @property
    def n(self) -> int:
        """How many records were counted."""
        return sum(cell.count for cell in self.cells)

    @property
    def not_recorded(self) -> dict[str, int]:
        """For each field the records whose source says nothing of it; what was not understood is told apart."""
        empty = {name: self.totals(place)[None] for place, name in enumerate(self.by)}
        return {name: number - self.not_understood.get(name, 0) for name, number in empty.items()}

    def totals(self, place: int) -> Counter[Value]:
        """The records of each value of the field at this place among the fields."""
        totals: Counter[Value] = Counter()
        for cell in self.cells:
            totals[cell.values[place]] += cell.count
        return totals

    def shares(self) -> list[dict[str, float | None]]:
        """For each row its share of all, and of two fields the share of its row and of its column."""
        n, margins = self.n, [self.totals(place) for place in range(len(self.by))]
        found: list[dict[str, float | None]] = []
        for cell in self.cells:
            shares: dict[str, float | None] = {"share": cell.count / n}
            if len(self.by) == 2:
                shares["row_share"] = cell.count / margins[0][cell.values[0]]
                shares["column_share"] = cell.count / margins[1][cell.values[1]]
            found.append(shares | {"first_category_share": cell.first_share})
        return found

    def as_json(self) -> dict[str, Any]:
        """`{by, unit, n, rows[]}`, and what a reader must know: unknowns, sources, caveats."""
        names = (*self.by, "count")
        return {
            "by": list(self.by),
            "unit": self.question.unit,
            "n": self.n,
            "rows": [dict(zip(names, row, strict=True)) for row in self.rows],
            "where": [str(condition) for condition in self.question.where],
            "not_recorded": self.not_recorded,
            "not_understood": self.not_understood,
            "sources": self.sources,
            "caveats": [caveat["en"] for caveat in caveats(self.question)],
        }


def count(session: Session, by: Sequence[str], where: Sequence[str] = (), unit: str = "records") -> Count:
    """Count records by fields; `where` holds `FIELD=VALUE` texts, an empty value means «not recorded».

    Raises a `UsageError` for a question that cannot be counted, and for more than 100,000 cells.
    """
    return answer(session, read_count_question(by, where, unit))


def answer(session: Session, question: CountQuestion) -> Count:
    """The table of a question, from the columns kept beside the database, else from the database itself."""
    columns = fresh_columns(session)
    with left_lying():
        if columns is not None:
            cells, not_understood, sources = count_in_columns.counted(columns, question)
        else:
            cells, not_understood, sources = count_in_database.counted(session, question)
        rows = tuple(starmap(CountRow, cells))
    return Count(question, rows, not_understood, dict(sorted(sources.items(), key=lambda one: -one[1])))


def caveats(question: CountQuestion) -> list[dict[str, str]]:
    """What must be said beside this table, in Russian and English: what always holds, and what its fields need."""
    return caveats_of(question.fields)


def caveats_of(fields: set[str]) -> list[dict[str, str]]:
    """The same for any counts by these fields."""
    return [row for row in read_table("count_caveats") if not row["fields"] or fields & set(row["fields"].split(";"))]
