"""What do we know of a sentencing body? Its authority record, its printed forms, its sentences by year and penalty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from memorial.count_question import Condition, CountQuestion
from memorial.counts import Count, answer
from memorial.summaries import RecordSummary, summaries
from schema.authorities import BodyForm, SentencingBody
from schema.database import table_of
from schema.events import RepressionEvent
from schema.records import VictimRecord

SHOWN_PEOPLE = 20
NAMES = ("key", "kind", "jurisdiction", "name_ru", "name_en", "extrajudicial", "active_from", "active_to")


@dataclass(frozen=True, slots=True)
class BodyProfile:
    """One body with everything a page about it shows; records count by their first sentence."""

    body: SentencingBody
    forms: tuple[tuple[str, int], ...]
    years: Count
    penalties: Count
    people: tuple[RecordSummary, ...]


def body_as_json(body: SentencingBody) -> dict[str, Any]:
    """The authority record under the names of its columns."""
    return {name: getattr(body, name) for name in NAMES}


def find_bodies(session: Session, after: str = "", limit: int = 100) -> list[SentencingBody]:
    """The bodies whose keys follow this one, in the order of their keys."""
    body = table_of(SentencingBody).c
    return list(session.scalars(select(SentencingBody).where(body.key > after).order_by(body.key).limit(limit)))


def find_body(session: Session, key: str) -> SentencingBody | None:
    """The authority record of this key, or None."""
    return session.scalars(select(SentencingBody).where(table_of(SentencingBody).c.key == key)).one_or_none()


def body_names(session: Session, keys: Sequence[str]) -> dict[str, SentencingBody]:
    """Key → authority record, for as many keys as a page shows."""
    body = table_of(SentencingBody).c
    return {one.key: one for one in session.scalars(select(SentencingBody).where(body.key.in_(keys)))}


def get_body(session: Session, key: str) -> BodyProfile | None:
    """The profile of the body with this key, or None."""
    body = find_body(session, key)
    if body is None:
        return None
    where = (Condition("sentencing_body", (key,)),)
    is_sentencing = any(row[0] == key for row in answer(session, CountQuestion(("sentencing_body",))).rows)
    if not is_sentencing:  # it arrested or decided, but sentenced nobody first: its tables are empty
        where = (Condition("sentence_year", (0,)),)
    years, penalties = (answer(session, CountQuestion((field,), where)) for field in ("sentence_year", "penalty"))
    return BodyProfile(body, _forms(session, body), years, penalties, tuple(people_of_body(session, body.id or 0)))


def _forms(session: Session, body: SentencingBody) -> tuple[tuple[str, int], ...]:
    form, event = table_of(BodyForm), table_of(RepressionEvent)
    number = func.count(event.c.id)
    rows = session.execute(
        select(form.c.printed, number)
        .select_from(form.outerjoin(event, event.c.body_form_id == form.c.id))
        .where(form.c.body_id == body.id)
        .group_by(form.c.printed)
        .order_by(number.desc(), form.c.printed)
    )
    return tuple((row[0], row[1]) for row in rows)


def people_of_body(session: Session, body_id: int, after: str = "", limit: int = SHOWN_PEOPLE) -> list[RecordSummary]:
    """The people whom a body sentenced, first or later, in the order of their records; `after` is a record key."""
    form, event, record = table_of(BodyForm).c, table_of(RepressionEvent).c, table_of(VictimRecord).c
    forms = select(form.id).where(form.body_id == body_id)
    sentenced = select(event.record_id).where(event.body_form_id.in_(forms), event.kind == "sentence")
    statement = select(record.id).where(record.id.in_(sentenced)).order_by(record.id).limit(limit)
    if after:
        statement = statement.where(record.id > select(record.id).where(record.key == after).scalar_subquery())
    ids = session.scalars(statement).all()
    found = summaries(session, ids)
    return [found[one] for one in ids]
