"""Facts about who may be alive: a table that an archivist can extend. All people are invented."""

import csv
from datetime import date
from pathlib import Path

import pytest

from memorial.living import withheld_until

with (Path(__file__).parent / "cases" / "living.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[case["because"] for case in CASES])
def test_a_record_is_withheld_until_a_hundred_years_have_passed(case: dict[str, str]) -> None:
    born = date.fromisoformat(case["born_latest"]) if case["born_latest"] else None
    events = case["events"].split(";")
    until = withheld_until(born, events, bool(case["told"]), date.fromisoformat(case["today"]))
    assert (until.isoformat() if until else "") == case["until"]
