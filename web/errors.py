"""What does a reader see when it cannot go on? A page that says what happened and what to do next."""

import traceback
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, ServiceUnavailable

from memorial.errors import GoneRecordError, HiddenRecordError, LivingRecordError
from memorial.narrowed_search import ListsAwayError
from schema.database import UnusableDatabaseError
from web.api_problems import is_for_program, problem
from web.question import Question

A_MINUTE = 60  # seconds

# Status → title and sentence. The sentence says what to do next.
PAGES: dict[int, tuple[LazyString, LazyString]] = {
    400: (
        lazy_gettext("This question could not be read"),
        lazy_gettext(
            "Something in the address or in the form is not as expected. Please ask again from the search page."
        ),
    ),
    404: (
        lazy_gettext("There is no such page"),
        lazy_gettext("The address may have been copied incompletely. Please check it, or look for the name."),
    ),
    405: (
        lazy_gettext("This page cannot be used that way"),
        lazy_gettext("Please start again from the search page."),
    ),
    410: (
        lazy_gettext("This record is no longer here"),
        lazy_gettext(
            "Its list was taken back, or a newer edition leaves it out. The person may stand in another list."
        ),
    ),
    413: (
        lazy_gettext("Too much was sent"),
        lazy_gettext("This site takes only short questions. Please write just a name."),
    ),
    429: (
        lazy_gettext("Too much at once"),
        lazy_gettext("This site answers everybody, and so only so many questions a minute. Please wait a little."),
    ),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext("It is not your fault, and nothing was lost. Please try again in a few minutes."),
    ),
    503: (
        lazy_gettext("The records cannot be reached just now"),
        lazy_gettext("It is not your fault, and nothing was lost. Please try again in a few minutes."),
    ),
}

WITHHELD = lazy_gettext("This record is not shown")
GONE: dict[type[GoneRecordError], tuple[LazyString, LazyString]] = {
    HiddenRecordError: (
        WITHHELD,
        lazy_gettext("The keepers of this book withhold it for a reason that they have written down. It is not lost."),
    ),
    LivingRecordError: (
        WITHHELD,
        lazy_gettext(
            "The person was born less than a hundred years ago and may be alive. "
            "Without a known death such a record is shown only when a hundred years have passed."
        ),
    ),
}


class Site(Flask):
    """A Flask site that keeps what readers typed out of its log."""

    def log_exception(self, exc_info: Any) -> None:
        """Where it broke and how, without the words of the complaint: they may repeat the question."""
        kind, _, trace = exc_info
        places = "".join(traceback.format_tb(trace))
        self.logger.error("%s %s: %s\n%s", request.method, request.endpoint, kind.__name__, places)


def prepare(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(GoneRecordError, _gone)
    app.register_error_handler(UnusableDatabaseError, _database_away)
    app.register_error_handler(ListsAwayError, _database_away)
    app.register_error_handler(SQLAlchemyError, _database_away)


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException | Response:
    if error.code is None or error.code < 400:
        return error
    if is_for_program():
        return problem(error.code)
    if error is request.routing_exception and error.code == BadRequest.code:
        return str(PAGES[error.code][1]), error.code  # an impossible Host: no address can be written, so no page
    return _page(error.code)


def _gone(error: Exception) -> tuple[str, int]:
    """A record that was removed or is withheld: its address stays known, and says why."""
    status = 410
    title, sentence = GONE.get(type(error), PAGES[status])  # type: ignore[arg-type]
    return render_template(
        "errors/error.html", title=title, sentence=sentence, status=status, question=Question()
    ), status


def _database_away(error: Exception) -> Response:
    current_app.logger.error("The database does not answer: %s", type(error).__name__)
    if is_for_program():
        return problem(ServiceUnavailable.code)
    page, status = _page(ServiceUnavailable.code)
    return Response(page, status, {"Retry-After": str(A_MINUTE)})


def _page(status: int) -> tuple[str, int]:
    known = status if status in PAGES else 400 if status < InternalServerError.code else InternalServerError.code
    title, sentence = PAGES[known]
    return render_template(
        "errors/error.html", title=title, sentence=sentence, status=known, question=Question()
    ), status
