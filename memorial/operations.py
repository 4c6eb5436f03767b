"""Which operation of the Great Terror was it? Stated in the text, or inferred from body, date and charge."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from memorial.dates import PartialDate
from memorial.expert_tables import read_table

# Charges are a line or two; what is longer is read only so far.
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Operation:
    """The operation, whether it is stated or inferred, and the rule that says so."""

    code: str
    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class OperationRule:
    """One row of the table of rules: every condition that it names must hold."""

    finding: Operation
    body_kinds: frozenset[str]
    first_day: date | None
    last_day: date | None
    pattern: re.Pattern[str] | None

    def holds_at(self, when: PartialDate | None) -> bool:
        """True when the date fits: it must lie within the days of the rule as a whole."""
        return self.first_day is None or self.last_day is None or _within(when, self.first_day, self.last_day)


def find_operation(body_kind: str | None, when: PartialDate | None, words: str) -> Operation | None:
    """The operation of a sentence, given the kind of body, the date, and charge and sentence as printed.

    Never from nationality: it was recorded reliably only after September 1938.
    """
    found = next((rule.finding for rule in _rules_for(body_kind, words[:LONGEST]) if rule.holds_at(when)), None)
    return found if found and found.code else None  # a rule without an operation: none can be inferred


@cache
def _rules() -> tuple[OperationRule, ...]:
    return tuple(_rule(row) for row in read_table("operation_rules"))


@lru_cache(maxsize=16_384)
def _rules_for(body_kind: str | None, words: str) -> tuple[OperationRule, ...]:
    """The rules whose body and words fit; a list prints the same charges and sentences many times."""
    plain = words.lower().replace("ё", "е")
    return tuple(
        rule
        for rule in _rules()
        if (not rule.body_kinds or body_kind in rule.body_kinds) and (not rule.pattern or rule.pattern.search(plain))
    )


def _rule(row: dict[str, str]) -> OperationRule:
    first_day, last_day = (date.fromisoformat(row[end]) if row[end] else None for end in ("from", "to"))
    return OperationRule(
        finding=Operation(row["operation"], row["basis"], row["rule"]),
        body_kinds=frozenset(row["body_kinds"].split(";")) - {""},
        first_day=first_day,
        last_day=last_day,
        pattern=re.compile(row["pattern"]) if row["pattern"] else None,
    )


def _within(when: PartialDate | None, first_day: date, last_day: date) -> bool:
    if when is None or when.earliest is None or when.latest is None:
        return False
    return first_day <= when.earliest and when.latest <= last_day
