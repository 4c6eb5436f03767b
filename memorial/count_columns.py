"""How do counts stay fast? Every field of every record as a column of small numbers, kept in one file.

The file stands beside the database and is made again at the end of an import, an undo or a new reading, or at the first
question after another change. What each field means stands once, in `count_fields`: the same expressions run here over
Parquet copies of the tables, in DuckDB, and there over the database itself.
"""

import fcntl
import glob
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet as pq
from sqlalchemy import Engine, case, func, select
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, SQLModel

from memorial.count_fields import FIELDS, JOINS, OF_AN_EVENT, record, rows_with
from memorial.count_file import Codes, open_file, write_file
from memorial.list_columns import LISTED, NUMBERS, RANKS, alphabetical, with_names
from memorial.table_files import write_table
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import EventArticle, Rehabilitation, RepressionEvent
from schema.records import VictimRecord
from schema.search_index import NameIndexState, NamePart, NamePosting
from schema.sources import ImportBatch, Source

MEMORY, THREADS = "512MB", 2  # each thread needs room of its own
LAYOUT = "1"  # another one when the file itself changes
LARGE = 20_000  # records; the columns of fewer are made within a second
# What the fields ask of each table; of a column with `?` only whether anything stands there.
ASKED: dict[type[SQLModel], str] = {
    Source: "id key invented",
    VictimRecord: (
        "id source_id sex nationality nationality_printed? birth_earliest birth_latest birth_printed? birth_place_id "
        "residence_place_id occupation education party social_origin"
    ),
    RepressionEvent: " ".join(f"{name}?" if name in ("date_printed", "sentence") else name for name in OF_AN_EVENT),
    EventArticle: "event_id position code article",
    Rehabilitation: "record_id position earliest latest date_printed? body_printed",
    SentencingBody: "id key kind jurisdiction extrajudicial",
    BodyForm: "id body_id",
    Place: "id printed historical_region present_region",
    NamePart: "id text",
    NamePosting: "surname_id given_name_id patronymic_id record_id kind",
}
# Beside a field's own column: whether the source prints something there that gave no value.
PRINTED = "{}?printed"
# A folder that may not be written or is full, or too little room for DuckDB.
NO_ROOM = (OSError, MemoryError, duckdb.Error, pa.ArrowException)


def data_state(session: Session) -> str:
    """Words that differ after every import, undo, new reading, and change of the fields themselves."""
    batch, index = table_of(ImportBatch).c, table_of(NameIndexState).c
    numbers = session.execute(
        select(func.max(batch.id), func.count(batch.finished), func.count(batch.undone), func.sum(batch.updated))
    ).one()
    changes = session.execute(select(func.max(index.changes))).scalar()
    highest = session.execute(select(func.max(record.c.id))).scalar()
    rules = hashlib.sha256(f"{LAYOUT} {_statement()}".encode()).hexdigest()[:12]
    return "-".join(str(part or 0) for part in (*numbers, changes, highest, rules))


def fresh_columns(session: Session) -> Path | None:
    """The file of columns for the data of this moment, made when it is missing; None where none can be kept.

    Of several processes that miss it one makes it, and the others wait for that one.
    """
    state = data_state(session)
    try:
        place = _place(session)
        if place is None:
            return None
        if not _is_of(place, state):
            with _alone(place):
                if not _is_of(place, state):
                    _make(session, place, state)
    except NO_ROOM:
        return None  # the database itself can be counted too
    return place


def prepare_counts(engine: Engine) -> None:
    """Make the columns of a large database ready after a change; for a small one the first question does it at once."""
    with Session(engine) as session:
        if (session.execute(select(func.max(record.c.id))).scalar() or 0) >= LARGE:
            fresh_columns(session)


def _place(session: Session) -> Path | None:
    url = session.connection().engine.url
    if url.get_backend_name() != "sqlite":
        return _own_folder() / f"{hashlib.sha256(str(url).encode()).hexdigest()[:16]}.counts.arrow"
    path = url.database
    if not path or path == ":memory:" or path.startswith("file:"):
        return None
    return Path(f"{path}.counts.arrow")


