"""Are the columns for lists and counts ready? Made in the background when they are not, so that no search waits."""

from threading import Thread

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from memorial.count_columns import prepare_counts
from schema.database import UnusableDatabaseError
from web.database import engine

AT_WORK = "memorial_columns_at_work"


def make_ready() -> None:
    """Begin to make the columns of this moment, where this process is not at it already."""
    at_work: Thread | None = current_app.extensions.get(AT_WORK)
    if at_work is None or not at_work.is_alive():
        at_work = Thread(target=_make, args=(engine(),), name="columns", daemon=True)
        current_app.extensions[AT_WORK] = at_work
        at_work.start()


def _make(database: Engine) -> None:
    try:
        prepare_counts(database)
    except (SQLAlchemyError, UnusableDatabaseError):
        return  # whoever asks for a list is told that the database is away
