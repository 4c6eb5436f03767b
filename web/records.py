"""What happened to this person? One life on a page, with the printed entry it comes from, and the people beside it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from memorial.citations import Seen, as_bibtex, as_csl, cite_record
from memorial.others import KINDS, company_of, others
from memorial.record_rows import RecordRows, rows_of
from memorial.records import record_of
from web.browse import day_in_words
from web.database import reading
from web.life import life_of
from web.manners import as_person, describe

blueprint = Blueprint("records", __name__)

FEW = 4  # people of each kind beside a life; the rest have a page of their own
LARGEST_NUMBER = 2**63 - 1

Json = dict[str, Any]


@blueprint.get("/record/<path:key>")
def record(key: str) -> ResponseReturnValue:
    """One record with everything we hold of it."""
    rows = _rows(key)
    found = record_of(reading(), rows)
    company = company_of(reading(), rows, FEW)
    seen = _seen(found)
    return render_template(
        "records/record.html",
        record=found,
        life=life_of(found),
        address=seen.address,
        description=describe(found),
        person=as_person(found, seen.address),
        shot_on=_day_of_execution(found),
        day_in_words=day_in_words,
        company=[one for one in company if any(other.name for other in one.people)],
        citation=cite_record(found, seen),
        bibtex=as_bibtex(found, seen),
        letter=_letter(found, seen),
    )


@blueprint.get("/same/<kind>/<path:key>")
def same(kind: str, key: str) -> ResponseReturnValue:
    """All the others who share one thing with this person, part by part."""
    if kind not in KINDS:
        abort(404)
    rows = _rows(key)
    after = request.args.get("after", "0")
    if not after.isdecimal() or not after.isascii() or int(after) > LARGEST_NUMBER:
        abort(400)
    company = others(reading(), rows, kind, int(after))
    if company is None:
        abort(404)
    return render_template("records/same.html", record=record_of(reading(), rows), company=company)


@blueprint.get("/cite/<style>/<path:key>")
def cite(style: str, key: str) -> ResponseReturnValue:
    """The citation as a file for a reference manager."""
    if style not in STYLES:
        abort(404)
    found = record_of(reading(), _rows(key))
    return STYLES[style](found, _seen(found))


def _day_of_execution(record: Json) -> str | None:
    """Month and day of the execution as `11-24`, where the day is known."""
    dates = [event["date"] for event in record["events"] if event["kind"] == "execution" and event["date"]]
    known = [date["earliest"] for date in dates if date["earliest"] and date["earliest"] == date["latest"]]
    return known[0][5:] if known else None


def _rows(key: str) -> RecordRows:
    return rows_of(reading(), key) or abort(404)


def _seen(record: Json) -> Seen:
    address = url_for("records.record", key=record["key"], _external=True)
    return Seen(address, datetime.now(UTC).date(), gettext("Name not given in the source"))


def _letter(record: Json, seen: Seen) -> str:
    """The address of an empty letter that holds the name and the address of the page, for the reader's own program."""
    name = record["name"]["printed"] or seen.nameless
    return f"mailto:?subject={quote(name, safe='')}&body={quote(seen.address, safe='')}"


def _bibtex(record: Json, seen: Seen) -> Response:
    return Response(as_bibtex(record, seen), content_type="application/x-bibtex; charset=utf-8")


def _csl(record: Json, seen: Seen) -> Response:
    answer = jsonify(as_csl(record, seen))
    answer.content_type = "application/vnd.citationstyles.csl+json"
    return answer


STYLES: dict[str, Callable[[Json, Seen], Response]] = {"bibtex": _bibtex, "csl": _csl}
