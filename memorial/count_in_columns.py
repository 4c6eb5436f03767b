"""How many, at once? Counting in the file of small numbers, with DuckDB."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import duckdb
from pyarrow import parquet as pq

from memorial.count_columns import PRINTED
from memorial.count_fields import FIELDS
from memorial.count_question import MOST_CELLS, Condition, CountQuestion, UnknownCountValueError, Value

Cell = tuple[tuple[Value, ...], int, int, int]
Counted = tuple[list[Cell], dict[str, int], dict[str, int]]


@dataclass(frozen=True)
class Columns:
    """The file at one moment, and what the numbers in it stand for."""

    place: Path
    notes: dict[bytes, bytes]

    @lru_cache(maxsize=256)  # noqa: B019 - a file of columns lives as long as the program or is replaced
    def values(self, field: str) -> list[Value]:
        """The value of each code of a field."""
        known: list[Value] = json.loads(self.notes[f"values:{field}".encode()])
        return known

    def code(self, field: str, value: Value) -> int | None:
        """The code of a value. A number that nobody has is no mistake; a word that nobody has is."""
        try:
            return self.values(field).index(value)
        except ValueError:
            if FIELDS[field].possible or isinstance(value, int) or field.endswith("_month"):
                return None
            raise UnknownCountValueError(field, str(value)) from None

    def __hash__(self) -> int:
        return id(self)


def counted(place: Path, question: CountQuestion) -> Counted:
    """The cells (at most one more than may be), what was not understood per field, and records per source."""
    columns = _columns(place, place.stat().st_mtime_ns)
    where = " AND ".join(_holds(columns, condition) for condition in question.where) or "true"
    rows = _ask(f"SELECT {_cells(columns, question)} FROM read_parquet(?) WHERE {where} {_groups(question)}", place)
    cells = [_cell(columns, question, row) for row in rows]
    return cells, _not_understood(columns, question.by, where), dict(_sources(columns, where))


def _cell(columns: Columns, question: CountQuestion, row: tuple[int | None, ...]) -> Cell:
    *codes, number, with_category, first = row
    values = (
        None if code is None else columns.values(name)[code] for name, code in zip(question.by, codes, strict=True)
    )
    return tuple(values), number or 0, with_category or 0, first or 0


def _cells(columns: Columns, question: CountQuestion) -> str:
    first = columns.code("sentence_category", "first")
    measures = ["count(*)", "count(sentence_category)"]
    measures.append("0" if first is None else f"count(*) FILTER (sentence_category = {first})")
    return ", ".join([*question.by, *measures])


def _groups(question: CountQuestion) -> str:
    return f"GROUP BY {', '.join(question.by)} LIMIT {MOST_CELLS + 1}"


def _holds(columns: Columns, condition: Condition) -> str:
    """The condition in codes: only names and numbers of ours reach the database, never a typed word."""
    codes = [columns.code(condition.field, value) for value in condition.values if value is not None]
    known = ", ".join(str(code) for code in codes if code is not None)
    either = [f"{condition.field} IN ({known})"] if known else []
    either += [f"{condition.field} IS NULL"] if None in condition.values else []
    return f"({' OR '.join(either)})" if either else "false"


def _not_understood(columns: Columns, by: tuple[str, ...], where: str) -> dict[str, int]:
    return {name: _unread(columns, name, where) for name in by if FIELDS[name].printed is not None}


# The same for every table of one condition, and most tables have none.
@lru_cache(maxsize=512)
def _unread(columns: Columns, name: str, where: str) -> int:
    unread = PRINTED.format(name)
    return _ask(f'SELECT count(*) FILTER ("{unread}") FROM read_parquet(?) WHERE {where}', columns.place)[0][0]


@lru_cache(maxsize=512)
def _sources(columns: Columns, where: str) -> tuple[tuple[str, int], ...]:
    rows = _ask(f"SELECT source, count(*) FROM read_parquet(?) WHERE {where} GROUP BY source", columns.place)
    return tuple((str(columns.values("source")[code]), number) for code, number in rows)


def _ask(statement: str, place: Path) -> list[tuple[int, ...]]:
    return _duckdb().cursor().execute(statement, [str(place)]).fetchall()


@cache
def _duckdb() -> duckdb.DuckDBPyConnection:
    """One DuckDB for the program; each question has its own cursor."""
    return duckdb.connect()


@lru_cache(maxsize=4)
def _columns(place: Path, _changed: int) -> Columns:
    return Columns(place, pq.read_metadata(place).metadata)
