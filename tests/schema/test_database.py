"""Facts about opening a database."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import schema
from schema.database import UnusableDatabaseError, open_database, sqlite_module
from schema.upgrade import MIGRATIONS, current_version, newest_version, require_ready, upgrade


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/memorial.db"


def test_sqlite_keeps_foreign_keys_wal_and_full_synchronisation(url: str) -> None:
    with open_database(url).connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous")
        ]
    assert found == [1, "wal", 2]


def test_the_bundled_sqlite_is_used() -> None:
    assert sqlite_module().__name__ == "pysqlite3.dbapi2"


def test_migrations_make_exactly_the_tables_of_the_models(url: str) -> None:
    engine = open_database(url)
    upgrade(engine)
    assert schema.records
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_missing_database_is_made_and_setup_again_changes_nothing(url: str) -> None:
    engine = open_database(url)
    require_ready(engine)
    upgrade(engine)
    assert current_version(engine) == newest_version()


def test_versions_are_those_that_alembic_sees(url: str) -> None:
    engine = open_database(url)
    assert current_version(engine) is None
    upgrade(engine)
    assert newest_version() == ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        assert current_version(engine) == MigrationContext.configure(connection).get_current_revision()


def test_a_foreign_database_is_left_alone(url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id INTEGER)")
    with pytest.raises(UnusableDatabaseError, match="belongs to another program"):
        upgrade(engine)


def test_a_database_of_a_newer_program_is_told(url: str) -> None:
    engine = open_database(url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from the future'")
    with pytest.raises(UnusableDatabaseError, match="newer version"):
        require_ready(engine)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sqlite:////no/such/folder/memorial.db", "folder"),
        ("memorial.db", "not a database address"),
        ("oracle9://x", "not a database address"),
    ],
)
def test_a_wrong_address_is_told_in_one_sentence(address: str, told: str) -> None:
    with pytest.raises(UnusableDatabaseError, match=told):
        open_database(address)


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear sirs, " * 500)
    with pytest.raises(UnusableDatabaseError, match="is not a database"):
        open_database(f"sqlite:///{path}")
