"""What can the family do next? Which archive to ask, and a letter of request filled from the record."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from memorial.archives import Archive, archives_for
from memorial.records import get_record
from web.database import reading
from web.languages import speaking

blueprint = Blueprint("family", __name__)

LETTERS = ("ru", "en")  # languages in which archives answer; each has a letter in templates/family/

Json = dict[str, Any]


@blueprint.get("/family/<path:key>")
def family(key: str) -> ResponseReturnValue:
    """The archives to ask about this person, and what to prepare."""
    found = _record(key)
    return render_template("family/family.html", record=found, archives=archives_for(found))


@blueprint.get("/request/<archive_key>/<letter_language>/<path:key>")
def letter(archive_key: str, letter_language: str, key: str) -> ResponseReturnValue:
    """The letter to one archive, to be copied; with `?as=text` as a plain text."""
    found = _record(key)
    archive = next((one for one in archives_for(found) if one.key == archive_key), None)
    if archive is None or letter_language not in LETTERS:
        abort(404)
    text = _letter(found, archive, letter_language)
    if request.args.get("as") == "text":
        return Response(text, content_type="text/plain; charset=utf-8")
    return render_template(
        "family/letter.html", record=found, archive=archive, text=text, letter_language=letter_language, letters=LETTERS
    )


def _record(key: str) -> Json:
    return get_record(reading(), key) or abort(404)


def _letter(record: Json, archive: Archive, letter_language: str) -> str:
    address = url_for("records.record", key=record["key"], _external=True)
    events = {event["kind"]: event for event in reversed(record["events"])}
    with speaking(letter_language):
        text = render_template(
            f"family/request.{letter_language}.txt", record=record, archive=archive, address=address, events=events
        )
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"
