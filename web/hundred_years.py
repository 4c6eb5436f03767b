"""Has a day come that opens records? Looked at once a day: those whose hundred years have passed are shown."""

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from imports.hiding import show_what_is_due
from memorial import living
from schema.database import UnusableDatabaseError
from web.database import writer

LOOKED = "memorial_looked_for_due"


def prepare(app: Flask) -> None:
    """Look before the first page of each day."""
    app.before_request(_look)


def _look() -> None:
    day = living.today()
    if current_app.extensions.get(LOOKED) == day:
        return
    try:
        engine = writer()
        current_app.extensions[LOOKED] = day  # once a day, also when an import holds the lock just now
        show_what_is_due(engine)
    except (SQLAlchemyError, UnusableDatabaseError):
        return  # the page itself says that the database is away
