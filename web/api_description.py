"""What can a program ask, and what does it get? The OpenAPI 3.1 document."""

from functools import cache
from typing import Any

from memorial.count_fields import FIELDS, SYNONYMS
from memorial.query import MODES, MOST_HITS
from web.api_problems import API
from web.api_questions import ITEMS, MOST_ITEMS
from web.reconcile_description import reconcile_paths

Json = dict[str, Any]

TEXT: Json = {"type": "string", "maxLength": 300}
HITS: Json = {"type": "integer", "minimum": 0, "maximum": MOST_HITS}
PLACE: Json = {"type": "string", "pattern": "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2,3})?$"}
YEARS: Json = {"type": "string", "pattern": r"^([0-9]{4}(\.\.([0-9]{4})?)?|\.\.[0-9]{4})?$"}
LIMIT: Json = {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": ITEMS}
NAME = "|".join((*FIELDS, *SYNONYMS))
FIELD_NAMES: Json = {"type": "string", "pattern": f"^({NAME})(,({NAME})){{0,5}}$"}
WHERE: Json = {"type": "string", "maxLength": 300, "pattern": f"^({NAME})=.*$"}
FIELD_LIST = f"Up to six fields with commas between: {', '.join(FIELDS)}"


@cache
def description() -> Json:
    """The document: one path per question."""
    paths = {
        "/records/{key}": _get(
            "One record with everything", _object(), [_in_path("key", "Record key, for example demo:1")], (404, 410)
        ),
        "/records": _get("People found by name, birth or place, the best first", _page(), _search(), (400,)),
        "/bodies": _get("Sentencing bodies in the order of their keys", _page(), _paging(PLACE), (400,)),
        "/count": _get("Records counted by fields; the counts sum to n", _object("n", "rows"), _count(), (400,)),
        "/sources": _get("Sources with licence, citation and number of records", _page(), [], ()),
        "/snapshots": _get("Numbered snapshots with the checksums of their files", _page(), [], ()),
        **reconcile_paths(_problem()),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Memorial Book",
            "version": "1",
            "description": "Victims of Soviet political terror, as the printed sources name them.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": API}],
        "paths": paths,
    }


def _get(summary: str, schema: Json, parameters: list[Json], problems: tuple[int, ...]) -> Json:
    good: Json = {"description": summary, "content": {"application/json": {"schema": schema}}}
    if parameters and parameters[0]["name"] == "by":
        good["content"] |= {"text/csv": {}, "application/vnd.apache.parquet": {}}
    responses: Json = {"200": good} | {str(status): _problem() for status in problems}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def _problem() -> Json:
    schema = {"type": "object", "required": ["title", "status", "detail"]}
    return {
        "description": "A problem, told in one sentence",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _object(*required: str) -> Json:
    return {"type": "object", "required": list(required)}


def _page() -> Json:
    properties = {"items": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]}}
    return {"type": "object", "required": ["items", "next"], "properties": properties}


def _search() -> list[Json]:
    return [
        _in_query("q", "Name in any alphabet and spelling", TEXT),
        _in_query("born", "Year of birth or range: 1890..1900, 1890.., ..1900", YEARS),
        _in_query("place", "Place of birth or residence", TEXT),
        _in_query("mode", "How far a name may differ", {"type": "string", "enum": list(MODES)}),
        *_paging(HITS),
    ]


def _paging(cursor: Json) -> list[Json]:
    return [_in_query("limit", "Items on a page", LIMIT), _in_query("cursor", "From `next` of the page before", cursor)]


def _count() -> list[Json]:
    where: Json = {"type": "array", "items": WHERE}
    shape = {"type": "string", "enum": ["json", "csv", "parquet"], "default": "json"}
    return [
        _in_query("by", FIELD_LIST, FIELD_NAMES) | {"required": True},
        _in_query("where", "FIELD=VALUE; empty value: not recorded; may be repeated", where),
        _in_query("unit", "What is counted", {"type": "string", "enum": ["records"]}),
        _in_query("format", "Shape of the table", shape),
    ]


def _in_query(name: str, meaning: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def _in_path(name: str, meaning: str) -> Json:
    known: Json = {"type": "string", "examples": ["demo:1"]}
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": known}
