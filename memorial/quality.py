"""How good is the data? Completeness of each field per source, readings by rule, open issues, contradictions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from memorial.count_columns import fresh_columns
from memorial.count_fields import FIELDS
from memorial.count_file import open_file
from memorial.count_question import Condition, CountQuestion
from memorial.counts import answer
from memorial.record_checks import check
from schema.data_issues import DataIssue
from schema.database import table_of
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
    place = fresh_columns(session)
    columns = open_file(place) if place is not None else None
    checked = columns.checked if columns is not None else check(lambda statement: session.execute(statement).all())
    return Quality(
        records,
        tuple(_completeness(session, records)),
        tuple(sorted(checked.rules, key=lambda row: (row[0], -row[2], row[1]))),
        _issues(session),
        checked.contradictions,
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


def _issues(session: Session) -> tuple[tuple[str, str, int], ...]:
    issue, source, batch = (table_of(table) for table in (DataIssue, Source, ImportBatch))
    rows = session.execute(
        select(source.c.key, issue.c.problem, func.count())
        .select_from(issue.join(batch, batch.c.id == issue.c.batch_id).join(source, source.c.id == batch.c.source_id))
        .where(batch.c.undone.is_(None))
        .group_by(source.c.key, issue.c.problem)
    )
    return tuple(sorted(((row[0], row[1], row[2]) for row in rows), key=lambda row: (row[0], -row[2])))
