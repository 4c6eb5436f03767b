"""How does a record go? Its reading is deleted, places and bodies nobody names any more too; a tombstone stays."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, union_all
from sqlmodel import Session, SQLModel

from imports.numbers import TABLE as SEEN
from imports.numbers import SeenNumbers
from imports.writing import KEYS_A_LOOKUP, BulkWriter
from memorial import bulk
from memorial.index import remove_records
from schema.authorities import BodyForm, Place, SentencingBody
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, RemovedRecord, VictimRecord
from schema.withholding import WithheldRecord

# Where the records of entries are: shown, and withheld.
KEPT_IN = ("victim_record", "withheld_record")


def remove_missing(session: Session, writer: BulkWriter, seen: SeenNumbers, tables: Sequence[str] = KEPT_IN) -> int:
    """Remove the records of a source whose numbers the new list does not have; their entries stay for an undo."""
    rows = [
        row[0]
        for table in tables
        for row in bulk.select(
            seen.session,
            f"SELECT r.id FROM {table} r JOIN entry e ON e.id = r.entry_id "
            f"WHERE r.source_id = ? AND e.number NOT IN (SELECT number FROM {SEEN})",
            (writer.source_id,),
        )
    ]
    for record_ids in slices(rows):
        bury(session, writer.batch_id, record_ids, keep_entries=True)
        delete_records(session, record_ids)
    return len(rows)


def kept_records(session: Session, condition: Callable[[Any], ColumnElement[bool]]) -> list[Any]:
    """Number, key and entry of the records, shown or withheld, for whose columns the condition holds."""
    tables = (table_of(VictimRecord).c, table_of(WithheldRecord).c)
    chosen = (select(table.id, table.key, table.entry_id).where(condition(table)) for table in tables)
    return list(session.execute(union_all(*chosen)).all())


def bury(session: Session, batch_id: int, record_ids: Sequence[int], keep_entries: bool) -> None:
    """Write the tombstones of records that are about to go with this batch."""
    rows = kept_records(session, lambda table: table.id.in_(record_ids))
    now = datetime.now(UTC)
    stones = [
        {
            "key": row.key,
            "batch_id": batch_id,
            "record_id": row.id,
            "entry_id": row.entry_id if keep_entries else None,
            "removed": now,
        }
        for row in rows
    ]
    if stones:
        session.execute(insert(RemovedRecord), stones)


def delete_records(session: Session, record_ids: Sequence[int]) -> None:
    """Delete records, shown or withheld, with their readings, and take them out of the name index."""
    remove_records(session, record_ids)
    entries = [row.entry_id for row in kept_records(session, lambda table: table.id.in_(record_ids))]
    session.execute(delete(DataIssue).where(table_of(DataIssue).c.entry_id.in_(entries)))
    _delete_readings(session, record_ids)
    session.execute(delete(WithheldRecord).where(table_of(WithheldRecord).c.id.in_(record_ids)))


def _delete_readings(session: Session, record_ids: Sequence[int]) -> None:
    """Delete what was read, then the records; places, bodies and households that nobody names any more go too."""
    places, forms, households = _authorities_of(session, record_ids)
    events = select(table_of(RepressionEvent).c.id).where(table_of(RepressionEvent).c.record_id.in_(record_ids))
    session.execute(delete(EventArticle).where(table_of(EventArticle).c.event_id.in_(events)))
    for child in (RepressionEvent, Rehabilitation, DeathStatement, NameForm):
        session.execute(delete(child).where(table_of(child).c.record_id.in_(record_ids)))
    session.execute(delete(VictimRecord).where(table_of(VictimRecord).c.id.in_(record_ids)))
    _delete_orphans(session, places, forms, households)


def slices(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """The values in runs short enough for one statement."""
    for start in range(0, len(values), KEYS_A_LOOKUP):
        yield values[start : start + KEYS_A_LOOKUP]


def _authorities_of(session: Session, record_ids: Sequence[int]) -> tuple[set[int], set[int], set[int]]:
    """Places, body forms and households that these records name."""
    record, event = table_of(VictimRecord), table_of(RepressionEvent)
    columns = (record.c.birth_place_id, record.c.residence_place_id, record.c.household_id)
    records = session.execute(select(*columns).where(record.c.id.in_(record_ids))).all()
    events = session.execute(
        select(event.c.place_id, event.c.body_form_id).where(event.c.record_id.in_(record_ids)).distinct()
    ).all()
    places = {row[0] for row in records} | {row[1] for row in records} | {row[0] for row in events}
    return places - {None}, {row[1] for row in events} - {None}, {row[2] for row in records} - {None}


def _delete_orphans(session: Session, places: set[int], forms: set[int], households: set[int]) -> None:
    """Delete those of the given authorities that nothing names any more."""
    record, event, form = table_of(VictimRecord), table_of(RepressionEvent), table_of(BodyForm)
    place = table_of(Place).c.id
    _delete_unused(
        session,
        Place,
        places,
        (record.c.birth_place_id == place, record.c.residence_place_id == place, event.c.place_id == place),
    )
    bodies = {
        body
        for some in slices(sorted(forms))
        for body in session.scalars(select(form.c.body_id).where(form.c.id.in_(some)))
    }
    _delete_unused(session, BodyForm, forms, (event.c.body_form_id == form.c.id,))
    _delete_unused(session, SentencingBody, bodies, (form.c.body_id == table_of(SentencingBody).c.id,))
    _delete_unused(session, Household, households, (record.c.household_id == table_of(Household).c.id,))


def _delete_unused(
    session: Session, table: type[SQLModel], ids: set[int], uses: tuple[ColumnElement[bool], ...]
) -> None:
    for some in slices(sorted(ids)):
        unused = [~select(1).where(use).correlate(table_of(table)).exists() for use in uses]
        session.execute(delete(table).where(table_of(table).c.id.in_(some), *unused))
