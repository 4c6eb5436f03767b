"""Whom are you looking for? The search page and the list of people found."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from memorial.errors import MemorialError
from memorial.search import Hit, SearchResult, search
from memorial.summaries import RecordSummary, summaries
from web.database import reading
from web.holdings import holdings
from web.languages import language
from web.paging import Pages
from web.question import LAST_PAGE, PAGE_LENGTH, Question, QuestionError, loosened, read_question
from web.reason_words import reason_in_words

blueprint = Blueprint("search", __name__)

# Each shows another way to write a name of the invented demonstration source: Russian, Polish, German, with a year.
EXAMPLES = ("Журавлёв Пётр", "Wojciechowska Bronisława", "Bechtold Friedrich", "Goldberg Leib 1859")


@dataclass(frozen=True, slots=True)
class Card:
    """One person found: who, and why."""

    place: int
    record: RecordSummary
    group: str
    reasons: tuple[str, ...]


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """One box, and what can be written into it."""
    return render_template("search/home.html", question=Question(), examples=EXAMPLES, holdings=holdings(reading()))


@blueprint.get("/search")
def results() -> ResponseReturnValue:
    """The people found, the likeliest first, or what to try when there is nobody."""
    try:
        question = read_question(request.args)
        found = search(reading(), question.as_query())
    except (QuestionError, MemorialError) as problem:
        return _ask_again(problem), 400
    if not found.hits:
        return _nobody(question, found)
    pages = Pages(question.page, PAGE_LENGTH, min(found.total, PAGE_LENGTH * LAST_PAGE))
    cards = _cards(found.hits, pages.first_item)
    groups = [(name, list(members)) for name, members in groupby(cards, key=lambda card: card.group)]
    return render_template("search/results.html", question=question, found=found, groups=groups, pages=pages)


def _cards(hits: tuple[Hit, ...], first_place: int) -> list[Card]:
    records = summaries(reading(), [hit.record_id for hit in hits])
    return [
        Card(
            place,
            records[hit.record_id],
            hit.group,
            tuple(reason_in_words(reason, language()) for reason in hit.reasons),
        )
        for place, hit in enumerate(hits, first_place)
        if hit.record_id in records
    ]


def _nobody(question: Question, found: SearchResult) -> ResponseReturnValue:
    if question.page > 1:
        return render_template("search/past_the_end.html", question=question), 404
    return render_template(
        "search/nobody.html", question=question, found=found, loosened=loosened(question), holdings=holdings(reading())
    )


def _ask_again(problem: Exception) -> str:
    sentence = str(problem) if isinstance(problem, QuestionError) else None
    return render_template("search/ask_again.html", question=Question(), sentence=sentence)
