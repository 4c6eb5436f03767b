"""How are all fields asked at once? Statements of one row per record, in DuckDB's words, which are PostgreSQL's."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import FromClause, case, select
from sqlalchemy.dialects import postgresql

from memorial.count_fields import FIELDS, Expression, record, rows_with
from memorial.list_columns import LISTED, NUMBERS, RANKED, RANKS, with_names
from memorial.record_checks import applied, contradicting

# Beside a field's own column: whether the source prints something there that gave no value.
PRINTED = "{}?printed"
OF_LISTS = (*NUMBERS, *RANKS, *LISTED)


@cache
def rules() -> str:
    """Words that change when anything here is asked in another way."""
    every = f"{RANKED} {statements()} {as_text(contradicting())} {as_text(applied())}"
    return hashlib.sha256(every.encode()).hexdigest()[:12]


@cache
def statements() -> dict[tuple[str, ...], str]:
    """Columns → one row per record with their values, always in the same order.

    Together go the fields that begin at the same table, for all of them at once would need too much room; last
    come the columns of lists.
    """
    together: dict[str, list[str]] = {}
    for name, field in FIELDS.items():
        together.setdefault(next(iter(field.needs), ""), []).append(name)
    return {tuple(names): _of_fields(names) for names in together.values()} | {OF_LISTS: _of_lists()}


def _of_fields(names: Sequence[str]) -> str:
    fields = {name: FIELDS[name] for name in names}
    columns = {name: field.expression for name, field in fields.items()}
    columns |= {
        PRINTED.format(name): case((field.expression.is_(None), field.printed.is_not(None)), else_=False)
        for name, field in fields.items()
        if field.printed is not None
    }
    return _statement(columns, rows_with({table for field in fields.values() for table in field.needs}))


def _of_lists() -> str:
    return _statement({**NUMBERS, **RANKS, **LISTED}, with_names(rows_with({"execution"})))


def _statement(columns: Mapping[str, Expression], rows: FromClause) -> str:
    statement = select(*(expression.label(name) for name, expression in columns.items())).select_from(rows)
    return as_text(statement.order_by(record.c.id))


def as_text(statement: Any) -> str:
    """The statement with every value written out."""
    dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