def _own_folder() -> Path:
    """For a database that is no file: a folder of this user alone, where nobody else can lay a file for us."""
    folder = Path(tempfile.gettempdir(), f"memorial-{os.getuid()}")
    folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise PermissionError(folder)
    return folder


def _is_of(place: Path, state: str) -> bool:
    columns = open_file(place)
    return columns is not None and columns.state == state


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Only one process at a time; what a killed one left behind goes."""
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in place.parent.glob(f".{place.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _make(session: Session, place: Path, state: str) -> None:
    """Copy the tables, run the expressions, turn each column into codes; the new file replaces the old at once."""
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as folder:
        wide, ready = Path(folder, "wide.parquet"), Path(folder, "columns.arrow")
        _write_tables(session, Path(folder))
        with in_duckdb(Path(folder)) as database:
            database.execute(f"COPY ({_statement()}) TO {_quoted(wide)} (FORMAT parquet, COMPRESSION lz4)")
        write_file(ready, state, _columns_of(wide))
        _for_the_same_readers(session, ready)
        ready.replace(place)


def _for_the_same_readers(session: Session, file: Path) -> None:
    """Whoever may read the database may read the file, and nobody else."""
    url = session.connection().engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        shutil.copymode(url.database, file)


def _columns_of(wide: Path) -> Iterator[tuple[str, pa.ChunkedArray, pa.ChunkedArray | None]]:
    """Each field with its values, and whether something is printed that gave none."""
    for name, field in FIELDS.items():
        values = pq.read_table(wide, columns=[name])[name]
        unread = PRINTED.format(name)
        yield name, values, pq.read_table(wide, columns=[unread])[unread] if field.printed is not None else None
    for name in LISTED:
        yield name, pq.read_table(wide, columns=[name])[name], None


def _numbers_of(wide: Path) -> Iterator[tuple[str, Codes]]:
    """The columns of plain numbers."""
    for name in NUMBERS:
        yield name, _whole(wide, name)


def _order_of(wide: Path) -> Codes:
    """The order in which the rows are kept: that of the alphabet, so that every list is in it."""
    return alphabetical([_whole(wide, name) for name in RANKS], _whole(wide, "record"))


def _whole(wide: Path, name: str) -> Codes:
    """A column of whole numbers, 0 for none."""
    column = pq.read_table(wide, columns=[name])[name].cast(pa.uint32()).fill_null(0).combine_chunks()
    return np.frombuffer(column.buffers()[1] or b"", np.uint32, len(column), column.offset * 4)


def _write_tables(session: Session, folder: Path) -> None:
    for table_class, columns in ASKED.items():
        table = table_of(table_class)
        write_table(session, table, folder / f"{table.name}.parquet", columns.split())


@contextmanager
def in_duckdb(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in which every Parquet file of the folder is a table of its name."""
    spill = str(folder / "spill")
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": spill}) as database:
        for file in sorted(folder.glob("*.parquet")):
            database.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet({_quoted(glob.escape(str(file)))})")
        yield database


def _quoted(path: Path | str) -> str:
    """A path as DuckDB's language writes it; folders may have an apostrophe in their names."""
    return "'" + str(path).replace("'", "''") + "'"


@cache
def _statement() -> str:
    """One row per record with the value of every field, as DuckDB reads it (its words are PostgreSQL's)."""
    columns = [field.expression.label(name) for name, field in FIELDS.items()]
    columns += [
        case((field.expression.is_(None), field.printed.is_not(None)), else_=False).label(PRINTED.format(name))
        for name, field in FIELDS.items()
        if field.printed is not None
    ]
    columns += [column.label(name) for name, column in {**NUMBERS, **RANKS, **LISTED}.items()]
    statement = select(*columns).select_from(with_names(rows_with(set(JOINS))))
    dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
