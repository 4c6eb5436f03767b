"""Which rows make a record? All that the tables hold under one key, by questions that are put together only once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, SQLModel

from memorial.withheld import raise_if_gone
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import NameForm, VictimRecord
from schema.sources import Entry, ImportBatch, Source

Row = Any  # a row of the table in the name: its columns are its attributes

_article, _body, _form, _place = (table_of(one) for one in (EventArticle, SentencingBody, BodyForm, Place))

# A page of a life asks all of these; to put such a question together takes five times as long as its answer.
_RECORD = select(table_of(VictimRecord)).where(table_of(VictimRecord).c.key == bindparam("key"))
_ENTRY, _SOURCE, _BATCH = (
    select(table_of(kind)).where(table_of(kind).c.id == bindparam("id")) for kind in (Entry, Source, ImportBatch)
)


def _of_record(kind: type[SQLModel]) -> Select[Any]:
    table = table_of(kind)
    return select(table).where(table.c.record_id == bindparam("id")).order_by(table.c.position)


_FORMS, _EVENTS = _of_record(NameForm), _of_record(RepressionEvent)
_DEATHS, _ACTS = _of_record(DeathStatement), _of_record(Rehabilitation)
_ARTICLES = (
    select(_article)
    .where(_article.c.event_id.in_(bindparam("ids", expanding=True)))
    .order_by(_article.c.event_id, _article.c.position)
)
_PLACES = select(_place.c.id, _place.c.printed).where(_place.c.id.in_(bindparam("ids", expanding=True)))
_BODIES = (
    select(_form.c.id.label("form_id"), _form.c.printed, _body)
    .join(_body, _body.c.id == _form.c.body_id)
    .where(_form.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class RecordRows:
    """A victim record with its entry, source and batch, and in their order the rows that belong to it.

    `places` are the printed words of every place that it names, by id; `bodies` the sentencing body and the words in
    which it is printed, by the id of these words.
    """

    record: Row
    entry: Row
    source: Row
    batch: Row
    forms: list[Row]
    events: list[Row]
    articles: list[Row]
    places: dict[int, str]
    bodies: dict[int, Row]
    death_statements: list[Row]
    rehabilitations: list[Row]


def rows_of(session: Session, key: str) -> RecordRows | None:
    """The rows of the record of this key, or None.

    Raises a `GoneRecordError` for a record that was removed or is withheld: its address stays known.
    """
    ask = session.connection().execute
    record: Row = ask(_RECORD, {"key": key}).one_or_none()
    if record is None:
        raise_if_gone(session, key)
        return None

    def belonging(question: Select[Any]) -> list[Row]:
        return list(ask(question, {"id": record.id}))

    def among(question: Select[Any], ids: Collection[int | None]) -> list[Row]:
        known = sorted(one for one in ids if one is not None)
        return list(ask(question, {"ids": known})) if known else []

    entry = ask(_ENTRY, {"id": record.entry_id}).one()
    events = belonging(_EVENTS)
    places = {record.birth_place_id, record.residence_place_id, *(event.place_id for event in events)}
    return RecordRows(
        record=record,
        entry=entry,
        source=ask(_SOURCE, {"id": record.source_id}).one(),
        batch=ask(_BATCH, {"id": entry.batch_id}).one(),
        forms=belonging(_FORMS),
        events=events,
        articles=among(_ARTICLES, [event.id for event in events]),
        places={row.id: row.printed for row in among(_PLACES, places)},
        bodies={row.form_id: row for row in among(_BODIES, {event.body_form_id for event in events})},
        death_statements=belonging(_DEATHS),
        rehabilitations=belonging(_ACTS),
    )
