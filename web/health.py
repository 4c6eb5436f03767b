"""Is the site well? One short answer for the machine that watches it."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from schema.database import UnusableDatabaseError, table_of
from schema.sources import Source
from web.database import reading

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """`ok`, or 503 with a sentence when the database is away."""
    try:
        reading().execute(select(table_of(Source).c.id).limit(1)).all()
    except (SQLAlchemyError, UnusableDatabaseError):
        sentence = "The database does not answer; run `python -m memorial doctor` on the server."
        return jsonify(status="unavailable", sentence=sentence), 503
    return jsonify(status="ok"), 200
