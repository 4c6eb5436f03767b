"""Sentencing bodies: the table `cases/bodies.csv`, and what holds for any text."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memorial.bodies import read_body
from memorial.body_authority import body_key, describe_body
from memorial.body_repairs import repair
from memorial.body_words import spell
from memorial.expert_tables import TABLES, read_table
from schema.vocabulary import vocabulary

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "bodies.csv").read_text(encoding="utf-8").splitlines()))
MINE = sorted(
    path.stem for path in TABLES.glob("*.csv") if path.stem.startswith(("body_", "jurisdiction_", "territories"))
)
LABEL = re.compile(r"обв(?:ин\w{0,6})?\s?\.?\s?:", re.IGNORECASE)
LETTERS = 'тройка НКВДОГПУСССР обл. г.край 19375мая обв.:«»"/-ВТС№'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_table(case):
    read = read_body(case["printed"])
    assert {
        "kind": read.kind,
        "jurisdiction": read.jurisdiction or "",
        "date": read.date.edtf if read.date else "",
        "charge": read.charge or "",
        "body": read.body or "",
    } == {name: case[name] for name in ("kind", "jurisdiction", "date", "charge", "body")}


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("тройка УНКВД Саратовской обл. в 1937 г.", "nkvd_troika:saratovskaya-oblast"),
        ("Тройкой при УНКВД по Саратовской области в 1938 г.", "nkvd_troika:saratovskaya-oblast"),
        ("ОСО 5 мая 1941 г.", "special_council:nkvd"),
        ("ОСО 5 мая 1950 г.", "special_council:mgb"),
        ("ОСО при МВД СССР в 1953 г.", "special_council:mvd"),
        ("ОС коллегии ОГПУ ДВК 5 мая 1930 г.", "special_council:ogpu"),
        ("ОСО", "special_council"),
        ("ВК ВС СССР", "military_collegium"),
        ("двойка", "dvoika"),
        ("ВТ 901 армии", "military_tribunal:901-ya-armiya"),
        ("Военным трибуналом 901-й армии", "military_tribunal:901-ya-armiya"),
    ],
)
def test_key_is_one_for_each_body(printed, key):
    assert body_key(read_body(printed)) == key


def test_a_correction_goes_before_the_rules():
    row = read_table("body_corrections")[0]
    read = read_body(f"{row['printed'].upper()} 5 мая 1938 г., обв.: 58-10.")
    assert (read.kind, read.jurisdiction, read.rule) == (row["kind"], row["jurisdiction"], "corrected")
    assert read.date.edtf == "1938-05-05"


def test_authority_record_has_names_and_years_of_life():
    troika = describe_body(read_body("тройка УНКВД Саратовской обл. в 1937 г."))
    assert (troika.name_ru, troika.name_en) == ("Тройка НКВД — Саратовская область", "NKVD troika, Saratovskaya Oblast")
    assert (troika.extrajudicial, troika.active_to) == (True, "1938-11-17")
    assert describe_body(read_body("Курский облсуд")).extrajudicial is False


@pytest.mark.parametrize(("number", "english"), [("1", "1st"), ("12", "12th"), ("52", "52nd"), ("903", "903rd")])
def test_numbered_units_have_english_ordinals(number, english):
    assert describe_body(read_body(f"ВТ {number} армии")).name_en == f"Military tribunal, {english} Army"


def test_every_kind_has_a_life_and_every_rule_a_kind():
    kinds = set(vocabulary("body_kinds"))
    assert {row["kind"] for row in read_table("body_life")} == kinds
    assert {row["kind"] for row in read_table("body_kind_rules")} <= kinds | {"troika"}
    assert {row["kind"] for row in read_table("body_troika_rules")} <= kinds
    assert {row["kind"] for row in read_table("body_corrections")} <= kinds


@pytest.mark.parametrize("name", MINE)
def test_each_row_of_the_tables_has_its_reason(name):
    for row in read_table(name):
        assert row["because"], row
        assert re.compile(row.get("pattern", ""))


def letters_of(text: str) -> Counter[str]:
    """Letters and digits without the label of the charge."""
    return Counter(letter for letter in LABEL.sub(" ", text) if letter.isalnum())


@given(st.one_of(st.text(max_size=400), st.text(LETTERS, max_size=120)))
def test_any_text_is_accounted_for(text):
    read = read_body(text)
    assert read.printed == text
    parts = [read.body or "", read.date.printed if read.date else "", read.charge or ""]
    assert letters_of(text) == sum((letters_of(part) for part in parts), Counter())
    assert read_body(text) == read


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_reading_what_was_read_changes_nothing(case):
    once = read_body(case["printed"])
    dated = f"{once.body or ''} {once.date.printed if once.date else ''}, обв.: {once.charge or ''}"
    twice = read_body(dated)
    assert (twice.kind, twice.jurisdiction, twice.body, twice.charge) == (
        once.kind,
        once.jurisdiction,
        once.body,
        once.charge,
    )
    assert spell(spell(once.body or "")) == spell(once.body or "")


@given(st.text("тройкаприУНКВДпОмсбл.ЧССР -", max_size=40))
def test_words_put_right_stay_right(text):
    assert repair(repair(text)) == repair(text)


@pytest.mark.parametrize("piece", ["тройка ", "1937 ", "обв.:", "НКВД", "(", "5 мая ", " ", "Саратовской обл. ", "."])
def test_a_megabyte_is_read_and_kept(piece):
    text = piece * (1_000_000 // len(piece))
    assert read_body(text).printed == text


@pytest.mark.real_data
def test_real_list_has_few_unread_bodies_and_a_handful_of_special_boards():
    folder = os.environ.get("MEMORIAL_DATA")
    if not folder:
        pytest.skip("MEMORIAL_DATA does not name the folder of real lists")
    with (Path(folder) / "sentenced_by.csv").open(encoding="utf-8", newline="") as file:
        readings = [read_body(row["sentenced_by"]) for row in csv.DictReader(file)]
    unread = sum(reading.kind in ("unknown", "other") for reading in readings)
    assert unread / len(readings) < 0.04
    assert len({body_key(reading) for reading in readings if reading.kind == "special_council"}) <= 6
