"""What can be asked of the reconciliation service? Its paths for the OpenAPI document."""

from typing import Any

from memorial.record_properties import record_properties
from web.api_questions import MOST_ITEMS
from web.reconcile_questions import MOST_KEYS, MOST_QUERIES

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
ENTITY: Json = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
ONE_VALUE: Json = {"anyOf": [TEXT, {"type": "number"}, {"type": "boolean"}, ENTITY]}
VALUE: Json = {"anyOf": [*ONE_VALUE["anyOf"], {"type": "array", "items": ONE_VALUE}]}
LIMIT: Json = {"type": "integer", "minimum": 1, "description": f"At most {MOST_ITEMS} candidates are given."}
TYPES: Json = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
QUERY: Json = {
    "type": "object",
    "anyOf": [{"required": ["query"]}, {"required": ["properties"], "properties": {"properties": {"minItems": 1}}}],
    "properties": {
        "query": TEXT,
        "type": TYPES,
        "type_strict": {"type": "string", "enum": ["any", "all", "should"]},
        "limit": LIMIT,
        "properties": {
            "type": "array",
            "items": {"type": "object", "required": ["pid", "v"], "properties": {"pid": TEXT, "v": VALUE}},
        },
    },
}
BATCH: Json = {"type": "object", "additionalProperties": QUERY}
CONDITION: Json = {
    "anyOf": [
        {"type": "object", "required": ["matchType", *needed], "properties": {"matchType": {"const": kind}, **values}}
        for kind, needed, values in (
            ("name", ["v"], {"v": VALUE}),
            ("property", ["pid", "v"], {"pid": TEXT, "v": VALUE}),
        )
    ]
}
DRAFT_QUERY: Json = {
    "type": "object",
    "required": ["conditions"],
    "properties": {"conditions": {"type": "array", "minItems": 1, "items": CONDITION}, "type": TYPES, "limit": LIMIT},
}
DRAFT_BATCH: Json = {
    "type": "object",
    "required": ["queries"],
    "properties": {"queries": {"type": "array", "items": DRAFT_QUERY}},
}
WISH: Json = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "enum": list(record_properties())}},
}
EXTENSION: Json = {
    "type": "object",
    "required": ["ids", "properties"],
    "properties": {
        "ids": {"type": "array", "items": TEXT},
        "properties": {"type": "array", "items": WISH},
    },
}
CANDIDATE: Json = {
    "type": "object",
    "required": ["id", "name", "score", "match"],
    "properties": {
        "id": TEXT,
        "name": {"type": "string", "minLength": 1},
        "description": TEXT,
        "score": {"type": "integer", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": ENTITY},
        "features": {"type": "array", "items": {"type": "object", "required": ["id", "name", "value"]}},
    },
}
CANDIDATES: Json = {"type": "array", "items": CANDIDATE}
RESULTS: Json = {
    "type": "object",
    "additionalProperties": {"type": "object", "required": ["result"], "properties": {"result": CANDIDATES}},
}
EXTENDED: Json = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {"meta": {"type": "array", "items": ENTITY}, "rows": {"type": "object"}},
}
DRAFT_RESULTS: Json = {"type": "object", "required": ["results"], "properties": {"results": {"type": "array"}}}
MANIFEST: Json = {"type": "object", "required": ["versions", "name", "identifierSpace", "schemaSpace"]}
SUGGESTED: Json = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
    },
}
PROPOSED: Json = {"type": "object", "required": ["type", "properties"]}


def reconcile_paths(problem: Json) -> Json:
    """The paths of the service; `problem` is what stands for a question that cannot be answered."""
    return {"/reconcile": _service(problem), **_suggestions(problem), **_preview(problem)}


def _service(problem: Json) -> Json:
    answers = {"anyOf": [RESULTS, EXTENDED, DRAFT_RESULTS]}
    asked = [
        _parameter("queries", "A batch of names, as in a POST", BATCH),
        _parameter("extend", "Records and properties, as in a POST", EXTENSION),
    ]
    body = {"application/json": {"schema": {"anyOf": [BATCH, DRAFT_BATCH]}}}
    failures = {"400": problem, "413": problem}
    summary = "OpenRefine reconciliation (Reconciliation Service API 0.2): the manifest"
    return {
        "get": {
            "summary": summary,
            "parameters": asked,
            "responses": {"200": _good({"anyOf": [MANIFEST, *answers["anyOf"]]})} | failures,
        },
        "post": {
            "summary": "Candidates for a batch of names",
            "description": "OpenRefine sends the same JSON in a form: in its field queries, or in its field extend. "
            f"At most {MOST_QUERIES} queries and {MOST_KEYS} ids are answered at once; more get 413.",
            "requestBody": {"required": True, "content": body},
            "responses": {"200": _good(answers)} | failures,
        },
    }


def _suggestions(problem: Json) -> Json:
    cursor: Json = {"type": "integer", "minimum": 0, "maximum": 9999, "default": 0}
    typed = [_plain("prefix", "What was typed", TEXT), _plain("cursor", "How many to skip", cursor)]
    kinds = {"entity": "People", "property": "Properties", "type": "Types"}
    return {
        f"/reconcile/suggest/{kind}": {
            "get": {
                "summary": f"{words} whose names begin so",
                "parameters": typed,
                "responses": {"200": _good(SUGGESTED), "400": problem},
            }
        }
        for kind, words in kinds.items()
    }


def _preview(problem: Json) -> Json:
    limit: Json = {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS}
    proposed = [_plain("type", "Only Person has properties", TEXT), _plain("limit", "How many", limit)]
    card = {"description": "A small page", "content": {"text/html": {}}}
    return {
        "/reconcile/extend/propose": {
            "get": {
                "summary": "Properties that can be added to a list of people",
                "parameters": proposed,
                "responses": {"200": _good(PROPOSED), "400": problem},
            }
        },
        "/reconcile/preview": {
            "get": {
                "summary": "One person on a small page for a frame",
                "parameters": [
                    _plain("id", "Record key", {"type": "string", "examples": ["demo:1"]}) | {"required": True}
                ],
                "responses": {"200": card, "404": problem},
            }
        },
    }


def _good(schema: Json) -> Json:
    return {"description": "The answer", "content": {"application/json": {"schema": schema}}}


def _plain(name: str, meaning: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def _parameter(name: str, meaning: str, schema: Json) -> Json:
    content = {"application/json": {"schema": schema}}
    return {"name": name, "in": "query", "description": meaning, "content": content}
