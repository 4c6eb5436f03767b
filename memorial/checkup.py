"""Is everything in order? Integrity, versions and index freshness, each with what to do when it is not."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from memorial import index
from memorial.withheld import shown_though_hidden, withheld_numbers
from schema.database import sqlite_module
from schema.upgrade import current_version, newest_version

# SQLite before this version can lose a write-ahead log under rare timing (WAL-reset bug, fixed in 3.51.3).
SOUND_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is in order, and what to do if not."""

    check: str
    ok: bool
    words: str


def check_up(engine: Engine) -> list[Finding]:
    """Every check that applies to this database, in the order of their weight."""
    return [finding for check in _CHECKS for finding in check(engine)]


def _integrity(engine: Engine) -> Iterator[Finding]:
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    whole = found == ["ok"]
    yield Finding("integrity", whole, "the file is whole" if whole else f"{found[0]}; restore the file from a copy")
    words = "every row's reference exists" if not orphans else f"{len(orphans)} rows refer to nothing; restore a copy"
    yield Finding("references", not orphans, words)


def _schema_version(engine: Engine) -> Iterator[Finding]:
    current, newest = current_version(engine), newest_version()
    yield Finding(
        "schema",
        current == newest,
        f"version {current}" if current == newest else f"{current}, not {newest}; run `setup`",
    )


def _sqlite_version(engine: Engine) -> Iterator[Finding]:
    if engine.dialect.name != "sqlite":
        return
    module = sqlite_module()
    version = tuple(module.sqlite_version_info)
    words = f"SQLite {module.sqlite_version}"
    if module is sqlite3:
        words += " of the system, not the bundled one; run `make setup` to install pysqlite3"
    yield Finding("sqlite", version >= SOUND_SQLITE, words)


def _name_index(engine: Engine) -> Iterator[Finding]:
    with Session(engine) as session:
        problems = index.check(session)
    yield from (Finding("name index", False, problem) for problem in problems)
    if not problems:
        yield Finding("name index", True, "complete")


def _withheld(engine: Engine) -> Iterator[Finding]:
    with Session(engine) as session:
        shown = shown_though_hidden(session)
        numbers = withheld_numbers(session)
    words = f"{numbers['hidden']:,} hidden, {numbers['may_be_alive']:,} of people who may be alive"
    if shown:
        words = f"{', '.join(shown[:3])} should not be shown; run `reread`"
    yield Finding("withheld", not shown, words)


_CHECKS: tuple[Callable[[Engine], Iterator[Finding]], ...] = (
    _integrity,
    _schema_version,
    _sqlite_version,
    _name_index,
    _withheld,
)
