"""Where is the database and is it ours? Opening it, with the settings that keep the data whole."""

import importlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, Table, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlmodel import SQLModel, create_engine

DEFAULT_URL = "sqlite:///memorial.db"

# A reader or a second import waits this long for the writer before it gives up with a sentence.
BUSY_SECONDS = 30


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_SAME: Any = {}.get  # None → None, in C


class UnusableDatabaseError(Exception):
    """The database cannot be used as it is; the text says what to do."""


def sqlite_module() -> ModuleType:
    """The bundled SQLite of pysqlite3; the system's own where that is missing (`doctor` warns)."""
    try:
        module = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        module = sqlite3
    # Without an adapter of its own each None is asked for three methods that it lacks: rows with many empty cells
    # went in five times slower.
    module.register_adapter(type(None), _SAME)
    return module


def open_database(url: str = DEFAULT_URL) -> Engine:
    """An engine for the address, with foreign keys and, on SQLite, WAL and full synchronisation.

    Raises `UnusableDatabaseError` when the address is wrong, the folder is missing or the file is no database.
    """
    try:
        parsed = make_url(url)
        is_sqlite = parsed.get_backend_name() == "sqlite"
        engine = create_engine(url, json_serializer=to_json, **_sqlite_arguments() if is_sqlite else {})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as problem:
        raise UnusableDatabaseError(
            f"“{url}” is not a database address; write it like sqlite:///memorial.db or postgresql+psycopg://…"
        ) from problem
    if is_sqlite:
        _check_folder(parsed.database)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    _check_opens(engine)
    return engine


def to_json(value: object) -> str:
    """JSON as the database keeps it: Cyrillic as letters, no needless spaces."""
    return _JSON.encode(value)


def table_of(table_class: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a table class: bulk statements name its columns."""
    table: Table = table_class.__table__  # type: ignore[attr-defined]
    return table


def is_empty(engine: Engine) -> bool:
    """True when the database holds no table at all."""
    return not inspect(engine).get_table_names()


def _sqlite_arguments() -> dict[str, Any]:
    return {"module": sqlite_module(), "connect_args": {"timeout": BUSY_SECONDS}}


def _check_folder(path: str | None) -> None:
    if path and path != ":memory:" and not path.startswith("file:") and not Path(path).resolve().parent.is_dir():
        raise UnusableDatabaseError(f"The folder of {path} does not exist; make it first, or name another --database.")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN, so that reads and DDL are in the transaction too
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _check_opens(engine: Engine) -> None:
    try:
        with engine.connect():
            pass
    except DatabaseError as problem:
        raise UnusableDatabaseError(_sentence(engine, str(problem.orig))) from problem


def _sentence(engine: Engine, reason: str) -> str:
    known: dict[str, Callable[[str], str]] = {
        "not a database": lambda name: f"{name} is not a database; name another file with --database.",
        "unable to open": lambda name: f"{name} cannot be opened; check its folder and your rights to it.",
        "readonly": lambda name: f"{name} may not be written; check your rights to it.",
        "locked": lambda name: f"{name} is in use by another program; try again when that has finished.",
    }
    name = engine.url.database or str(engine.url)
    for words, sentence in known.items():
        if words in reason:
            return sentence(name)
    first_line = reason.strip().splitlines()[0]
    return f"The database {name} does not answer ({first_line}); check the address and that it runs."
