"""Invented people in a small database with its name index, for the tests of the search."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session, SQLModel

from memorial.bulk import insert_rows
from memorial.index import index_records
from schema.database import open_database

RECORD = ("id", "key", "entry_id", "source_id", "batch_id", "birth_edtf", "birth_earliest", "birth_latest")
FORM = ("record_id", "position", "kind", "part", "printed", "surname", "given_name", "patronymic", "script")

Person = tuple[str, int | None]


def database_of(people: Iterable[Person], url: str = "sqlite://") -> Engine:
    """A database with these people («Surname Given Patronymic», birth year) and nothing else."""
    engine = open_database(url)
    event.listen(engine, "connect", lambda connection, _: forget_references(connection, engine.dialect.name))
    engine.dispose()
    SQLModel.metadata.drop_all(engine)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        count = add_people(session, people, 1)
        index_records(session, range(1, count + 1))
    return engine


def forget_references(connection: Any, dialect: str) -> None:
    """People without entries and sources: their references lead nowhere."""
    statements = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SET session_replication_role = replica"}
    connection.execute(statements[dialect])
    connection.commit()


def add_people(session: Session, people: Iterable[Person], first: int) -> int:
    """Store the people without indexing them; the number of people."""
    records, forms = [], []
    for number, (name, year) in enumerate(people, first):
        days = (f"{year}-01-01", f"{year}-12-31") if year else (None, None)
        records.append((number, f"test:{number}", number, 1, 1, str(year) if year else None, *days))
        if name:
            parts = [*name.split(" "), None, None][:3]
            forms.append((number, 0, "main", "full", name, *parts, "Cyrl"))
    insert_rows(session, "victim_record", RECORD, records)
    insert_rows(session, "name_form", FORM, forms)
    return len(records)
