"""How do counts stay fast? Every field of every record as a column of small numbers, kept in one file.

The file stands beside the database and is made again at the first question after an import, an undo or a new
reading. What each field means stands once, in `count_fields`: the same expressions run here over Parquet copies of
the tables, in DuckDB, and there over the database itself.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet as pq
from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql
from sqlmodel import Session

from memorial.count_fields import FIELDS, JOINS, record, rows_with
from memorial.table_files import write_table
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import EventArticle, Rehabilitation, RepressionEvent
from schema.records import VictimRecord
from schema.search_index import NameIndexState
from schema.sources import ImportBatch, Source

MEMORY = "512MB"
TABLES = (Source, VictimRecord, RepressionEvent, EventArticle, Rehabilitation, SentencingBody, BodyForm, Place)
# Printed texts that no field looks at: the longest columns of the database.
NOT_COUNTED = frozenset(
    "citizenship family previous_convictions household_role remarks charge rule basis ground points "
    "title publisher citation reliability url".split()
)
# Beside a field's own column: whether the source prints something there that gave no value.
PRINTED = "{}?printed"


def data_state(session: Session) -> str:
    """Words that differ after every import, undo, new reading, and change of the fields themselves."""
    batch, index = table_of(ImportBatch).c, table_of(NameIndexState).c
    numbers = session.execute(
        select(func.max(batch.id), func.count(batch.finished), func.count(batch.undone), func.sum(batch.updated))
    ).one()
    changes = session.execute(select(func.max(index.changes))).scalar()
    highest = session.execute(select(func.max(record.c.id))).scalar()
    rules = hashlib.sha256(_statement().encode()).hexdigest()[:12]
    return "-".join(str(part or 0) for part in (*numbers, changes, highest, rules))


def fresh_columns(session: Session) -> Path | None:
    """The file of columns for the data of this moment, made when it is missing; None where none can be kept."""
    place = _place(session)
    if place is None:
        return None
    state = data_state(session)
    if not place.exists() or _state_of(place) != state:
        try:
            _make(session, place, state)
        except OSError:
            return None  # a folder that may not be written: the database itself can be counted too
    return place


def values_of(place: Path, field: str) -> list[str | int]:
    """The values of one field; a code in its column is a place in this list."""
    known: list[str | int] = json.loads(pq.read_metadata(place).metadata[f"values:{field}".encode()])
    return known


def _place(session: Session) -> Path | None:
    url = session.connection().engine.url
    if url.get_backend_name() != "sqlite":
        name = hashlib.sha256(str(url).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"memorial-{os.getuid()}-{name}.counts.parquet"
    path = url.database
    if not path or path == ":memory:" or path.startswith("file:"):
        return None
    return Path(f"{path}.counts.parquet")


def _state_of(place: Path) -> str | None:
    try:
        return str((pq.read_metadata(place).metadata or {}).get(b"state", b""), "utf-8")
    except (OSError, pa.ArrowInvalid):
        return None


def _make(session: Session, place: Path, state: str) -> None:
    """Copy the tables, run the expressions, turn each column into codes; the new file replaces the old at once."""
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".counting-") as folder:
        wide, ready = Path(folder, "wide.parquet"), Path(folder, "columns.parquet")
        _write_tables(session, Path(folder))
        with in_duckdb(Path(folder)) as database:
            database.execute(f"COPY ({_statement()}) TO '{wide}' (FORMAT parquet, COMPRESSION zstd)")
        _write_codes(wide, ready, state)
        ready.replace(place)


def _write_tables(session: Session, folder: Path) -> None:
    for table_class in TABLES:
        table = table_of(table_class)
        columns = [column.name for column in table.c if column.name not in NOT_COUNTED]
        write_table(session, table, folder / f"{table.name}.parquet", columns)


@contextmanager
def in_duckdb(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in which every Parquet file of the folder is a table of its name."""
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}) as database:
        for file in sorted(folder.glob("*.parquet")):
            database.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{file}')")
        yield database


@cache
def _statement() -> str:
    """One row per record with the value of every field, as DuckDB reads it (its words are PostgreSQL's)."""
    columns = [field.expression.label(name) for name, field in FIELDS.items()]
    columns += [
        case((field.expression.is_(None), field.printed.is_not(None)), else_=False).label(PRINTED.format(name))
        for name, field in FIELDS.items()
        if field.printed is not None
    ]
    statement = select(*columns).select_from(rows_with(set(JOINS)))
    dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _write_codes(wide: Path, ready: Path, state: str) -> None:
    columns: dict[str, pa.Array] = {}
    notes = {"state": state}
    for name in pq.read_schema(wide).names:
        column = pq.read_table(wide, columns=[name])[name].combine_chunks()
        if not pa.types.is_boolean(column.type):
            coded = column.dictionary_encode()
            notes[f"values:{name}"] = json.dumps(coded.dictionary.to_pylist(), ensure_ascii=False)
            column = coded.indices.cast(_smallest(len(coded.dictionary)))
        columns[name] = column
    table = pa.table(columns).replace_schema_metadata(notes)
    pq.write_table(table, ready, compression="lz4", use_dictionary=False, row_group_size=250_000)


def _smallest(values: int) -> pa.DataType:
    return next(
        kind for kind, most in ((pa.uint8(), 2**8), (pa.uint16(), 2**16), (pa.uint32(), 2**32)) if values < most
    )
