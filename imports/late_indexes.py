"""When are the indexes of tables built? For a long new list at its end: sorted once instead of changed row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Index
from sqlmodel import Session

from memorial import bulk
from schema.database import table_of
from schema.events import RepressionEvent
from schema.records import VictimRecord
from schema.sources import Entry

# Bytes of a list for each entry that is here already, from which building anew costs less than changing:
# a row of 39 columns has some 500 bytes, and sorting a key costs about a quarter of inserting it.
BYTES_AN_ENTRY = 2_000
LONG = 20_000_000


@contextmanager
def late_indexes(session: Session, size: int, is_new_source: bool) -> Iterator[None]:
    """Do without the indexes that only searches need while a list of this size comes in, and build them after it.

    All in the session's transaction, so a reader never misses them. Only for a new source: an update needs them.
    """
    entries = bulk.select(session, "SELECT coalesce(max(id), 0) FROM entry")[0][0]
    if not is_new_source or size < max(LONG, entries * BYTES_AN_ENTRY):
        yield
        return
    connection = session.connection()
    found: list[Index] = [
        index for table in (Entry, VictimRecord, RepressionEvent) for index in sorted(table_of(table).indexes, key=str)
    ]
    for index in found:
        index.drop(connection)
    yield
    for index in found:
        index.create(connection)
