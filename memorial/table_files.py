"""How do our tables leave the database? Each streamed into a Parquet file, a part at a time, without any ORM.

The database writes each column of a part as one JSON list, which costs a third of fetching its rows one by one. While
it writes the next part, another processor reads this one.
"""

import glob
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import compute
from pyarrow import parquet as pq
from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Table, case, cast, func, select
from sqlalchemy.dialects.postgresql import TEXT
from sqlmodel import Session

ROWS_AT_ONCE = 50_000
MEMORY, THREADS = "512MB", 2  # each thread needs room of its own
# A column of which it is only asked whether there is anything: its name with this sign behind.
ANYTHING = "?"


def write_table(session: Session, table: Table, path: Path, columns: Sequence[str] | None = None) -> None:
    """Write a table of the database to a Parquet file, in parts that follow its key.

    With `columns` only these; where a name ends in `?` the column holds `1` for anything and is empty for nothing.
    """
    wanted = columns or list(table.c.keys())
    chosen = [table.c[name.removesuffix(ANYTHING)] for name in wanted]
    schema = pa.schema([(column.name, _arrow_type(column.type)) for column in chosen])
    values = [_value(column, name) for column, name in zip(chosen, wanted, strict=True)]
    with pq.ParquetWriter(path, schema, compression="lz4") as writer:
        for part in _read(_parts(session, table, values), schema):
            writer.write_table(part)


@contextmanager
def in_duckdb(folder: Path, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in which every Parquet file of the folder is a table of its name."""
    spill = str(folder / "spill")
    with duckdb.connect(config={"memory_limit": memory, "threads": THREADS, "temp_directory": spill}) as database:
        for file in sorted(folder.glob("*.parquet")):
            database.execute(f"CREATE VIEW {file.stem} AS {all_of(folder, file.stem)}")
        yield database


def all_of(folder: Path, table: str) -> str:
    """The rows of a Parquet file of the folder, as DuckDB's language names them."""
    return f"FROM read_parquet({quoted(glob.escape(str(folder / f'{table}.parquet')))})"


def quoted(path: Path | str) -> str:
    """A path as DuckDB's language writes it; folders may have an apostrophe in their names."""
    return "'" + str(path).replace("'", "''") + "'"


def settle_on_disk(path: Path) -> None:
    """Wait until a file is on the disk itself: a name given to it afterwards never stands for half of it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _value(column: Column[Any], name: str) -> Any:
    return case((column.is_not(None), "1")) if name.endswith(ANYTHING) else column


def _parts(session: Session, table: Table, values: Sequence[Any]) -> Iterator[Sequence[str]]:
    """The columns of one part after another, each column as the text of a JSON list."""
    first = table.c[table.primary_key.columns.keys()[0]]
    lists = [_list(session, value) for value in values]
    last: int | None = None
    while True:
        following = select(first).order_by(first).limit(ROWS_AT_ONCE)
        following = following if last is None else following.where(first > last)
        end = session.execute(select(func.max(following.subquery().c[0]))).scalar()
        if end is None:
            return
        part = select(*lists).where(first <= end)
        yield session.execute(part if last is None else part.where(first > last)).one()
        last = end


def _list(session: Session, column: Any) -> Any:
    if session.get_bind().dialect.name == "postgresql":
        return cast(func.json_agg(column), TEXT)
    return func.json_group_array(column)


def _read(parts: Iterable[Sequence[str]], schema: pa.Schema) -> Iterator[pa.Table]:
    """Each part as a table, made by a thread of its own while the next part comes."""
    with ThreadPoolExecutor(1) as worker:
        under_way: Future[pa.Table] | None = None
        for lists in parts:
            before, under_way = under_way, worker.submit(_table, lists, schema)
            if before is not None:
                yield before.result()
        if under_way is not None:
            yield under_way.result()


def _table(lists: Sequence[str], schema: pa.Schema) -> pa.Table:
    return pa.table([_array(text, field.type) for text, field in zip(lists, schema, strict=True)], schema=schema)


def _array(text: str, wanted: pa.DataType) -> pa.Array:
    found = pa.array(json.loads(text))
    return found if found.type == wanted else compute.cast(found, wanted)


def _arrow_type(type_: Any) -> pa.DataType:
    if isinstance(type_, Boolean):
        return pa.bool_()
    if isinstance(type_, Integer):
        return pa.int64()
    if isinstance(type_, Date) and not isinstance(type_, DateTime):
        return pa.date32()
    return pa.string()
