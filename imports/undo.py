"""How is a batch taken back? Everything it brought goes, what it replaced or removed comes back, its line remains."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from imports.removal import bury, delete_records, kept_records, slices
from imports.rereading import write_reading
from memorial.errors import MemorialError
from memorial.index import index_records
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.records import RemovedRecord, VictimRecord
from schema.sources import Entry, ImportBatch
from schema.withholding import WithheldRecord

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
    _bring_back(session, number)
    batch.status, batch.undone = "undone", datetime.now(UTC)
    session.flush()
    return gone


def _entries_of(session: Session, batch: int) -> list[int]:
    entry = table_of(Entry)
    return list(session.scalars(select(entry.c.id).where(entry.c.batch_id == batch).order_by(entry.c.id)))


def _take_back(session: Session, batch: ImportBatch, entry_ids: Sequence[int]) -> None:
    """Delete these entries; a record falls back to the entry before, or goes with its only one."""
    entry, stone = table_of(Entry), table_of(RemovedRecord)
    rows = kept_records(session, lambda table: table.entry_id.in_(entry_ids))
    record_of_entry = {row.entry_id: row.id for row in rows}
    earlier = _earlier_entries(session, list(record_of_entry))
    restored = {record_of_entry[newer]: older for newer, older in earlier.items()}
    lost = [record_id for record_id in record_of_entry.values() if record_id not in restored]
    bury(session, batch.id or 0, lost, keep_entries=False)
    delete_records(session, list(record_of_entry.values()))
    session.execute(stone.update().where(stone.c.entry_id.in_(entry_ids)).values(entry_id=None))
    session.execute(delete(DataIssue).where(table_of(DataIssue).c.entry_id.in_(entry_ids)))
    session.execute(delete(Entry).where(entry.c.id.in_(entry_ids)))
    write_reading(session, restored)
    index_records(session, list(restored))


def _earlier_entries(session: Session, entry_ids: Sequence[int]) -> dict[int, int]:
    """For each entry that replaced another: the newest one before it, unless its record had been removed."""
    newer, older, stone = table_of(Entry).alias(), table_of(Entry), table_of(RemovedRecord)
    pairs = session.execute(
        select(newer.c.id, older.c.id)
        .where(newer.c.id.in_(entry_ids), older.c.source_id == newer.c.source_id)
        .where(older.c.number == newer.c.number, older.c.revision < newer.c.revision)
        .where(~select(stone.c.id).where(stone.c.entry_id == older.c.id).exists())
        .order_by(older.c.revision)
    ).all()
    return {pair[0]: pair[1] for pair in pairs}


def _bring_back(session: Session, number: int) -> None:
    """Records that the batch removed stand again under their numbers, unless a later batch brought them anew."""
    stone = table_of(RemovedRecord)
    again = (
        ~select(table.id).where(table.key == stone.c.key).exists()
        for table in (table_of(VictimRecord).c, table_of(WithheldRecord).c)
    )
    rows = session.execute(
        select(stone.c.id, stone.c.record_id, stone.c.entry_id).where(
            stone.c.batch_id == number, stone.c.entry_id.is_not(None), *again
        )
    ).all()
    for some in slices([row.record_id for row in rows]):
        chosen = set(some)
        write_reading(session, {row.record_id: row.entry_id for row in rows if row.record_id in chosen})
        index_records(session, some)
    stones = select(stone.c.id).where(stone.c.batch_id == number, stone.c.entry_id.is_not(None))
    session.execute(delete(RemovedRecord).where(stone.c.id.in_(stones)))
