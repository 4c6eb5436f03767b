"""How many? Records counted by one field or several, with those for whom nothing is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from memorial.count_fields import FIELDS, SYNONYMS, CountField, rows_with
from memorial.errors import UsageError
from schema.vocabulary import vocabulary


class UnknownCountFieldError(UsageError):
    """We cannot count by this."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no field “{name}” to count by; choose among {', '.join(FIELDS)}.")


class UnknownCountValueError(UsageError):
    """The field has no such value."""

    def __init__(self, field: str, value: str, known: Sequence[str]) -> None:
        super().__init__(f"“{value}” is no value of {field}; choose among {', '.join(known)}, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Count:
    """A table of counts: one row per combination of values that occurs; the counts sum to `n`."""

    by: tuple[str, ...]
    n: int
    rows: tuple[tuple[Any, ...], ...]
    unit: str = "records"

    def as_json(self) -> dict[str, Any]:
        """`{by, unit, n, rows[]}`; each row has a key per field (null = not recorded) and `count`."""
        names = (*self.by, "count")
        return {
            "by": list(self.by),
            "unit": self.unit,
            "n": self.n,
            "rows": [dict(zip(names, row, strict=True)) for row in self.rows],
        }


def count(session: Session, by: Sequence[str], where: Sequence[str] = (), unit: str = "records") -> Count:
    """Count records by fields; `where` holds `FIELD=VALUE` texts, an empty value means «not recorded»."""
    if unit != "records":
        raise UsageError("No records have been joined into persons yet; count with --unit records.")
    names = tuple(_name(name) for name in by)
    conditions = [_condition(text) for text in where]
    fields = [FIELDS[name] for name in names]
    needed = {table for field in (*fields, *(field for field, _ in conditions)) for table in field.needs}
    expressions = [field.expression for field in fields]
    statement = select(*expressions, func.count()).select_from(rows_with(needed)).group_by(*expressions)
    for field, value in conditions:
        statement = statement.where(_equals(field, value))
    rows = [tuple(row) for row in session.execute(statement)]
    rows.sort(key=lambda row: (-row[-1], tuple((value is None, str(value)) for value in row[:-1])))
    return Count(names, sum(row[-1] for row in rows), tuple(rows))


def _name(name: str) -> str:
    name = SYNONYMS.get(name.strip(), name.strip())
    if name not in FIELDS:
        raise UnknownCountFieldError(name)
    return name


def _condition(text: str) -> tuple[CountField, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"“{text}” is no condition; write it as FIELD=VALUE, for example penalty=death.")
    field = FIELDS[_name(name)]
    value = value.strip()
    known = list(vocabulary(field.vocabulary)) if field.vocabulary else []
    if value and known and value not in known:
        raise UnknownCountValueError(name, value, known)
    return field, value


def _equals(field: CountField, value: str) -> Any:
    if not value:
        return field.expression.is_(None)
    if field.expression.type.python_type is not int:
        return field.expression == value
    if not value.isdecimal() or len(value) > 9:
        raise UsageError(f"“{value}” is no number; write the year or the months in digits.")
    return field.expression == int(value)
