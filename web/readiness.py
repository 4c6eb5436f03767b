"""Are the columns for lists and counts ready? Made in the background when they are not, so that no search waits."""

from threading import Thread
from time import monotonic

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from memorial.count_columns import prepare_counts
from schema.database import UnusableDatabaseError
from web.database import engine

AT_WORK, BEGUN = "memorial_columns_at_work", "memorial_columns_begun"
PAUSE = 300  # seconds before another try: where the disk is full it would come to nothing each time


def make_ready() -> None:
    """Begin to make the columns of this moment, where this process has not begun just now."""
    known = current_app.extensions
    at_work: Thread | None = known.get(AT_WORK)
    is_busy = at_work is not None and at_work.is_alive()
    if is_busy or monotonic() - known.get(BEGUN, -PAUSE) < PAUSE:
        return
    known[AT_WORK] = Thread(target=_make, args=(engine(),), name="columns", daemon=True)
    known[BEGUN] = monotonic()
    known[AT_WORK].start()


def _make(database: Engine) -> None:
    try:
        prepare_counts(database)
    except (SQLAlchemyError, UnusableDatabaseError):
        return  # whoever asks for a list is told that the database is away
