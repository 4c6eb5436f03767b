"""In what order is a life told? Birth, life before the arrest, what was done, the grave, the clearing of the name."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from memorial.glossary import Explanation, explain_stage
from web.rule_words import STATED

Json = dict[str, Any]

# What is told of the life before: key in the record JSON, in the order of the page.
BEFORE = (
    "nationality",
    "social_origin",
    "education",
    "party",
    "occupation",
    "residence",
    "citizenship",
    "family",
    "previous_convictions",
    "remarks",
)


# Nothing befalls a person after these, wherever the source mentions it.
LAST = ("execution", "death", "burial")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a stage: what it is called, and its words as printed."""

    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a life. `told` holds what was told to a family, kept apart from what happened.

    `rules` are those by which we concluded something, `stated_by` is the one that found a stated operation;
    `explained` holds what a reader may not know, each term only where it is met first.
    """

    kind: str
    date: Json | None = None
    facts: tuple[Fact, ...] = ()
    event: Json = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    stated_by: str | None = None
    explained: tuple[Explanation, ...] = ()


def life_of(record: Json) -> tuple[Stage, ...]:
    """The stages of this life in order; a stage of which the source says nothing is left out."""
    birth = record["birth"]
    stages = [
        Stage("birth", birth["date"], _facts(place=birth["place"])),
        Stage("before", facts=_before(record)),
        *(_event(event) for event in sorted(record["events"], key=_place_in_life)),
        *(_told(statement) for statement in record["death_statements"]),
        *(_rehabilitation(act) for act in record["rehabilitations"]),
    ]
    return _explained([stage for stage in stages if stage.date or stage.facts or stage.event])


def _explained(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    met: set[str] = set()
    told = []
    for stage in stages:
        new = tuple(one for one in explain_stage(stage.kind, stage.event) if one.key not in met)
        met |= {one.key for one in new}
        told.append(replace(stage, explained=new))
    return tuple(told)


def _place_in_life(event: Json) -> int:
    """Death and grave last; all else keeps the order of the source."""
    return LAST.index(event["kind"]) + 1 if event["kind"] in LAST else 0


def _before(record: Json) -> tuple[Fact, ...]:
    words = {name: record.get(name) for name in BEFORE}
    if record["nationality"]:
        words["nationality"] = record["nationality"]["printed"]
    return _facts(**words)


def _event(event: Json) -> Stage:
    """An event with the words of the source; its readings stay in `event` for the page to say in its language."""
    rules = event["rule"].split(", ") if event["rule"] else []
    return Stage(
        event["kind"],
        event["date"],
        _facts(place=event["place"], articles=_articles(event), charge=event["charge"], sentence=event["sentence"]),
        event,
        tuple(rule for rule in rules if rule not in STATED),
        next((rule for rule in rules if rule in STATED), None),
    )


def _articles(event: Json) -> str | None:
    """The articles as printed, unless the charge repeats them all."""
    printed = [article["printed"] for article in event["articles"]]
    return None if all(words in (event["charge"] or "") for words in printed) else "; ".join(printed)


def _told(statement: Json) -> Stage:
    facts = _facts(place=statement["place"], cause=statement["cause"], told=statement["told"])
    return Stage("told", statement["date"], facts)


def _rehabilitation(act: Json) -> Stage:
    return Stage("rehabilitation", act["date"], _facts(clearing_body=act["body"], ground=act["ground"]))


def _facts(**words: str | None) -> tuple[Fact, ...]:
    return tuple(Fact(name, printed) for name, printed in words.items() if printed)
