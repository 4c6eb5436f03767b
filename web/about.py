"""What is in here, and what is not? Sources with their counts, and what every reader should know of them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from web.database import reading
from web.holdings import holdings

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def about() -> ResponseReturnValue:
    """The sources, and the gaps that they all share."""
    return render_template("about/about.html", holdings=holdings(reading()))
