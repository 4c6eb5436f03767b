"""How do people meet it? The web site, put together from its parts."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

# The reader sends only short questions; anything longer is a mistake or an attack.
LARGEST_REQUEST = 64 * 1024


def create_app(database_url: str | None = None, secret: str | None = None) -> "Flask":
    """The site over one database: the address given, else the variable MEMORIAL_DATABASE, else ./memorial.db.

    `secret` guards the letters of readers and is the same in all workers; else MEMORIAL_SECRET, else one drawn now.
    MEMORIAL_PROXIES says how many proxies stand before the site, so that readers are told apart by their own address.
    """
    from werkzeug.middleware.proxy_fix import ProxyFix

    from web import (
        about,
        api,
        browse,
        corrections,
        database,
        errors,
        family,
        glossary,
        health,
        hundred_years,
        languages,
        limits,
        manners,
        pages,
        reconcile,
        records,
        search,
        security,
        statistics,
    )

    app = errors.Site(__name__)
    app.secret_key = secret or os.environ.get("MEMORIAL_SECRET") or secrets.token_hex()
    app.config.update(SESSION_COOKIE_NAME="letter", SESSION_COOKIE_SAMESITE="Lax")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["SNAPSHOTS"] = Path(os.environ.get("MEMORIAL_SNAPSHOTS", "snapshots"))
    app.url_map.merge_slashes = False  # a record key may hold two strokes in a row
    database.prepare(app, database_url or os.environ.get("MEMORIAL_DATABASE") or database.DEFAULT_URL)
    languages.prepare(app)
    pages.prepare(app)
    security.prepare(app)
    errors.prepare(app)
    hundred_years.prepare(app)
    limits.prepare(app)
    for part in (
        search,
        browse,
        records,
        about,
        glossary,
        family,
        health,
        statistics,
        api,
        reconcile,
        corrections,
        manners,
    ):
        app.register_blueprint(part.blueprint)
    if (proxies := os.environ.get("MEMORIAL_PROXIES", "")).isdecimal():
        app.wsgi_app = ProxyFix(app.wsgi_app, *[int(proxies)] * 3)  # type: ignore[method-assign]
    return app
