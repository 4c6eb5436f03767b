"""Facts about what is warned of in a record."""

from typing import Any

import pytest

from memorial.expert_tables import read_table
from memorial.warnings import _CHECKS, warn_about

Json = dict[str, Any]


def day(text: str) -> Json:
    return {"edtf": text, "earliest": text, "latest": text, "printed": text}


def event(kind: str, date: str | None = None, penalty: str | None = None) -> Json:
    return {"kind": kind, "date": day(date) if date else None, "penalty": penalty, "sentence": None, "body": None}


def troika(date: str) -> Json:
    return event("sentence", date) | {"body": {"active_from": "1934-07-10", "active_to": "1938-11-17"}}


def record(*events: Json, born: str | None = None, told: list[Json] | None = None) -> Json:
    birth = {"date": day(born) if born else None, "place": None}
    return {"birth": birth, "events": list(events), "death_statements": told or []}


ARREST = event("arrest", "1937-08-05")
SENTENCE = event("sentence", "1937-10-05", "death")
TEN_YEARS = event("sentence", "1937-10-05", "camp") | {"sentence": "10 лет без права переписки"}
EXECUTION = event("execution", "1937-10-17")


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (record(ARREST, SENTENCE, EXECUTION, born="1890-01-01"), []),
        (record(SENTENCE, event("execution", "1937-09-01")), ["execution_before_sentence"]),
        (record(event("arrest", "1938-01-01"), SENTENCE), ["sentence_before_arrest"]),
        (record(ARREST, born="1940-01-01"), ["birth_after_arrest"]),
        (record(SENTENCE, event("death", "1943-02-03")), ["told_to_family"]),
        (record(SENTENCE, EXECUTION, event("death", "1943-02-03")), ["death_beside_execution"]),
        (record(SENTENCE, EXECUTION, told=[{"date": day("1943-02-03")}]), ["told_to_family"]),
        (record(event("sentence", "1937-10-05", "camp"), event("death", "1943-02-03")), []),
        (record(TEN_YEARS, told=[{"date": day("1943-02-03")}]), ["told_to_family"]),
        (record(troika("1937-10-05")), []),
        (record(troika("1939-02-01")), ["outside_life_of_body"]),
        (record(troika("1930-02-01")), ["outside_life_of_body"]),
        (record(), []),
    ],
)
def test_what_does_not_fit_is_said(told: Json, codes: list[str]) -> None:
    assert [warning["code"] for warning in warn_about(told)] == codes


def test_every_check_has_its_sentences_and_its_reason() -> None:
    rows = {row["code"]: row for row in read_table("warnings")}
    assert set(rows) == set(_CHECKS)
    assert all(row["ru"] and row["en"] and row["because"] for row in rows.values())
