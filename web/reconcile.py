"""How does a spreadsheet find our records? The Reconciliation Service API 0.2, as OpenRefine speaks it.

One address answers the manifest, batches of names and the wish for more columns; beside it stand suggestions while
somebody types, and a small preview. Bodies in the form of the 1.0 draft are answered in that form.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from memorial.errors import MemorialError, UsageError
from memorial.query import SearchQuery
from memorial.reconciliation import Candidate, candidates, find_by_key, suggest_people
from memorial.record_properties import RecordProperty, record_properties
from memorial.records import get_record
from memorial.summaries import RecordSummary
from web.api_problems import API, opened, problem
from web.api_questions import read_limit
from web.database import reading
from web.dates_in_words import date_in_words
from web.languages import language
from web.reconcile_manifest import PERSON_TYPE, manifest
from web.reconcile_questions import (
    PERSON,
    BatchTooLargeError,
    Extension,
    plain,
    read_batch,
    read_draft_batch,
    read_extension,
    read_json,
)
from web.table_words import said

blueprint = Blueprint("reconcile", __name__, url_prefix=f"{API}/reconcile")


@blueprint.errorhandler(MemorialError)
def _told(error: MemorialError) -> Response:
    return problem(413 if isinstance(error, BatchTooLargeError) else 400, str(error))


@blueprint.after_request
def _open(answer: Response) -> Response:
    """Pages of other sites may ask, also with a body of JSON, for which a browser asks leave first."""
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
    return opened(answer)


@blueprint.get("")
def service() -> Response:
    """The manifest; with `queries` or `extend` in the address, what a POST would answer."""
    return _answer(request.args) or jsonify(manifest())


@blueprint.post("")
def ask() -> Response:
    """A batch of names, or the properties of records: as a form, or as a body of JSON."""
    if not request.is_json:
        found = _answer(request.form)
        if found is None:
            raise UsageError("Send the questions as JSON in a form field “queries”, or in “extend”.")
        return found
    document = read_json(request.get_data())
    listed = document.get("queries") if isinstance(document, dict) else None
    if isinstance(listed, list):
        return jsonify(results=[{"candidates": _candidates(one)} for one in read_draft_batch(listed)])
    return _results(read_batch(document))


@blueprint.get("/suggest/entity")
def suggest_entity() -> Response:
    """People whose names begin so."""
    people = suggest_people(reading(), plain(_prefix()), _cursor())
    return jsonify(
        result=[
            {"id": one.key, "name": _name(one), "description": _description(one), "notable": [PERSON]} for one in people
        ]
    )


@blueprint.get("/suggest/property")
def suggest_property() -> Response:
    """Properties whose names begin so, in either language."""
    return _suggested([{"id": one.id, "name": _property_name(one)} for one in record_properties().values()])


@blueprint.get("/suggest/type")
def suggest_type() -> Response:
    """The one type there is."""
    return _suggested([PERSON_TYPE])


@blueprint.get("/extend/propose")
def propose() -> Response:
    """The properties that can be added to a list of people."""
    wanted = request.args.get("type", PERSON)
    known = [{"id": one.id, "name": _property_name(one)} for one in record_properties().values()]
    first = known[: read_limit(request.args)]
    return jsonify(type=wanted, properties=first if wanted == PERSON else [])


@blueprint.get("/preview")
def preview() -> Response | str:
    """One person on a card of a few lines."""
    found = find_by_key(reading(), plain(request.args.get("id", "")))
    if found is None:
        return problem(404, "No record has this key.")
    return render_template("reconcile/preview.html", record=found)


def _answer(sent: Mapping[str, str]) -> Response | None:
    """The answer to a form or an address; None when it asks nothing."""
    batch = read_batch(read_json(sent["queries"])) if "queries" in sent else None
    extension = read_extension(read_json(sent["extend"])) if "extend" in sent else None
    if batch is not None:
        return _results(batch)
    return jsonify(_extended(extension)) if extension else None


def _results(batch: dict[str, SearchQuery | None]) -> Response:
    return jsonify({name: {"result": _candidates(query)} for name, query in batch.items()})


def _candidates(query: SearchQuery | None) -> list[dict[str, Any]]:
    return [_candidate(one) for one in candidates(reading(), query)] if query else []


def _candidate(one: Candidate) -> dict[str, Any]:
    features = [{"id": name, "name": name.replace("_", " "), "value": agrees} for name, agrees in one.features]
    return {
        "id": one.record.key,
        "name": _name(one.record),
        "description": _description(one.record),
        "score": one.score,
        "match": one.certain,
        "type": [PERSON_TYPE],
        "features": features,
    }


def _extended(asked: Extension) -> dict[str, Any]:
    """For each record the values of the wanted properties; a key that no record has gets none."""
    rows = {}
    for key in asked.keys:
        record = _record(key)
        rows[key] = {one.id: [{"str": text} for text in one.values(record)] for one in asked.properties}
    return {"meta": [{"id": one.id, "name": _property_name(one)} for one in asked.properties], "rows": rows}


def _property_name(one: RecordProperty) -> str:
    return said({"ru": one.ru, "en": one.en}, "record_properties", language())


def _record(key: str) -> dict[str, Any]:
    try:
        return get_record(reading(), plain(key)) or {}
    except MemorialError:  # it was here and is not shown any more
        return {}


def _name(record: RecordSummary) -> str:
    return record.name_printed or record.key


def _description(record: RecordSummary) -> str:
    """What tells namesakes apart."""
    born = date_in_words(record.birth_edtf, language()) or record.birth_printed
    place = record.birth_place or record.residence
    return "; ".join(part for part in (born, place, record.source_title) if part)


def _prefix() -> str:
    return request.args.get("prefix", "")


def _cursor() -> int:
    text = request.args.get("cursor", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise UsageError("The cursor must be the number of suggestions to skip.")
    return int(text)


def _suggested(items: list[dict[str, str]]) -> Response:
    """Those whose id or name, or a word of it, begins with the prefix."""
    wanted, skipped = plain(_prefix()).lower(), _cursor()
    found = [one for one in items if f" {wanted}" in f" {one['id']} {one['name']}".lower()]
    return jsonify(result=found[skipped:])
