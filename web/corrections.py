"""What does a reader know better? A letter about a record, or about a person we do not have, into the queue."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_limiter import RateLimitExceeded
from sqlalchemy.exc import SQLAlchemyError

from memorial.corrections import propose
from memorial.records import get_record
from web.database import reading, writing
from web.letters import CorrectionLetter, Letter, NewPersonLetter
from web.limits import LETTERS_AN_HOUR, letters

blueprint = Blueprint("corrections", __name__)

# Bytes of a letter that is read, so that one much too long can still be given back to be shortened.
LARGEST_LETTER = 2 * 1024 * 1024

NOT_KEPT = lazy_gettext(
    "Your letter could not be kept just now. Your words are still here: please press the button again in a few minutes."
)


@blueprint.before_request
def _take_long_letters() -> None:
    request.max_content_length = request.max_form_memory_size = LARGEST_LETTER


@blueprint.route("/correct/<path:key>", methods=["GET", "POST"])
@letters
def correct(key: str) -> ResponseReturnValue:
    """Tell what is wrong in a record, or what it leaves out."""
    return _letter(CorrectionLetter(), key)


@blueprint.route("/add-person", methods=["GET", "POST"])
@letters
def add() -> ResponseReturnValue:
    """Tell of a person whom we do not have."""
    return _letter(NewPersonLetter(data={"name": request.args.get("name", "")}), None)


@blueprint.get("/thank-you/<int:number>")
def thanks(number: int) -> ResponseReturnValue:
    """The letter has come; its number to refer to."""
    return render_template("corrections/thanks.html", number=number)


@blueprint.errorhandler(RateLimitExceeded)
def _too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    """The same page with everything that was typed: nothing is lost by waiting."""
    sentence = gettext(
        "We take %(number)s letters an hour from one connection. Your words are still here: please send them later.",
        number=LETTERS_AN_HOUR,
    )
    key = (request.view_args or {}).get("key")
    return _page(CorrectionLetter() if key else NewPersonLetter(), key, sentence), 429


def _letter(letter: Letter, key: str | None) -> ResponseReturnValue:
    """The empty letter, the one that cannot be taken with what is wrong, or thanks."""
    if not letter.is_submitted():
        return _page(letter, key)
    if not letter.validate():
        return _page(letter, key), 400
    _about(key)
    try:
        with writing() as session:
            number = propose(session, letter.proposal(key))
    except SQLAlchemyError:
        return _page(letter, key, NOT_KEPT), 503
    return redirect(url_for("corrections.thanks", number=number), 303)


def _page(letter: Letter, key: str | None, problem: Any = None) -> str:
    return render_template("corrections/letter.html", letter=letter, record=_about(key), problem=problem)


def _about(key: str | None) -> dict[str, Any] | None:
    """The record that the letter is about. A key that we do not have is no address; a withheld one says so."""
    if key is None:
        return None
    found = get_record(reading(), key)
    if found is None:
        abort(404)
    return found
