"""What in this record does not fit together? Said with tact; nothing is corrected and nothing rejected."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from memorial.dates import from_edtf
from memorial.expert_tables import read_table

Json = dict[str, Any]

# Between these years families of the shot were told an invented date of death (KGB directive of 24 August 1955).
TOLD_DEATHS = ("1937", "1948")
# What families of the shot were told instead of the sentence, since 1937; as a sentence in a book it may mean the same.
TOLD_SENTENCE = "без права переписки"


def warn_about(record: Json) -> list[Json]:
    """The warnings of one record JSON, each with its code and its sentence in Russian and English."""
    codes = [code for code, holds in _CHECKS.items() if holds(record)]
    return [{"code": code, **_sentences()[code]} for code in codes]


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {row["code"]: {"ru": row["ru"], "en": row["en"]} for row in read_table("warnings")}


def _events(record: Json, kind: str) -> Iterator[Json]:
    return (event for event in record["events"] if event["kind"] == kind)


def _first(events: Iterator[Json], end: str) -> str | None:
    """The earliest of the events' first (or last) possible days, ISO text."""
    days = [day for event in events if event["date"] and (day := event["date"][end])]
    return min(days, default=None)


def _execution_before_sentence(record: Json) -> bool:
    executed, sentenced = (
        _first(_events(record, "execution"), "latest"),
        _first(_events(record, "sentence"), "earliest"),
    )
    return bool(executed and sentenced and executed < sentenced)


def _sentence_before_arrest(record: Json) -> bool:
    sentenced, arrested = (
        _first(_events(record, "sentence"), "latest"),
        _first(_events(record, "arrest"), "earliest"),
    )
    return bool(sentenced and arrested and sentenced < arrested)


def _birth_after_arrest(record: Json) -> bool:
    born, arrested = record["birth"]["date"], _first(_events(record, "arrest"), "latest")
    return bool(born and born["earliest"] and arrested and born["earliest"] > arrested)


def _told_to_family(record: Json) -> bool:
    """A death of 1937–1948, other than the execution, of a person sentenced to death or «без права переписки»."""
    condemned = any(map(_may_be_death, _events(record, "sentence")))
    died = _first(_events(record, "death"), "earliest")
    executed = any(True for _ in _events(record, "execution"))
    first_year, last_year = TOLD_DEATHS
    doubtful = bool(condemned and died and first_year <= died[:4] <= last_year and not executed)
    return doubtful or bool(record["death_statements"] and (condemned or executed))


def _may_be_death(sentence: Json) -> bool:
    return sentence["penalty"] == "death" or TOLD_SENTENCE in (sentence["sentence"] or "")


def _death_beside_execution(record: Json) -> bool:
    died, executed = (
        _first(_events(record, "death"), "earliest"),
        _first(_events(record, "execution"), "latest"),
    )
    return bool(died and executed and died > executed)


def _outside_life_of_body(record: Json) -> bool:
    """A sentence dated wholly before its body existed, or after it was abolished."""
    dated = (event for event in _events(record, "sentence") if event["body"] and event["date"])
    return any(_outside(event["date"], event["body"]) for event in dated)


def _outside(when: Json, body: Json) -> bool:
    made, abolished = (from_edtf(body[end]) if body[end] else None for end in ("active_from", "active_to"))
    too_early = bool(made and made.earliest and when["latest"] and when["latest"] < made.earliest.isoformat())
    too_late = bool(
        abolished and abolished.latest and when["earliest"] and when["earliest"] > abolished.latest.isoformat()
    )
    return too_early or too_late


def _sources_disagree(record: Json) -> bool:
    """Another source says otherwise of what seems to be this person."""
    return bool(record.get("disagreements"))


_CHECKS: dict[str, Callable[[Json], bool]] = {
    "execution_before_sentence": _execution_before_sentence,
    "sentence_before_arrest": _sentence_before_arrest,
    "outside_life_of_body": _outside_life_of_body,
    "birth_after_arrest": _birth_after_arrest,
    "told_to_family": _told_to_family,
    "death_beside_execution": _death_beside_execution,
    "sources_disagree": _sources_disagree,
}
