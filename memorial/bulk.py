"""How do many rows go into a table at once? By the fastest road that each database has."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlmodel import Session

ROWS_AT_ONCE = 50_000


def insert_rows(session: "Session", table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append the rows; the order of their values is that of the columns."""
    names = ", ".join(columns)
    if session.get_bind().dialect.name == "postgresql":
        copy_rows(session, f"COPY {table} ({names}) FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(columns))
    execute_many(session, f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def copy_rows(session: "Session", statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL's own road for many rows."""
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def execute_many(session: "Session", statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement with `?` for each row of values."""
    connection = session.connection()
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    for part in in_parts(rows, ROWS_AT_ONCE):
        connection.exec_driver_sql(statement, [tuple(row) for row in part])


def in_parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most this size."""
    stream = iter(rows)
    while part := list(islice(stream, size)):
        yield part


def select(session: "Session", statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows of a statement with `?` for the values, straight from the driver: a search asks many times."""
    connection = session.connection()
    driver: Any = connection.connection
    cursor = driver.cursor()
    try:
        cursor.execute(statement if connection.dialect.paramstyle == "qmark" else statement.replace("?", "%s"), values)
        rows: list[Any] = cursor.fetchall()
    finally:
        cursor.close()
    return rows


def select_where_in(session: "Session", statement: str, values: Sequence[Any]) -> list[Any]:
    """The rows of a statement that ends in IN, for these values."""
    return select(session, f"{statement} ({','.join('?' * len(values))})", tuple(values)) if values else []


def numbers(values: Iterable[int]) -> str:
    """Whole numbers as they stand between the brackets of IN; NULL when there is none."""
    return ",".join(map(str, map(int, values))) or "NULL"
