"""What is to be counted? Fields and conditions as people type them, read into names and values that we know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memorial.count_fields import FIELDS, SYNONYMS
from memorial.errors import UsageError

Value = str | int | None

MOST_FIELDS = 6
# A table of more cells can be neither read nor drawn: count fewer fields, or narrow it.
MOST_CELLS = 100_000
LONGEST_VALUE = 500

# The last word of a field's name → how its values are written, and how to say so.
SHAPES = {
    "year": (re.compile(r"1[0-9]{3}|20[0-9]{2}"), "a year of four digits between 1000 and 2099, for example 1937"),
    "decade": (re.compile(r"(1[0-9]{2}|20[0-9])0"), "the first year of a decade, for example 1890"),
    "month": (re.compile(r"(1[0-9]{3}|20[0-9]{2})-(0[1-9]|1[0-2])"), "a year and a month, for example 1937-08"),
}
NUMBER = (re.compile(r"[0-9]{1,6}"), "a whole number in digits")


class UnknownCountFieldError(UsageError):
    """We cannot count by this."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no field “{name}” to count by; choose among {', '.join(FIELDS)}.")
        self.name = name


class UnknownCountValueError(UsageError):
    """The field has no such value."""

    def __init__(self, field: str, value: str, known: Sequence[str] = ()) -> None:
        choice = f"choose among {', '.join(known)}" if known else f"count by {field} to see what there is"
        super().__init__(f"“{value}” is no value of {field}; {choice}, or leave it empty for «not recorded».")
        self.field, self.value = field, value


class ImpossibleCountValueError(UsageError):
    """No source could ever say so: a year of two digits, a month 13."""

    def __init__(self, field: str, value: str, shape: str) -> None:
        super().__init__(f"“{value}” cannot be a value of {field}; write {shape}.")
        self.field, self.value = field, value


class NoConditionError(UsageError):
    """The text is not FIELD=VALUE."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is no condition; write it as FIELD=VALUE, for example penalty=death.")
        self.text = text


class TooManyCellsError(UsageError):
    """The table would be too large to be of use."""

    def __init__(self) -> None:
        super().__init__(
            f"This table has more than {MOST_CELLS:,} cells; count by fewer fields or narrow it by a condition."
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """Only records with one of these values in a field; None stands for «not recorded»."""

    field: str
    values: tuple[Value, ...]

    def __str__(self) -> str:
        return " or ".join(f"{self.field}={'' if value is None else value}" for value in self.values)


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """Fields to count by and conditions, all of which must hold."""

    by: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    unit: str = "records"

    @property
    def fields(self) -> set[str]:
        """Every field that it names."""
        return {*self.by, *(condition.field for condition in self.where)}


def read_count_question(by: Sequence[str], where: Sequence[str] = (), unit: str = "records") -> CountQuestion:
    """The question in names that we know; `where` holds `FIELD=VALUE`, one field twice means either value.

    Raises a `UsageError` with one sentence for an unknown field or value, an impossible year, a unit we do not have.
    """
    if unit != "records":
        raise UsageError("Only records can be counted: none have been joined into persons yet.")
    names = tuple(dict.fromkeys(_name(name) for name in by))
    if not names:
        raise UsageError("Name a field to count by, for example body_kind.")
    if len(names) > MOST_FIELDS:
        raise UsageError(f"A table of more than {MOST_FIELDS} fields cannot be read; name fewer.")
    found: dict[str, list[Value]] = {}
    for text in where:
        field, value = _condition(text)
        found.setdefault(field, []).append(value)
    return CountQuestion(names, tuple(Condition(field, tuple(values)) for field, values in found.items()))


def _name(name: str) -> str:
    name = SYNONYMS.get(name.strip(), name.strip())
    if name not in FIELDS:
        raise UnknownCountFieldError(name[:LONGEST_VALUE])
    return name


def _condition(text: str) -> tuple[str, Value]:
    name, equals, value = text.partition("=")
    if not equals:
        raise NoConditionError(text[:LONGEST_VALUE])
    name, value = _name(name), value.strip()
    return name, _value(name, value[:LONGEST_VALUE]) if value else None


def _value(name: str, value: str) -> Value:
    field = FIELDS[name]
    if field.possible and value not in field.possible:
        raise UnknownCountValueError(name, value, field.possible)
    shape = SHAPES.get(name.rpartition("_")[2], NUMBER if field.is_number else None)
    if shape and not shape[0].fullmatch(value):
        raise ImpossibleCountValueError(name, value, shape[1])
    return int(value) if field.is_number else value
