"""Whom are you looking for? The search page and the list of people found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from memorial.errors import UsageError
from memorial.narrowed_search import NarrowedResult, narrowed_search
from memorial.neighbours import tried
from memorial.search import Hit
from memorial.summaries import RecordSummary, summaries
from web.database import reading
from web.filters import COUNTED, SORTS, choices, filter_in_words
from web.holdings import holdings
from web.languages import language
from web.paging import Pages
from web.question import LAST_PAGE, PAGE_LENGTH, Question, QuestionError, loosened, read_question, step_by_step
from web.readiness import make_ready
from web.reason_words import reason_in_words

blueprint = Blueprint("search", __name__)

# Each shows another way to write a name of the invented demonstration source: Russian, Polish, German, with a year.
EXAMPLES = ("Журавлёв Пётр", "Wojciechowska Bronisława", "Bechtold Friedrich", "Goldberg Leib 1859")
NEIGHBOURS = 8  # surnames near to a word
FEW = 5  # people shown at once where nobody answers the question as it was asked
# The groups of the search → those of the page: who sees two more kinds of likeness is not helped by them.
GROUPS = {"exact": "exact", "spelling": "spelling", "sound": "spelling", "any": "any"}


@dataclass(frozen=True, slots=True)
class Card:
    """One person found: who, and why."""

    place: int
    record: RecordSummary
    group: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A wider question that was asked because nobody answered the one before: what it leaves out, who answered."""

    what: str
    question: Question
    total: int


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """One box, and what can be written into it."""
    held = holdings(reading())
    examples = EXAMPLES if held.has_invented else ()  # elsewhere they would lead to nobody
    return render_template("search/home.html", question=Question(), examples=examples, holdings=held)


@blueprint.get("/search")
def results() -> ResponseReturnValue:
    """The people found, the likeliest first, or what to try when there is nobody."""
    try:
        question = read_question(request.args)
        answer = _ask(question)
        if not answer.found.hits:
            return _nobody(question)
    except (QuestionError, UsageError) as problem:
        return _ask_again(problem), 400
    pages = Pages(question.page, PAGE_LENGTH, min(answer.found.total, PAGE_LENGTH * LAST_PAGE))
    cards = _cards(answer.found.hits, pages.first_item)
    key = (lambda card: "any") if question.sort else (lambda card: card.group)
    return render_template(
        "search/results.html",
        question=question,
        found=answer.found,
        groups=[(name, list(members)) for name, members in groupby(cards, key=key)],
        numbers=_numbers(answer),
        pages=pages,
        choices=choices(answer.facets, question.filters),
        sorts=SORTS,
        tried=tried(reading(), question.name, NEIGHBOURS),
        filter_in_words=filter_in_words,
    )


def _ask(question: Question) -> NarrowedResult:
    answer = narrowed_search(reading(), question.as_query(), question.as_narrowing(), COUNTED)
    if not answer.is_counted:
        make_ready()
    return answer


def _cards(hits: Sequence[Hit], first_place: int) -> list[Card]:
    records = summaries(reading(), [hit.record_id for hit in hits])
    return [
        Card(
            place,
            records[hit.record_id],
            GROUPS[hit.group],
            tuple(reason_in_words(reason, language()) for reason in hit.reasons),
        )
        for place, hit in enumerate(hits, first_place)
        if hit.record_id in records
    ]


def _numbers(answer: NarrowedResult) -> dict[str, int]:
    """How many people there are in each group of the page."""
    numbers: dict[str, int] = {}
    for group, number in answer.groups.items():
        numbers[GROUPS[group]] = numbers.get(GROUPS[group], 0) + number
    return numbers


def _nobody(question: Question) -> ResponseReturnValue:
    if question.page > 1:
        return render_template("search/past_the_end.html", question=question), 404
    steps, hits = _widened(question)
    return render_template(
        "search/nobody.html",
        question=question,
        steps=steps,
        cards=_cards(hits[:FEW], 1),
        loosened=loosened(question),
        holdings=holdings(reading()),
        tried=tried(reading(), question.name, NEIGHBOURS),
        filter_in_words=filter_in_words,
    )


def _widened(question: Question) -> tuple[list[Step], Sequence[Hit]]:
    """One thing more is left out until somebody is found: the steps taken, and who was found at the last."""
    steps: list[Step] = []
    for what, wider in step_by_step(question):
        found = _ask(wider).found
        steps.append(Step(what, wider, found.total))
        if found.hits:
            return steps, found.hits
    return steps, ()


def _ask_again(problem: Exception) -> str:
    sentence = str(problem) if isinstance(problem, QuestionError) else None
    return render_template("search/ask_again.html", question=Question(), sentence=sentence)
