"""What happened to this person? One life on a page, with the printed entry it comes from."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from memorial.records import get_record
from web.database import reading
from web.life import life_of

blueprint = Blueprint("records", __name__)


@blueprint.get("/record/<path:key>")
def record(key: str) -> ResponseReturnValue:
    """One record with everything we hold of it."""
    found = get_record(reading(), key)
    if found is None:
        abort(404)
    address = url_for("records.record", key=key, _external=True)
    return render_template("records/record.html", record=found, life=life_of(found), address=address)
