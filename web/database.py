"""Which database does a page read? One look at it per request; only what a reader sends us is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import Engine, event
from sqlmodel import Session

from schema.database import DEFAULT_URL, UnusableDatabaseError, open_database
from schema.upgrade import current_version, newest_version

__all__ = ["DEFAULT_URL", "engine", "prepare", "reading", "writing"]

# A reader waits this long while an import holds the lock, before a sentence asks for patience.
PATIENCE_MS = 4_000


class Database:
    """The database of one site: opened at the first question, asked again when it was away."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._writer: Engine | None = None
        self._opening = Lock()

    def engine(self) -> Engine:
        """The open database; raises `UnusableDatabaseError` while it is away."""
        with self._opening:
            _require_file(self._url)
            if self._engine is None:
                self._engine = _open_for_reading(self._url)
            return self._engine

    def writer(self) -> Engine:
        """The database open for writing; raises `UnusableDatabaseError` while it is away."""
        self.engine()
        with self._opening:
            if self._writer is None:
                self._writer = _open_for_writing(self._url)
            return self._writer


def prepare(app: Flask, url: str) -> None:
    """Give the site its database and close each request's session at its end."""
    app.extensions["memorial_database"] = Database(url)
    app.teardown_appcontext(_close)


def engine() -> Engine:
    """The database of the present site."""
    database: Database = current_app.extensions["memorial_database"]
    return database.engine()


def reading() -> Session:
    """The session of this request; it only looks."""
    if "session" not in g:
        g.session = Session(engine())
    session: Session = g.session
    return session


def writer() -> Engine:
    """The database of the present site, open for writing."""
    database: Database = current_app.extensions["memorial_database"]
    return database.writer()


@contextmanager
def writing() -> Iterator[Session]:
    """A session for one transaction: kept when the block ends well, forgotten when it does not."""
    with Session(writer()) as session, session.begin():
        yield session


def _close(_problem: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()


def _open_for_reading(url: str) -> Engine:
    opened = open_database(url)
    # What a reader typed must not reach a log, not even as part of a database's complaint.
    opened.hide_parameters = True
    if opened.dialect.name == "sqlite":
        event.listen(opened, "connect", _only_look)
        opened.dispose()
    if current_version(opened) != newest_version():
        raise UnusableDatabaseError("The database waits for `python -m memorial setup`.")
    return opened.execution_options(postgresql_readonly=True)


def _open_for_writing(url: str) -> Engine:
    opened = open_database(url)
    opened.hide_parameters = True
    if opened.dialect.name == "sqlite":
        event.listen(opened, "connect", _be_patient)
        opened.dispose()
    return opened.execution_options(writes=True)


def _require_file(url: str) -> None:
    """SQLite would make a missing file anew and empty; that is a database gone, not one without victims."""
    path = url.removeprefix("sqlite:///")
    if path != url and path and path != ":memory:" and not Path(path).exists():
        raise UnusableDatabaseError(f"The database {path} is not there.")


def _only_look(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON").fetchall()


def _be_patient(connection: Any, _record: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}").fetchall()
