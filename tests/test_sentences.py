"""What was the sentence? The archivist's table and what must hold for any text."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memorial.expert_tables import read_table
from memorial.sentences import read_sentence
from schema.vocabulary import vocabulary

CASES = Path(__file__).parent / "cases" / "sentences.csv"
LETTERS = st.text(alphabet="абвг 10лет ИТЛ ВМН ссылки п/п,.-:годазамен", max_size=150)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["printed"] or "empty")
def test_sentence_is_read_as_the_table_says(row: dict[str, str]) -> None:
    reading = read_sentence(row["printed"])
    assert reading.penalty == (row["penalty"] or None)
    assert reading.term_years == (float(row["term_years"]) if row["term_years"] else None)
    assert "|".join(one.penalty for one in reading.additional) == row["additional"]
    assert reading.suspended == (row["suspended"] == "yes")
    assert "|".join(change.kind for change in reading.later) == row["later"]


def test_a_whole_number_of_years_is_whole() -> None:
    assert repr(read_sentence("10 лет ИТЛ").term_years) == "10"


def test_a_commuted_sentence_keeps_what_replaced_it() -> None:
    change = read_sentence("ВМН, замененная на 10 лет ИТЛ").later[0]
    assert (change.kind, change.penalty, change.term_months) == ("commuted", "camp", 120)


def test_what_was_added_keeps_its_words_and_term() -> None:
    added = read_sentence("10 лет ИТЛ, 5 лет поражения в правах, конфискация имущества").additional
    assert [(one.penalty, one.printed, one.term_months) for one in added] == [
        ("disenfranchisement", "5 лет поражения в правах", 60),
        ("fine_or_confiscation", "конфискация имущества", None),
    ]
    after = read_sentence("7 лет с поражением в правах на 3 года").additional[0]
    assert (after.printed, after.term_months) == ("поражением в правах на 3 года", 36)


def test_place_is_the_printed_place() -> None:
    assert read_sentence("к 3 годам ссылки в Северный край").place == "Северный край"
    assert read_sentence("спецпоселение - г. Кронск до 10.09.1954").place == "г. Кронск"
    assert read_sentence("10 лет ИТЛ, отбыв.: Севкронлаг, освоб. 1947").place == "Севкронлаг"


@pytest.mark.parametrize(
    ("table", "codes"), [("sentence_penalties", {*vocabulary("penalties"), "none", "bail"}), ("sentence_changes", None)]
)
def test_every_row_of_a_table_is_a_pattern_with_a_reason(table: str, codes: set[str] | None) -> None:
    for row in read_table(table):
        assert re.compile(row["pattern"]).groups == 0
        assert row["because"]
        assert codes is None or row["penalty"] in codes


@given(st.one_of(st.text(max_size=200), LETTERS))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_complaint(text: str) -> None:
    reading = read_sentence(text)
    assert reading.printed == text.strip()
    assert reading.penalty is None or reading.penalty in vocabulary("penalties")
    assert reading.term_months is None or reading.term_months > 0


@pytest.mark.parametrize("piece", ["10 лет ", "п", "на спец ", "выслан ", "5, ", "лиш ", "заменен ", "в А, "])
def test_a_megabyte_is_read_and_kept(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert read_sentence(text).printed == text.strip()
