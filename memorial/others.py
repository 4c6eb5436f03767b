"""Who stands beside this person? Others of the same printed page, the same place, the same grave or day of sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from schema.authorities import BodyForm, Place
from schema.database import table_of
from schema.events import RepressionEvent
from schema.records import NameForm, VictimRecord
from schema.sources import Entry

NEAR = 200  # rows of a list before and after: no printed page holds more people
BEFORE = 3  # people shown who stand before this one in a list without pages
PART = 50  # people on one page of the whole list
WHOLE_DAY = 10  # characters of EDTF

Ids = dict[int, int]  # where the list goes on → record


@dataclass(frozen=True, slots=True)
class Other:
    """Another person: key, name as printed, birth as EDTF."""

    key: str
    name: str | None
    born: str | None


@dataclass(frozen=True, slots=True)
class Company:
    """Others who share one thing with a person: its kind and printed words, who, and where the list goes on, if so."""

    kind: str
    words: str | None
    people: tuple[Other, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a person shares with others: rows of (place in the list, record), its words, where this person is near."""

    rows: Select[Any]
    words: str | None
    near: int


def company_of(session: Session, record: VictimRecord, limit: int) -> list[Company]:
    """For each kind the nearest others, at most `limit`; a kind in which the person is alone is left out."""
    _kept = _known(session, record)  # held, so that each kind finds them in the session
    shared = {kind: one for kind in KINDS if (one := _shared(session, kind, record))}
    near = {kind: _nearest(session, one, limit) for kind, one in shared.items()}
    people = _people(session, [one for ids in near.values() for one in list(ids.values())[:limit]])
    found = (
        Company(kind, shared[kind].words, _of(people, list(ids.values())[:limit]), 0 if len(ids) > limit else None)
        for kind, ids in near.items()
    )
    return [company for company in found if company.people]


def others(session: Session, record: VictimRecord, kind: str, after: int = 0) -> Company | None:
    """One part of the list of one kind, in the order of the source; None where the record shares nothing of it."""
    shared = _shared(session, kind, record)
    if shared is None:
        return None
    ids = _ids(session, shared, after, PART + 1)
    shown = list(ids)[:PART]
    found = [ids[place] for place in shown]
    return Company(kind, shared.words, _of(_people(session, found), found), shown[-1] if len(ids) > PART else None)


def _known(session: Session, record: VictimRecord) -> list[Any]:
    """What several kinds look at: the entry, and the places of the record."""
    place = table_of(Place).c
    places = select(Place).where(place.id.in_({record.residence_place_id, record.birth_place_id} - {None}))
    return [session.get_one(Entry, record.entry_id), *session.scalars(places)]


def _nearest(session: Session, shared: _Shared, limit: int) -> Ids:
    ids = _ids(session, shared, shared.near, limit + 1)
    if len(ids) <= limit and shared.near:
        ids |= _ids(session, shared, 0, limit + 1)
    return ids


def _shared(session: Session, kind: str, record: VictimRecord) -> _Shared | None:
    shared = KINDS[kind](session, record)
    if shared is None:
        return None
    other = shared.rows.selected_columns[1]
    return replace(shared, rows=shared.rows.where(other != record.id))


def _ids(session: Session, shared: _Shared, after: int, limit: int) -> Ids:
    place = shared.rows.selected_columns[0]
    rows = shared.rows.where(place > after).order_by(place).limit(limit)
    return {row[0]: row[1] for row in session.execute(rows)}


def _people(session: Session, record_ids: Sequence[int]) -> dict[int, Other]:
    record, form = table_of(VictimRecord).c, table_of(NameForm)
    rows = session.execute(
        select(record.id, record.key, form.c.printed, record.birth_edtf)
        .outerjoin(form, (form.c.record_id == record.id) & (form.c.position == 0))
        .where(record.id.in_(set(record_ids)))
    )
    return {row[0]: Other(*row[1:]) for row in rows}


def _of(people: dict[int, Other], record_ids: Sequence[int]) -> tuple[Other, ...]:
    return tuple(people[one] for one in dict.fromkeys(record_ids) if one in people)


def _same_page(session: Session, record: VictimRecord) -> _Shared | None:
    entry, other = table_of(Entry).c, table_of(VictimRecord).c
    mine = session.get_one(Entry, record.entry_id)
    if not mine.page:
        return None
    rows = (
        select(entry.id, other.id)
        .join(table_of(VictimRecord), other.entry_id == entry.id)
        .where(entry.id.between(record.entry_id - NEAR, record.entry_id + NEAR), entry.batch_id == mine.batch_id)
        .where(entry.page == mine.page, entry.volume.is_not_distinct_from(mine.volume))
    )
    return _Shared(rows, mine.page, 0)


def _same_list(session: Session, record: VictimRecord) -> _Shared | None:
    if session.get_one(Entry, record.entry_id).page:
        return None  # the page says it better
    other = table_of(VictimRecord).c
    rows = select(other.id, other.id.label("record")).where(other.batch_id == record.batch_id)
    return _Shared(rows, None, max((record.id or 0) - BEFORE - 1, 0))


def _same_place(column: str) -> "Kind":
    def find(session: Session, record: VictimRecord) -> _Shared | None:
        place_id = getattr(record, column)
        if place_id is None:
            return None
        other = table_of(VictimRecord).c
        rows = select(other.id, other.id.label("record")).where(other[column] == place_id)
        return _Shared(rows, session.get_one(Place, place_id).printed, record.id or 0)

    return find


def _same_grave(session: Session, record: VictimRecord) -> _Shared | None:
    event = table_of(RepressionEvent).c
    mine = _event(session, record, "burial")
    if mine is None or mine.place_id is None:
        return None
    rows = select(event.id, event.record_id).where(event.place_id == mine.place_id, event.kind == "burial")
    return _Shared(rows, session.get_one(Place, mine.place_id).printed, mine.id or 0)


def _same_sentence(session: Session, record: VictimRecord) -> _Shared | None:
    event = table_of(RepressionEvent).c
    mine = _event(session, record, "sentence")
    if mine is None or mine.body_form_id is None or len(mine.edtf or "") != WHOLE_DAY or mine.earliest is None:
        return None
    rows = select(event.id, event.record_id).where(
        event.body_form_id == mine.body_form_id, event.earliest == mine.earliest, event.kind == "sentence"
    )
    return _Shared(rows, session.get_one(BodyForm, mine.body_form_id).printed, mine.id or 0)


def _event(session: Session, record: VictimRecord, kind: str) -> RepressionEvent | None:
    event = table_of(RepressionEvent).c
    asked = select(RepressionEvent).where(event.record_id == record.id, event.kind == kind)
    return session.scalars(asked.order_by(event.position).limit(1)).first()


Kind = Callable[[Session, VictimRecord], _Shared | None]

KINDS: dict[str, Kind] = {
    "page": _same_page,
    "list": _same_list,
    "residence": _same_place("residence_place_id"),
    "birth_place": _same_place("birth_place_id"),
    "sentence": _same_sentence,
    "burial": _same_grave,
}
