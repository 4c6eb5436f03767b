"""What does a program get when it cannot go on? A problem document (RFC 9457) with one sentence."""

import json

from flask import Response, request
from werkzeug.http import HTTP_STATUS_CODES

API = "/api/v1"

SENTENCES = {
    400: "The question could not be read; /api/v1/openapi.json says how to ask.",
    404: "There is nothing at this address; /api/v1/openapi.json lists what there is.",
    405: "This address only answers GET; the reconciliation endpoint also answers POST.",
    410: "The record was here and has been removed.",
    413: "Too much was sent; ask in smaller parts.",
    500: "Something went wrong on our side; try again in a few minutes.",
    503: "The records cannot be reached just now; try again in a few minutes.",
}


def problem(status: int, sentence: str | None = None) -> Response:
    """The document of one problem, readable from any site."""
    detail = sentence or SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    document = {"type": "about:blank", "title": HTTP_STATUS_CODES[status], "status": status, "detail": detail}
    answer = Response(json.dumps(document, ensure_ascii=False), status, content_type="application/problem+json")
    if status == 405:
        answer.headers["Allow"] = "GET, HEAD, OPTIONS"
    return opened(answer)


def opened(answer: Response) -> Response:
    """Let pages of other sites read the answer: it holds nothing that is not public."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def is_for_program() -> bool:
    """Whether the present question came to the API."""
    return request.path.startswith(f"{API}/")
