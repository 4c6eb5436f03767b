"""What was a troika, a special settlement, «10 лет без права переписки»? Plain explanations, each with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from memorial.expert_tables import read_table

Json = dict[str, Any]

TABLE = "glossary"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One term explained: its names and texts by language, where this is known from, and what it explains."""

    key: str
    name: dict[str, str]
    text: dict[str, str]
    source: str
    explains: frozenset[str]
    words: tuple[str, ...]


@cache
def explanations() -> tuple[Explanation, ...]:
    """Every explanation, in the order of the table `glossary.csv`."""
    return tuple(
        Explanation(
            row["key"],
            {"ru": row["ru"], "en": row["en"]},
            {"ru": row["text_ru"], "en": row["text_en"]},
            row["source"],
            frozenset(row["explains"].split()),
            tuple(filter(None, row["words"].split("|"))),
        )
        for row in read_table(TABLE)
    )


def explain_stage(kind: str, event: Json) -> list[Explanation]:
    """What of this stage of a life needs explaining: its kind, body, penalty, category, operation, articles, words."""
    codes = set(codes_of(kind, event))
    said = " ".join(filter(None, (event.get("sentence"), event.get("charge"))))
    return [one for one in explanations() if codes & one.explains or any(words in said for words in one.words)]


def explain_code(vocabulary: str, code: str) -> list[Explanation]:
    """What explains one term of a vocabulary."""
    return [one for one in explanations() if f"{vocabulary}:{code}" in one.explains]


def codes_of(kind: str, event: Json) -> Iterator[str]:
    """`<vocabulary>:<code>` of everything the stage holds; an article by its number or letters."""
    yield f"stages:{kind}"
    yield f"event_kinds:{kind}"
    if event.get("body"):
        yield f"body_kinds:{event['body']['kind']}"
    for field, vocabulary in (
        ("penalty", "penalties"),
        ("sentence_category", "sentence_categories"),
        ("operation", "operations"),
    ):
        if event.get(field):
            yield f"{vocabulary}:{event[field]}"
    for article in event.get("articles") or ():
        yield f"articles:{article['article']}"
        yield f"articles:{article['article'].split('-')[0]}"
