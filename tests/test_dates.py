"""Dates as precise as their source: the table `cases/dates.csv`, and what holds for any text."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from memorial import dates
from memorial.dates import PartialDate, find_date, find_dates, from_edtf, read_date
from memorial.expert_tables import read_table

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "dates.csv").read_text(encoding="utf-8").splitlines()))
DATE_LETTERS = "0123456789 ./-–()?~,_г.гвдопоктябрямайXIVнеранееилиок"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_table(case):
    assert read_date(case["printed"]) == PartialDate(
        case["printed"], case["edtf"], day(case["earliest"]), day(case["latest"])
    )


@pytest.mark.parametrize("case", [case for case in CASES if case["edtf"]], ids=lambda case: case["printed"])
def test_edtf_reads_back(case):
    again = from_edtf(case["edtf"])
    assert (again.edtf, again.earliest, again.latest) == (case["edtf"], day(case["earliest"]), day(case["latest"]))


@pytest.mark.parametrize("edtf", sorted({case["edtf"] for case in CASES if case["edtf"] and "-24" not in case["edtf"]}))
def test_the_edtf_library_agrees(edtf):
    theirs, ours = parse_edtf(edtf), from_edtf(edtf)
    if ours.earliest:
        assert theirs.lower_strict()[:3] == ours.earliest.timetuple()[:3]
    if ours.latest:
        assert theirs.upper_strict()[:3] == ours.latest.timetuple()[:3]


def test_two_digit_year_needs_a_stated_century():
    assert read_date("05.09.37").edtf == ""
    assert not read_date("05.09.37").understood
    assert read_date("05.09.37", century=1900).edtf == "1937-09-05"
    assert read_date("5 сент. 89 г.", century=1800).edtf == "1889-09-05"
    assert read_date("в 30-е годы", century=1900).edtf == "193X"


def test_years():
    assert read_date("1893 или 1894").years == range(1893, 1895)
    assert read_date("5 мая 1937").year == 1937
    assert read_date("до 1937").years is None
    assert read_date("32.13.1937").year is None


@pytest.mark.parametrize("text", ["", "нет сведений", " ", "май", "г."])
def test_no_digits_no_date(text):
    assert read_date(text) is None


def test_find_tells_where():
    text = "Арестован 5 мая 1937 г. Осуждён в июне 1937 г. к 10 годам; умер после 1940"
    found = list(find_dates(text))
    assert [one.date.edtf for one in found] == ["1937-05-05", "1937-06", "1940/.."]
    assert [text[one.start : one.end] for one in found] == ["5 мая 1937 г.", "в июне 1937 г.", "после 1940"]
    assert find_date("ст. 58-10 ч. 1") is None


def test_the_city_after_a_year_is_no_part_of_the_date():
    found = find_date("род. 1903, г. Старый Мост")
    assert (found.date.edtf, found.date.printed) == ("1903", "1903")


@pytest.mark.parametrize("text", ["", "..", "../..", "37", "1937-13-01", "2XXX", "1937-08-32", "x" * 50])
def test_what_is_no_edtf(text):
    assert from_edtf(text) is None


@pytest.mark.parametrize("row", read_table("month_forms") + read_table("date_words"), ids=str)
def test_each_row_of_the_tables_has_its_reason(row):
    assert row["because"]
    assert re.fullmatch(r"[^\W\d_]+", row.get("form") or row["word"])


@given(st.one_of(st.text(max_size=300), st.text(DATE_LETTERS, max_size=60)))
def test_any_text_is_kept_and_never_fails(text):
    read = read_date(text, century=1900)
    assert read is None or read.printed in text
    for found in find_dates(text):
        assert text[found.start : found.end] == found.date.printed
        assert (not found.date.edtf) or from_edtf(found.date.edtf) is not None
    from_edtf(text)


@given(st.dates(date(1850, 1, 1), date(1999, 12, 31)))
def test_every_day_reads_the_same_in_all_forms(one):
    for text in (one.isoformat(), f"{one.day}.{one.month}.{one.year}", f"{one.day:02d}/{one.month:02d}/{one.year}"):
        read = read_date(text)
        assert (read.edtf, read.earliest, read.latest) == (one.isoformat(), one, one)


@pytest.mark.parametrize("piece", ["1", "1937 ", "не ", "5.", "(", "мая ", "с по 1", "1937-", "_", "X", "5 мая 1937 "])
def test_a_long_text_is_read_in_stretches(piece):
    text = piece * (100_000 // len(piece))
    assert all(text[found.start : found.end] == found.date.printed for found in find_dates(text))
    assert read_date(text) is None or not read_date(text).understood


@given(
    st.lists(
        st.sampled_from(["5", "мая", "1937", "г.", "самая", "с/с", "—", "1930-е", "в", "до", "x", "11"]), max_size=60
    )
)
def test_stretches_find_what_the_whole_text_holds(words):
    text = " ".join(words)
    whole = list(find_dates(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "STRETCH", 20)
        assert list(find_dates(text)) == whole
