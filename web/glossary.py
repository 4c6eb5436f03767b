"""What do the words of the time mean? Troika, dvoika, special settlement … in plain words, each with its source."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from memorial.glossary import explanations

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def glossary() -> ResponseReturnValue:
    """Every explanation on one page, each with an address of its own."""
    return render_template("glossary/glossary.html", explanations=explanations())
