"""Who stands beside this person? Others of the same printed page, the same place, the same grave or day of sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from memorial import bulk
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
    """What a person shares with others: SQL for them with its values, its words, where this person is near."""

    rows: str
    values: tuple[Any, ...]
    words: str | None
    near: int
    place: str = "r.id"  # the column by which the list goes on
    record: str = "r.id"


def company_of(session: Session, record: VictimRecord, limit: int) -> list[Company]:
    """For each kind the nearest others, at most `limit`; a kind in which the person is alone is left out."""
    mine = _own(session, record)
    shared = {kind: one for kind, find in KINDS.items() if (one := find(record, mine))}
    near = {kind: _nearest(session, record, one, limit) for kind, one in shared.items()}
    people = _people(session, [one for ids in near.values() for one in list(ids.values())[:limit]])
    found = (
        Company(kind, shared[kind].words, _of(people, list(ids.values())[:limit]), 0 if len(ids) > limit else None)
        for kind, ids in near.items()
    )
    return [company for company in found if company.people]


def others(session: Session, record: VictimRecord, kind: str, after: int = 0) -> Company | None:
    """One part of the list of one kind, in the order of the source; None where the record shares nothing of it."""
    shared = KINDS[kind](record, _own(session, record))
    if shared is None:
        return None
    ids = _ids(session, record, shared, after, PART + 1)
    shown = list(ids)[:PART]
    found = [ids[place] for place in shown]
    return Company(kind, shared.words, _of(_people(session, found), found), shown[-1] if len(ids) > PART else None)


@dataclass(frozen=True, slots=True)
class _Own:
    """What a person may share with others: the entry, first events by kind, printed words of places and the body."""

    entry: Entry
    events: dict[str, RepressionEvent]
    places: dict[int, str]
    sentenced_by: str | None


def _own(session: Session, record: VictimRecord) -> _Own:
    event, place = table_of(RepressionEvent).c, table_of(Place).c
    asked = select(RepressionEvent).where(event.record_id == record.id, event.kind.in_(("burial", "sentence")))
    events: dict[str, RepressionEvent] = {}
    for one in session.scalars(asked.order_by(event.position)):
        events.setdefault(one.kind, one)
    numbers = {record.residence_place_id, record.birth_place_id, *(one.place_id for one in events.values())} - {None}
    printed = session.execute(select(place.id, place.printed).where(place.id.in_(numbers)))
    form_id = events["sentence"].body_form_id if "sentence" in events else None
    body = session.get_one(BodyForm, form_id).printed if form_id else None
    return _Own(session.get_one(Entry, record.entry_id), events, dict(map(tuple, printed)), body)


def _nearest(session: Session, record: VictimRecord, shared: _Shared, limit: int) -> Ids:
    ids = _ids(session, record, shared, shared.near, limit + 1)
    if len(ids) <= limit and shared.near:
        ids |= _ids(session, record, shared, 0, limit + 1)
    return ids


def _ids(session: Session, record: VictimRecord, shared: _Shared, after: int, limit: int) -> Ids:
    place, other = shared.place, shared.record
    statement = f"SELECT {place}, {other} FROM {shared.rows} AND {other} <> ? AND {place} > ? ORDER BY {place} LIMIT ?"
    return dict(map(tuple, bulk.select(session, statement, (*shared.values, record.id, after, limit))))


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


def _same_page(record: VictimRecord, own: _Own) -> _Shared | None:
    mine = own.entry
    if not mine.page:
        return None
    rows = (
        "entry e JOIN victim_record r ON r.entry_id = e.id "
        "WHERE e.id BETWEEN ? AND ? AND e.batch_id = ? AND e.page = ? AND e.volume IS NOT DISTINCT FROM ?"
    )
    near = record.entry_id - NEAR, record.entry_id + NEAR
    return _Shared(rows, (*near, mine.batch_id, mine.page, mine.volume), mine.page, 0, place="e.id")


def _same_list(record: VictimRecord, own: _Own) -> _Shared | None:
    if own.entry.page:
        return None  # the page says it better
    near = max((record.id or 0) - BEFORE - 1, 0)
    return _Shared("victim_record r WHERE r.batch_id = ?", (record.batch_id,), None, near)


def _same_place(column: str) -> "Kind":
    def find(record: VictimRecord, own: _Own) -> _Shared | None:
        place_id = getattr(record, column)
        if place_id is None:
            return None
        return _Shared(f"victim_record r WHERE r.{column} = ?", (place_id,), own.places[place_id], record.id or 0)

    return find


def _same_grave(_record: VictimRecord, own: _Own) -> _Shared | None:
    mine = own.events.get("burial")
    if mine is None or mine.place_id is None:
        return None
    rows = "repression_event e WHERE e.place_id = ? AND e.kind = 'burial'"
    return _Shared(rows, (mine.place_id,), own.places[mine.place_id], mine.id or 0, "e.id", "e.record_id")


def _same_sentence(_record: VictimRecord, own: _Own) -> _Shared | None:
    mine = own.events.get("sentence")
    if mine is None or mine.body_form_id is None or len(mine.edtf or "") != WHOLE_DAY or mine.earliest is None:
        return None
    rows = "repression_event e WHERE e.body_form_id = ? AND e.earliest = ? AND e.kind = 'sentence'"
    values = mine.body_form_id, mine.earliest.isoformat()
    return _Shared(rows, values, own.sentenced_by, mine.id or 0, "e.id", "e.record_id")


Kind = Callable[[VictimRecord, _Own], _Shared | None]

KINDS: dict[str, Kind] = {
    "page": _same_page,
    "list": _same_list,
    "residence": _same_place("residence_place_id"),
    "birth_place": _same_place("birth_place_id"),
    "sentence": _same_sentence,
    "burial": _same_grave,
}
