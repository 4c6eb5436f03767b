"""How is a batch taken back? Everything it brought goes, what it replaced comes back, only its line remains."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, SQLModel

from imports.entry import read_row
from imports.interpretation import interpret
from imports.writing import KEYS_A_LOOKUP, BulkWriter, NumberedEntry
from memorial.errors import MemorialError
from memorial.index import index_records, remove_records
from schema.authorities import BodyForm, Place, SentencingBody
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, VictimRecord
from schema.sources import Entry, ImportBatch, Source

Progress = Callable[[int], None]


class NoSuchBatchError(MemorialError):
    """No batch has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no batch {number}; `batches` lists them.")


class BatchUndoneError(MemorialError):
    """The batch is undone already."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Batch {number} has been undone already; import its file again to bring it back.")


def undo_batch(session: Session, number: int, progress: Progress | None = None) -> int:
    """Take one batch back within the session's transaction; returns how many entries went."""
    batch = session.get(ImportBatch, number)
    if batch is None:
        raise NoSuchBatchError(number)
    if batch.status == "undone":
        raise BatchUndoneError(number)
    session.execute(delete(DataIssue).where(table_of(DataIssue).c.batch_id == number))
    gone = 0
    for entry_ids in slices(_entries_of(session, number)):
        _take_back(session, batch, entry_ids)
        gone += len(entry_ids)
        if progress:
            progress(gone)
    batch.status, batch.undone = "undone", datetime.now(UTC)
    session.flush()
    return gone


def delete_readings(session: Session, record_ids: Sequence[int]) -> None:
    """Forget what was read of these records, but not the records; places and bodies nobody names any more go too."""
    places, forms, households = _authorities_of(session, record_ids)
    events = select(table_of(RepressionEvent).c.id).where(table_of(RepressionEvent).c.record_id.in_(record_ids))
    session.execute(delete(EventArticle).where(table_of(EventArticle).c.event_id.in_(events)))
    for child in (RepressionEvent, Rehabilitation, DeathStatement, NameForm):
        session.execute(delete(child).where(table_of(child).c.record_id.in_(record_ids)))
    records = table_of(VictimRecord)
    emptied = {"birth_place_id": None, "residence_place_id": None, "household_id": None}
    session.execute(records.update().where(records.c.id.in_(record_ids)).values(emptied))
    _delete_orphans(session, places, forms, households)


def slices(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """The values in runs short enough for one statement."""
    for start in range(0, len(values), KEYS_A_LOOKUP):
        yield values[start : start + KEYS_A_LOOKUP]


def _entries_of(session: Session, batch: int) -> list[int]:
    entry = table_of(Entry)
    return list(session.scalars(select(entry.c.id).where(entry.c.batch_id == batch).order_by(entry.c.id)))


def _take_back(session: Session, batch: ImportBatch, entry_ids: Sequence[int]) -> None:
    """Delete these entries; a record falls back to the entry before, or goes with its only one."""
    record, entry = table_of(VictimRecord), table_of(Entry)
    rows = session.execute(select(record.c.id, record.c.entry_id).where(record.c.entry_id.in_(entry_ids))).all()
    record_of_entry = {row.entry_id: row.id for row in rows}
    remove_records(session, list(record_of_entry.values()))
    delete_readings(session, list(record_of_entry.values()))
    earlier = _earlier_entries(session, list(record_of_entry))
    restored = {record_of_entry[newer]: older for newer, older in earlier.items()}
    for record_id, older in restored.items():
        session.execute(record.update().where(record.c.id == record_id).values(entry_id=older.id))
    lost = [record_id for record_id in record_of_entry.values() if record_id not in restored]
    session.execute(delete(VictimRecord).where(record.c.id.in_(lost)))
    session.execute(delete(Entry).where(entry.c.id.in_(entry_ids)))
    _read_again(session, restored)


def _earlier_entries(session: Session, entry_ids: Sequence[int]) -> dict[int, Entry]:
    """For each entry that replaced another: the newest one before it."""
    newer, older = table_of(Entry).alias(), table_of(Entry)
    pairs = session.execute(
        select(newer.c.id, older.c.id)
        .where(newer.c.id.in_(entry_ids), older.c.source_id == newer.c.source_id)
        .where(older.c.number == newer.c.number, older.c.revision < newer.c.revision)
        .order_by(older.c.revision)
    ).all()
    return {new: found for new, old in pairs if (found := session.get(Entry, old)) is not None}


def _read_again(session: Session, restored: dict[int, Entry]) -> None:
    """Read entries by the mapping they came with and make them their records' reading again."""
    for record_id, entry in restored.items():
        batch = session.get_one(ImportBatch, entry.batch_id)
        source = session.get_one(Source, entry.source_id)
        fields = [(batch.header.index(column), name) for column, name in batch.mapping.items()]
        row = read_row(entry.row_number, entry.cells, fields, len(batch.header))
        item = NumberedEntry(
            entry_id=entry.id or 0,
            record_id=record_id,
            number=entry.number,
            revision=entry.revision,
            row_number=entry.row_number,
            volume=entry.volume,
            page=entry.page,
            cells=entry.cells,
            draft=interpret(row.fields),
        )
        writer = BulkWriter(session, entry.source_id, source.key, entry.batch_id)
        writer.write_readings([item], new_records=False)
    if restored:
        index_records(session, list(restored))


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
