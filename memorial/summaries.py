"""Who is this, in three lines? What a list of hits shows of each record, fetched for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import RepressionEvent
from schema.records import NameForm, VictimRecord
from schema.sources import Source


@dataclass(frozen=True, slots=True)
class EventSummary:
    """One event of a life: its kind, date, place, the body that acted and the penalty it imposed."""

    kind: str
    edtf: str | None
    date_printed: str | None
    place: str | None
    body_kind: str | None
    body_printed: str | None
    penalty: str | None
    term_months: int | None


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A record as a result card shows it."""

    id: int
    key: str
    name_printed: str | None
    surname: str | None
    given_name: str | None
    patronymic: str | None
    birth_edtf: str | None
    birth_printed: str | None
    birth_earliest: date | None
    birth_latest: date | None
    birth_place: str | None
    residence: str | None
    source_title: str
    invented: bool
    fate: tuple[EventSummary, ...] = field(default=())


def summaries(session: Session, record_ids: Sequence[int]) -> dict[int, RecordSummary]:
    """Record id → summary; ids that no record has are left out."""
    record, form, source = table_of(VictimRecord), table_of(NameForm), table_of(Source)
    born, lived = table_of(Place).alias(), table_of(Place).alias()
    fates = _fates(session, record_ids)
    rows = session.execute(
        select(
            *record.c["id", "key", "birth_edtf", "birth_printed", "birth_earliest", "birth_latest"],
            form.c.printed.label("name_printed"),
            *form.c["surname", "given_name", "patronymic"],
            born.c.printed.label("birth_place"),
            lived.c.printed.label("residence"),
            source.c.title.label("source_title"),
            source.c.invented,
        )
        .join(source, source.c.id == record.c.source_id)
        .outerjoin(form, (form.c.record_id == record.c.id) & (form.c.position == 0))
        .outerjoin(born, born.c.id == record.c.birth_place_id)
        .outerjoin(lived, lived.c.id == record.c.residence_place_id)
        .where(record.c.id.in_(record_ids))
    ).mappings()
    return {row["id"]: RecordSummary(**row, fate=tuple(fates.get(row["id"], ()))) for row in rows}


def _fates(session: Session, record_ids: Sequence[int]) -> dict[int, list[EventSummary]]:
    """The events of these records, each in its order."""
    event, place = table_of(RepressionEvent), table_of(Place)
    form, body = table_of(BodyForm), table_of(SentencingBody)
    rows = session.execute(
        select(
            *event.c["record_id", "kind", "edtf", "date_printed", "penalty", "term_months"],
            place.c.printed.label("place"),
            form.c.printed.label("body_printed"),
            body.c.kind.label("body_kind"),
        )
        .outerjoin(place, place.c.id == event.c.place_id)
        .outerjoin(form, form.c.id == event.c.body_form_id)
        .outerjoin(body, body.c.id == form.c.body_id)
        .where(event.c.record_id.in_(record_ids))
        .order_by(event.c.record_id, event.c.position)
    ).mappings()
    fates: dict[int, list[EventSummary]] = {}
    for row in rows:
        words: dict[str, Any] = {name: value for name, value in row.items() if name != "record_id"}
        fates.setdefault(row["record_id"], []).append(EventSummary(**words))
    return fates
