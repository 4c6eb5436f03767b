"""When are the indexes of tables built? For a long new list at its end: sorted once instead of changed row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Index
from sqlmodel import Session

from memorial import bulk
from schema.database import table_of
from schema.events import RepressionEvent
from schema.records import VictimRecord
from schema.search_index import NamePosting

# Bytes of a list for each entry that is here already, from which building anew costs less than changing:
# a row of 39 columns has some 500 bytes, and sorting a key costs about a quarter of inserting it.
BYTES_AN_ENTRY = 2_000
LONG = 20_000_000

# What is the same in every row of a list, or grows with the rows: its index takes each row at its end for nearly
# nothing, but to build it anew the whole table is read again.
IN_ORDER = frozenset({"source_id", "batch_id", "household_id"})


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
    tables = (VictimRecord, RepressionEvent, NamePosting)
    late = [index for table in tables for index in table_of(table).indexes if _is_late(index)]
    for index in late:
        index.drop(connection)
    yield
    for index in sorted(late, key=str):
        index.create(connection)


def _is_late(index: Index) -> bool:
    return index.columns.keys()[0] not in IN_ORDER
