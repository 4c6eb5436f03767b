import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.dates_in_words import date_in_words, says_more, when_in_words
from web.languages import LANGUAGES

CASES = Path(__file__).parents[1] / "cases" / "dates_in_words.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['edtf']} {case['language']}")
def test_a_date_is_said_as_precisely_as_it_is_known(case: dict[str, str]) -> None:
    assert (date_in_words(case["edtf"], case["language"]) or "") == case["name"]
    assert (when_in_words(case["edtf"], case["language"]) or "") == case["when"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_site_says_dates_in_its_own_words(language: str) -> None:
    assert {case["language"] for case in cases()} >= {language}
    assert language == "en" or date_in_words("1937-05", language) != date_in_words("1937-05", "en")


@pytest.mark.parametrize(
    ("printed", "edtf", "more"),
    [
        ("05.08.1937", "1937-08-05", False),
        ("1937 г.", "1937", False),
        ("08.1937", "1937-08", False),
        ("5 августа 1937 г.", "1937-08-05", False),
        ("в марте 1942 г.", "1942-03", False),
        ("25 сентября 1937 г", "1937-09-25", False),
        ("март 1942", "1942-03", False),
        ("1937-08-05", "1937-08-05", False),
        ("5 авг. 1937", "1937-08-05", True),
        ("05.08.37", "1937-08-05", True),
        ("ок. 1890", "1890~", True),
        ("32.13.1937", None, True),
        (None, "1937", False),
    ],
)
def test_the_printed_date_is_shown_where_it_says_more(printed: str | None, edtf: str | None, more: bool) -> None:
    assert says_more(printed, edtf) is more


def test_a_language_without_a_section_speaks_english() -> None:
    assert when_in_words("1937-05", "fi") == "in May 1937"


@given(st.text(alphabet="0123456789X-/.~?% а", max_size=30) | st.text() | st.none())
def test_any_text_gets_an_answer(text: str | None) -> None:
    assert date_in_words(text, "ru") != ""
    assert when_in_words(text, "en") != ""
