"""Of which nationality? The archivist's table and the tables of forms."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memorial.expert_tables import read_table
from memorial.nationalities import read_nationality
from schema.vocabulary import vocabulary

CASES = Path(__file__).parent / "cases" / "nationalities.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["printed"] or "empty")
def test_nationality_is_read_as_the_table_says(row: dict[str, str]) -> None:
    reading = read_nationality(row["printed"])
    if not row["code"]:
        assert reading is None
        return
    assert reading is not None
    assert (reading.code, reading.sex or "", "|".join(reading.also)) == (row["code"], row["sex"], row["also"])


def test_every_form_points_into_the_vocabulary() -> None:
    forms = read_table("nationality_forms")
    assert {row["code"] for row in forms} == set(vocabulary("nationalities"))
    assert all(row["because"] and row["sex"] in {"m", "f", ""} for row in forms)
    assert len({row["form"] for row in forms}) == len(forms)


@pytest.mark.parametrize("row", read_table("nationality_forms"), ids=lambda row: row["form"])
def test_every_form_is_read_by_itself(row: dict[str, str]) -> None:
    reading = read_nationality(row["form"].capitalize())
    assert reading is not None
    assert reading.code == row["code"]


@given(st.text(max_size=300))
def test_any_text_is_read_without_complaint(text: str) -> None:
    reading = read_nationality(text)
    assert reading is None or reading.code in vocabulary("nationalities")
