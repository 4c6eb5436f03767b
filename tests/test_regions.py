"""In which region is it? The archivist's table, the tables of regions, and any text at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memorial.expert_tables import read_table
from memorial.regions import read_region

CASES = Path(__file__).parent / "cases" / "regions.csv"
REGIONAL = {"область", "край", "губерния", "АССР", "ССР", "автономная область"}
NAMES = {row["name"] for row in read_table("regions")}
PRESENT = {one for row in read_table("regions") for one in row["present"].split(";") if one}

WORDS = [*sorted(NAMES), "обл.", "губ.", ",", "(", ")", "ныне", "с.", "-", "кр"]


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["printed"] or "empty")
def test_region_is_read_as_the_table_says(row: dict[str, str]) -> None:
    region = read_region(row["printed"])
    assert (region.historical or "", region.present or "") == (row["historical"], row["present"])


def test_every_territory_of_that_size_has_its_present_region() -> None:
    assert {row["name"] for row in read_table("territories") if row["unit"] in REGIONAL} <= NAMES


def test_every_row_gives_its_reason_and_years_in_order() -> None:
    for row in read_table("regions"):
        assert row["because"]
        assert int(row["rank"]) in {10, 20, 25, 30, 35}
        assert not (row["from"] and row["to"]) or int(row["from"]) <= int(row["to"])
    assert len(NAMES) == len(read_table("regions"))


def test_every_noun_names_a_region_once() -> None:
    nouns = read_table("region_names")
    assert all(row["name"] in NAMES and row["because"] for row in nouns)
    assert len({row["form"] for row in nouns}) == len(nouns)


@pytest.mark.parametrize("row", read_table("regions"), ids=lambda row: row["name"])
def test_every_region_is_read_by_its_own_name(row: dict[str, str]) -> None:
    if not row["name"].endswith(" округ"):
        assert read_region(row["name"]).historical == row["name"]


@given(st.text(max_size=300))
def test_any_text_is_read_without_complaint(text: str) -> None:
    region = read_region(text)
    assert region.historical is None or region.historical in NAMES
    assert region.present is None or region.present in PRESENT


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_words_of_places_in_any_order_name_known_regions(words: list[str]) -> None:
    region = read_region(" ".join(words))
    assert region.historical is None or region.historical in NAMES
    assert region.present is None or region.present in PRESENT


@pytest.mark.parametrize("unit", ["Саратовская обл. ", "(", "а - А", "губ. ", "ныне ", "Западно - ", "𝕬", "\0", ", "])
def test_a_megabyte_is_read(unit: str) -> None:
    assert read_region(unit * (1_000_000 // len(unit))) == read_region(unit * (500 // len(unit)))
