"""How do people meet it? The web site, put together from its parts."""

import os
from pathlib import Path

from flask import Flask

# The reader sends only short questions; anything longer is a mistake or an attack.
LARGEST_REQUEST = 64 * 1024


def create_app(database_url: str | None = None) -> Flask:
    """The site over one database: the address given, else the variable MEMORIAL_DATABASE, else ./memorial.db."""
    from web import (
        about,
        api,
        database,
        errors,
        health,
        hundred_years,
        languages,
        pages,
        reconcile,
        records,
        search,
        security,
        statistics,
    )

    app = errors.Site(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["SNAPSHOTS"] = Path(os.environ.get("MEMORIAL_SNAPSHOTS", "snapshots"))
    app.url_map.merge_slashes = False  # a record key may hold two strokes in a row
    database.prepare(app, database_url or os.environ.get("MEMORIAL_DATABASE") or database.DEFAULT_URL)
    languages.prepare(app)
    pages.prepare(app)
    security.prepare(app)
    errors.prepare(app)
    hundred_years.prepare(app)
    for part in (search, records, about, health, statistics, api, reconcile):
        app.register_blueprint(part.blueprint)
    return app
