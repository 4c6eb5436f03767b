"""How do our tables leave the database? Each streamed into a Parquet file, a part at a time, without any ORM."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import compute
from pyarrow import parquet as pq
from sqlalchemy import Boolean, Date, DateTime, Integer, Select, Table, select
from sqlmodel import Session

ROWS_AT_ONCE = 50_000


def write_table(session: Session, table: Table, path: Path, columns: list[str] | None = None) -> int:
    """Write a table of the database to a Parquet file, in the order of its key; the number of its rows."""
    chosen = [table.c[name] for name in columns] if columns else list(table.c)
    statement = select(*chosen).order_by(*table.primary_key.columns)
    schema = pa.schema([(column.name, _arrow_type(column.type)) for column in chosen])
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as writer:
        for batch in _batches(session, statement, schema):
            writer.write_table(batch)
            written += batch.num_rows
    return written


def _batches(session: Session, statement: Select[Any], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows as the driver gives them: on SQLite a day is a text, turned into a date column by column."""
    connection = session.connection()
    compiled = statement.compile(dialect=connection.dialect)
    driver: Any = connection.connection
    cursor = driver.cursor()
    try:
        cursor.execute(str(compiled))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            columns = zip(*rows, strict=True)
            arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            yield pa.table(arrays, schema=schema)
    finally:
        cursor.close()


def _array(values: tuple[Any, ...], wanted: pa.DataType) -> pa.Array:
    if pa.types.is_date(wanted) or pa.types.is_boolean(wanted):
        found = pa.array(values)
        return found if found.type == wanted else compute.cast(found, wanted)
    return pa.array(values, wanted)


def _arrow_type(type_: Any) -> pa.DataType:
    if isinstance(type_, Boolean):
        return pa.bool_()
    if isinstance(type_, Integer):
        return pa.int64()
    if isinstance(type_, Date) and not isinstance(type_, DateTime):
        return pa.date32()
    return pa.string()
