"""How fast does PostgreSQL count? The invented records copied there, where MEMORIAL_TEST_POSTGRES names one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, text
from sqlmodel import Session, SQLModel

from memorial.bulk import insert_rows
from schema.database import open_database
from tests.name_index_data import forget_references

AT_ONCE = {"yield_per": 50_000}


@contextmanager
def in_postgresql(records: Session) -> Iterator[Session | None]:
    """The same records in PostgreSQL for a while; None where there is none."""
    url = os.environ.get("MEMORIAL_TEST_POSTGRES")
    if url is None:
        print("MEMORIAL_TEST_POSTGRES names no PostgreSQL: its counts were not measured.")
        yield None
        return
    engine = open_database(url)
    event.listen(engine, "connect", lambda connection, _: forget_references(connection, "postgresql"))
    engine.dispose()
    SQLModel.metadata.drop_all(engine)
    SQLModel.metadata.create_all(engine)
    try:
        with Session(engine) as session:
            _copy(records, session)
            yield session
    finally:
        SQLModel.metadata.drop_all(engine)


def _copy(records: Session, copy: Session) -> None:
    for table in SQLModel.metadata.sorted_tables:
        columns = [f'"{column.name}"' for column in table.c]  # one of them is called “column”
        rows = records.execute(text(f"SELECT {', '.join(columns)} FROM {table.name}"), execution_options=AT_ONCE)
        insert_rows(copy, table.name, columns, rows)
    copy.commit()
    copy.execute(text("ANALYZE"))
    copy.commit()
