"""How good is the data? Completeness of each field per source, readings by rule, open issues, contradictions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, and_, cast, extract, func, select
from sqlmodel import Session

from memorial.count_fields import FIELDS, arrest, body, execution, record, rows_with, sentence
from memorial.count_question import Condition, CountQuestion
from memorial.counts import answer
from schema.authorities import BodyForm
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.events import DeathStatement, RepressionEvent
from schema.sources import ImportBatch, Source


@dataclass(frozen=True, slots=True)
class Completeness:
    """For one field, of how many records of each source it has a value."""

    field: str
    filled: dict[str, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """What can be said of the data as a whole; every number is one of records, readings or issues."""

    records: dict[str, int]
    completeness: tuple[Completeness, ...]
    rules: tuple[tuple[str, str, int], ...]
    issues: tuple[tuple[str, str, int], ...]
    contradictions: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """One document with a key per question."""
        return {
            "records": self.records,
            "completeness": {one.field: one.filled for one in self.completeness},
            "rules": [dict(zip(("reads", "rule", "readings"), row, strict=True)) for row in self.rules],
            "issues": [dict(zip(("source", "problem", "issues"), row, strict=True)) for row in self.issues],
            "contradictions": self.contradictions,
        }


def quality(session: Session) -> Quality:
    """Everything we measure of the data, at this moment."""
    records = answer(session, CountQuestion(("source",))).sources
    return Quality(
        records, tuple(_completeness(session, records)), _rules(session), _issues(session), _against(session)
    )


def as_text(found: Quality) -> Iterator[str]:
    """The lines for a terminal."""
    yield "Records with a value, per cent of each source:"
    yield f"{'field':<22}" + "".join(f"{source[:16]:>18}" for source in found.records)
    for one in found.completeness:
        shares = (one.filled[source] / number for source, number in found.records.items())
        yield f"{one.field:<22}" + "".join(f"{100 * share:>17.1f}%" for share in shares)
    yield "Readings by rule:"
    yield from (f"  {reads:<6} {rule:<60} {number:>10,}" for reads, rule, number in found.rules)
    yield "Open issues:"
    yield from (f"  {source:<24} {problem:<24} {number:>10,}" for source, problem, number in found.issues)
    yield "Contradictions, in records:"
    yield from (f"  {name:<40} {number:>10,}" for name, number in found.contradictions.items())


def _completeness(session: Session, records: dict[str, int]) -> list[Completeness]:
    found = []
    for field in FIELDS:
        empty = answer(session, CountQuestion(("source",), (Condition(field, (None,)),))).sources
        found.append(Completeness(field, {source: n - empty.get(source, 0) for source, n in records.items()}))
    return found


def _rules(session: Session) -> tuple[tuple[str, str, int], ...]:
    """How many events each rule read or concluded, the most used first."""
    event, form = table_of(RepressionEvent).c, table_of(BodyForm).c
    read = select(form.rule, func.count()).join_from(table_of(RepressionEvent), table_of(BodyForm)).group_by(form.rule)
    concluded = select(event.rule, func.count()).where(event.rule.is_not(None)).group_by(event.rule)
    rows = [("body", *row) for row in session.execute(read)] + [("event", *row) for row in session.execute(concluded)]
    return tuple(sorted(rows, key=lambda row: (row[0], -row[2], row[1])))


def _issues(session: Session) -> tuple[tuple[str, str, int], ...]:
    issue, source, batch = (table_of(table) for table in (DataIssue, Source, ImportBatch))
    rows = session.execute(
        select(source.c.key, issue.c.problem, func.count())
        .select_from(issue.join(batch, batch.c.id == issue.c.batch_id).join(source, source.c.id == batch.c.source_id))
        .where(batch.c.undone.is_(None))
        .group_by(source.c.key, issue.c.problem)
    )
    return tuple(sorted(((row[0], row[1], row[2]) for row in rows), key=lambda row: (row[0], -row[2])))


def _against(session: Session) -> dict[str, int]:
    """Records whose own facts cannot all be true, or that keep a false statement beside the true one."""
    told = table_of(DeathStatement).c
    checks: dict[str, tuple[set[str], Any]] = {
        "executed_before_arrest": ({"arrest", "execution"}, execution.c.latest < arrest.c.earliest),
        "sentenced_before_arrest": ({"arrest", "sentence"}, sentence.c.latest < arrest.c.earliest),
        "arrested_before_birth": ({"arrest"}, arrest.c.latest < record.c.birth_earliest),
        "executed_without_death_sentence": (
            {"sentence", "execution"},
            and_(execution.c.id.is_not(None), sentence.c.penalty.is_not(None), sentence.c.penalty != "death"),
        ),
        "sentenced_before_body_existed": (
            {"sentence", "body"},
            extract("year", sentence.c.latest) < cast(func.substr(body.c.active_from, 1, 4), Integer),
        ),
        "told_otherwise": (
            {"execution"},
            and_(execution.c.id.is_not(None), record.c.id.in_(select(told.record_id))),
        ),
    }
    return {
        name: session.execute(select(func.count()).select_from(rows_with(needs)).where(holds)).scalar_one()
        for name, (needs, holds) in checks.items()
    }
