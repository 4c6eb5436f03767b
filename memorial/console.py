"""How do commands talk? Data to stdout, talk to stderr, one sentence for an error, progress only on a terminal."""

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from schema.database import open_database
from schema.upgrade import require_ready

# The variable that names the database when the command line does not.
DATABASE_VARIABLE = "MEMORIAL_DATABASE"

talk = Console(stderr=True, highlight=False, soft_wrap=True)


def engine_of(context: click.Context) -> Engine:
    """The database that the front door was given, opened once and made when it is missing."""
    if "engine" not in context.obj:
        context.obj["engine"] = open_database(context.obj["database"])
        require_ready(context.obj["engine"])
        context.obj["at_opening"](context.obj["engine"])
    engine: Engine = context.obj["engine"]
    return engine


@contextmanager
def reading(context: click.Context) -> Iterator[Session]:
    """A session for looking; nothing it does is kept."""
    with Session(engine_of(context)) as session:
        yield session


@contextmanager
def writing(context: click.Context) -> Iterator[Session]:
    """A session for one transaction: kept when the block ends well, forgotten when it does not."""
    engine = engine_of(context).execution_options(writes=True)
    with Session(engine) as session, session.begin():
        yield session


def login() -> str:
    """Who sits at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say(sentence: str) -> None:
    """A sentence for the person at the terminal; it never mixes with the data on stdout."""
    click.echo(sentence, err=True)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int], None]]:
    """A counter that turns on a terminal and is silent in a pipe."""
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done: bar.update(task, completed=done)


def database_sentence(trouble: DatabaseError) -> str:
    """What to say when the database itself refuses: locked, full, damaged."""
    reason = str(trouble.orig).strip().splitlines()[0]
    for words, advice in _DATABASE_TROUBLES.items():
        if words in reason:
            return f"{advice} Nothing of the unfinished work was kept."
    return f"The database refused ({reason}); run `python -m memorial doctor`. Nothing of the unfinished work was kept."


_DATABASE_TROUBLES = {
    "locked": "Another import is writing to the database; try again when it has finished.",
    "disk is full": "The disk is full; make room and try again.",
    "disk I/O error": "The disk does not answer; check that it has room and is whole.",
    "malformed": "The database file is damaged; restore it from a copy.",
    "readonly": "The database may not be written; check your rights to the file.",
}
