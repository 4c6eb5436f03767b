"""What can the reconciliation service do? The manifest that a spreadsheet program reads first."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from web.reconcile_questions import MOST_QUERIES, PERSON

# Everybody in here is a person: the one type of the service.
PERSON_TYPE = {"id": PERSON, "name": PERSON}
# Size of the frame in pixels: a card of a few lines.
PREVIEW = {"width": 420, "height": 260}


def manifest() -> dict[str, Any]:
    """The manifest of version 0.2, with what of the 1.0 draft does not contradict it.

    The draft wants plain yes and no under `suggest` where 0.2 wants addresses, so `versions` does not name it.
    """
    endpoint = url_for("reconcile.service", _external=True)
    return {
        "versions": ["0.2"],
        "name": gettext("Memorial Book: victims of Soviet political terror"),
        "identifierSpace": url_for("records.record", key="", _external=True),
        "schemaSpace": "https://schema.org/Person",
        "defaultTypes": [PERSON_TYPE],
        "documentation": url_for("api.about", _external=True),
        "logo": url_for("static", filename="icon.svg", _external=True),
        "view": {"url": url_for("records.record", key="", _external=True) + "{{id}}"},
        "preview": {"url": f"{endpoint}/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": {
            what: {"service_url": endpoint, "service_path": f"/suggest/{what}"}
            for what in ("entity", "property", "type")
        },
        "extend": {"propose_properties": {"service_url": endpoint, "service_path": "/extend/propose"}},
        "batchSize": MOST_QUERIES,
        "standardizedScore": True,
    }
