"""What do the words of the time mean, and how were names distorted? In plain words, each with its source."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from memorial.expert_tables import read_table
from memorial.glossary import explanations

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def glossary() -> ResponseReturnValue:
    """Every explanation on one page, each with an address of its own."""
    return render_template("glossary/glossary.html", explanations=explanations())


@blueprint.get("/distorted-names")
def distorted_names() -> ResponseReturnValue:
    """The ways in which a name may have changed before it was printed."""
    return render_template("glossary/distorted_names.html", ways=read_table("name_distortions"))
