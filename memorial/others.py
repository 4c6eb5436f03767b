"""Who stands beside this person? Others of the same printed page, the same place, the same grave or day of sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from memorial import bulk
from memorial.record_rows import RecordRows, Row
from schema.database import table_of
from schema.records import NameForm, VictimRecord

NEAR = 200  # rows of a list before and after: no printed page holds more people
BEFORE = 3  # people shown who stand before this one in a list without pages
PART = 50  # people on one page of the whole list
WHOLE_DAY = 10  # characters of EDTF

Ids = dict[int, int]  # where the list goes on → record

_record, _form = table_of(VictimRecord).c, table_of(NameForm)
_PEOPLE = (
    select(_record.id, _record.key, _form.c.printed, _record.birth_edtf)
    .outerjoin(_form, (_form.c.record_id == _record.id) & (_form.c.position == 0))
    .where(_record.id.in_(bindparam("ids", expanding=True)))
)


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


def company_of(session: Session, mine: RecordRows, limit: int) -> list[Company]:
    """For each kind the nearest others, at most `limit`; a kind in which the person is alone is left out."""
    shared = {kind: one for kind, find in KINDS.items() if (one := find(mine))}
    near = {kind: _nearest(session, mine, one, limit) for kind, one in shared.items()}
    people = _people(session, [one for ids in near.values() for one in list(ids.values())[:limit]])
    found = (
        Company(kind, shared[kind].words, _of(people, list(ids.values())[:limit]), 0 if len(ids) > limit else None)
        for kind, ids in near.items()
    )
    return [company for company in found if company.people]


def others(session: Session, mine: RecordRows, kind: str, after: int = 0) -> Company | None:
    """One part of the list of one kind, in the order of the source; None where the record shares nothing of it."""
    shared = KINDS[kind](mine)
    if shared is None:
        return None
    ids = _ids(session, mine, shared, after, PART + 1)
    shown = list(ids)[:PART]
    found = [ids[place] for place in shown]
    return Company(kind, shared.words, _of(_people(session, found), found), shown[-1] if len(ids) > PART else None)


def _nearest(session: Session, mine: RecordRows, shared: _Shared, limit: int) -> Ids:
    ids = _ids(session, mine, shared, shared.near, limit + 1)
    if len(ids) <= limit and shared.near:
        ids |= _ids(session, mine, shared, 0, limit + 1)
    return ids


def _ids(session: Session, mine: RecordRows, shared: _Shared, after: int, limit: int) -> Ids:
    place, other = shared.place, shared.record
    statement = f"SELECT {place}, {other} FROM {shared.rows} AND {other} <> ? AND {place} > ? ORDER BY {place} LIMIT ?"
    return dict(map(tuple, bulk.select(session, statement, (*shared.values, mine.record.id, after, limit))))


def _people(session: Session, record_ids: Sequence[int]) -> dict[int, Other]:
    rows = session.connection().execute(_PEOPLE, {"ids": sorted(set(record_ids))})
    return {row[0]: Other(*row[1:]) for row in rows}


def _of(people: dict[int, Other], record_ids: Sequence[int]) -> tuple[Other, ...]:
    return tuple(people[one] for one in dict.fromkeys(record_ids) if one in people)


def _same_page(mine: RecordRows) -> _Shared | None:
    entry = mine.entry
    if not entry.page:
        return None
    rows = (
        "entry e JOIN victim_record r ON r.entry_id = e.id "
        "WHERE e.id BETWEEN ? AND ? AND e.batch_id = ? AND e.page = ? AND e.volume IS NOT DISTINCT FROM ?"
    )
    near = entry.id - NEAR, entry.id + NEAR
    return _Shared(rows, (*near, entry.batch_id, entry.page, entry.volume), entry.page, 0, place="e.id")


def _same_list(mine: RecordRows) -> _Shared | None:
    if mine.entry.page:
        return None  # the page says it better
    near = max(mine.record.id - BEFORE - 1, 0)
    return _Shared("victim_record r WHERE r.batch_id = ?", (mine.record.batch_id,), None, near)


def _same_place(column: str) -> "Kind":
    def find(mine: RecordRows) -> _Shared | None:
        place_id = getattr(mine.record, column)
        if place_id is None:
            return None
        return _Shared(f"victim_record r WHERE r.{column} = ?", (place_id,), mine.places[place_id], mine.record.id)

    return find


def _same_grave(mine: RecordRows) -> _Shared | None:
    burial = _first(mine, "burial")
    if burial is None or burial.place_id is None:
        return None
    rows = "repression_event e WHERE e.place_id = ? AND e.kind = 'burial'"
    return _Shared(rows, (burial.place_id,), mine.places[burial.place_id], burial.id, "e.id", "e.record_id")


def _same_sentence(mine: RecordRows) -> _Shared | None:
    sentence = _first(mine, "sentence")
    if sentence is None or sentence.body_form_id is None or len(sentence.edtf or "") != WHOLE_DAY:
        return None
    rows = "repression_event e WHERE e.body_form_id = ? AND e.earliest = ? AND e.kind = 'sentence'"
    values = sentence.body_form_id, sentence.earliest.isoformat()
    return _Shared(rows, values, mine.bodies[sentence.body_form_id].printed, sentence.id, "e.id", "e.record_id")


def _first(mine: RecordRows, kind: str) -> Row | None:
    return next((event for event in mine.events if event.kind == kind), None)


Kind = Callable[[RecordRows], _Shared | None]

KINDS: dict[str, Kind] = {
    "page": _same_page,
    "list": _same_list,
    "residence": _same_place("residence_place_id"),
    "birth_place": _same_place("birth_place_id"),
    "sentence": _same_sentence,
    "burial": _same_grave,
}
