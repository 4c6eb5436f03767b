"""Which facts of a record cannot all be true, and which rules read it? Asked of the tables or of copies of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, Select, and_, case, cast, extract, func, literal, select, union_all

from memorial.count_fields import arrest, body, body_form, execution, record, rows_with, sentence
from schema.database import table_of
from schema.events import DeathStatement, RepressionEvent

Rule = tuple[str, str, int]
Ask = Callable[[Any], Sequence[Sequence[Any]]]

event = table_of(RepressionEvent)
told = table_of(DeathStatement)

# Records whose own facts cannot all be true, or that keep a false statement beside the true one.
CONTRADICTIONS = {
    "executed_before_arrest": execution.c.latest < arrest.c.earliest,
    "sentenced_before_arrest": sentence.c.latest < arrest.c.earliest,
    "arrested_before_birth": arrest.c.latest < record.c.birth_earliest,
    "executed_without_death_sentence": and_(
        execution.c.id.is_not(None), sentence.c.penalty.is_not(None), sentence.c.penalty != "death"
    ),
    "sentenced_before_body_existed": (
        extract("year", sentence.c.latest) < cast(func.substr(body.c.active_from, 1, 4), Integer)
    ),
    "told_otherwise": and_(execution.c.id.is_not(None), record.c.id.in_(select(told.c.record_id))),
}


@dataclass(slots=True)
class Checked:
    """How many records contradict themselves in each way, and how often each rule read or concluded something."""

    contradictions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONTRADICTIONS, 0))
    rules: list[Rule] = field(default_factory=list)

    def add(self, other: "Checked") -> None:
        """Put in what was found in other records."""
        for name, number in other.contradictions.items():
            self.contradictions[name] += number
        known = {(reads, rule): number for reads, rule, number in self.rules}
        for reads, rule, number in other.rules:
            known[reads, rule] = known.get((reads, rule), 0) + number
        self.rules = [(*key, number) for key, number in sorted(known.items())]


def check(ask: Ask) -> Checked:
    """What the tables say that the function asks."""
    numbers = ask(contradicting())[0]
    rules: list[Rule] = [(row[0], row[1], row[2]) for row in ask(applied())]
    return Checked({name: number or 0 for name, number in zip(CONTRADICTIONS, numbers, strict=True)}, rules)


def contradicting() -> Select[Any]:
    """One row: the number of records for each contradiction."""
    numbers = (func.sum(case((holds, 1), else_=0)).label(name) for name, holds in CONTRADICTIONS.items())
    return select(*numbers).select_from(rows_with({"sentence", "body", "arrest", "execution"}))


def applied() -> Any:
    """What was read, by which rule, and how often."""
    read = (
        select(literal("body", literal_execute=True), body_form.c.rule, func.count())
        .select_from(event.join(body_form, body_form.c.id == event.c.body_form_id))
        .group_by(body_form.c.rule)
    )
    concluded = (
        select(literal("event", literal_execute=True), event.c.rule, func.count())
        .where(event.c.rule.is_not(None))
        .group_by(event.c.rule)
    )
    return union_all(read, concluded)
