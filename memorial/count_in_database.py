"""How many, straight from the tables? The slow road: where no file can be kept, and to prove the fast one right."""

from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from memorial.count_fields import FIELDS, CountField, rows_with
from memorial.count_in_columns import Cell, Counted
from memorial.count_question import (
    MOST_CELLS,
    Condition,
    CountQuestion,
    TooManyCellsError,
    UnknownCountValueError,
    Value,
)


def counted(session: Session, question: CountQuestion) -> Counted:
    """The same answer as that of the columns in the same order, counted by the database."""
    for condition in question.where:
        _check(session, condition)
    fields = [FIELDS[name] for name in question.by]
    groups = [field.expression for field in fields]
    category = FIELDS["sentence_category"].expression
    measures = [func.count(), func.count(category), func.count().filter(category == "first")]
    statement = _narrowed(select(*groups, *measures), [*fields, FIELDS["sentence_category"]], question)
    rows = session.execute(statement.group_by(*groups).limit(MOST_CELLS + 1)).all()
    if len(rows) > MOST_CELLS:
        raise TooManyCellsError
    cells: list[Cell] = [(tuple(row[: len(groups)]), row[-3], row[-2], row[-1]) for row in rows]
    cells.sort(key=_order)
    return cells, _not_understood(session, question), _sources(session, question)


def _narrowed(statement: Any, fields: list[CountField], question: CountQuestion) -> Any:
    """The statement over the tables that it needs, with the conditions."""
    asked = [*fields, *(FIELDS[condition.field] for condition in question.where)]
    rows = rows_with({table for field in asked for table in field.needs})
    return statement.select_from(rows).where(*(_holds(condition) for condition in question.where))


def _holds(condition: Condition) -> ColumnElement[bool]:
    return or_(*(_equals(FIELDS[condition.field], value) for value in condition.values))


def _equals(field: CountField, value: Value) -> ColumnElement[bool]:
    return field.expression.is_(None) if value is None else field.expression == value


def _not_understood(session: Session, question: CountQuestion) -> dict[str, int]:
    found = {}
    for name in question.by:
        field = FIELDS[name]
        if field.printed is not None:
            printed = and_(field.expression.is_(None), field.printed.is_not(None))
            found[name] = session.execute(
                _narrowed(select(func.count()), [field], question).where(printed)
            ).scalar_one()
    return found


def _sources(session: Session, question: CountQuestion) -> dict[str, int]:
    field = FIELDS["source"]
    statement = _narrowed(select(field.expression, func.count()), [field], question).group_by(field.expression)
    return {row[0]: row[1] for row in session.execute(statement)}


def _check(session: Session, condition: Condition) -> None:
    """A word that no record has is a mistake of the question, except where a vocabulary knows it."""
    field = FIELDS[condition.field]
    if field.possible or field.is_number or condition.field.endswith("_month"):
        return
    for value in condition.values:
        one = select(field.expression).select_from(rows_with(set(field.needs))).where(_equals(field, value)).limit(1)
        if value is not None and session.execute(one).first() is None:
            raise UnknownCountValueError(condition.field, str(value))


def _order(cell: Cell) -> tuple[Any, ...]:
    values, number, *_ = cell
    return -number, tuple((value is None, str(value)) for value in values)
