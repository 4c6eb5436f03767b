"""The invented memorial book: made by its tables alone, complete, and possible in time."""

import csv
import os
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from imports.demonstration import BOOK, book, columns, csv_text
from imports.demonstration_lives import courts, live, rows_of, tables_of
from imports.demonstration_styles import Printed, glue, in_roman, in_words, paragraph
from imports.profiles import read_profile
from imports.sentence_facts import facts_of_sentence
from memorial.bodies import read_body
from memorial.dates import PartialDate, read_date
from memorial.nationalities import read_nationality
from memorial.sentences import read_sentence
from schema.vocabulary import vocabulary

# What happens to a person, in the order in which it can happen.
ORDER = ("birth_date", "arrest_date", "sentencing_date", "execution_date", "rehabilitation_date")

# Which filled fields show an event of each kind; the rest are told by the penalty.
EVENT_FIELDS = {
    "arrest": "arrest_date",
    "sentence": "sentence",
    "execution": "execution_date",
    "imprisonment": "imprisonment_place",
    "deportation": "deportation_date",
    "special_settlement": "settlement_place",
    "dispossession": "dispossession_date",
    "release": "release_date",
    "death": "death_date",
    "burial": "burial_place",
}
NOT_IN_THE_BOOK = {"changed_sentence"}  # the invented lives end as they were sentenced
EVENT_PENALTIES = {"exile": "exile", "disenfranchisement": "disenfranchisement", "labour_army": "labour_army"}

# First and last year in which each kind of body could sentence.
YEARS_OF_LIFE = {
    "nkvd_troika": (1937, 1938),
    "special_troika": (1938, 1938),
    "militia_troika": (1935, 1938),
    "ogpu_troika": (1922, 1934),
    "dvoika": (1937, 1938),
    "special_council": (1924, 1953),
    "ogpu_collegium": (1922, 1934),
    "cheka": (1917, 1922),
    "military_collegium": (1924, 1991),
    "revolutionary_tribunal": (1917, 1923),
    "transport_court": (1930, 1957),
    "camp_court": (1941, 1954),
    "politburo": (1936, 1950),
}


@pytest.fixture(scope="module")
def entries() -> list[Printed]:
    return book()


def read(entry: Printed, field: str) -> PartialDate | None:
    when = read_date(entry[field]) if entry.get(field) else None
    return when if when and when.edtf else None


def test_the_committed_book_is_what_the_generator_writes():
    assert BOOK.read_text(encoding="utf-8") == csv_text()


def test_the_book_is_large_enough_and_small_enough(entries):
    assert len(entries) >= 300
    assert BOOK.stat().st_size < 1_000_000


def test_the_profile_knows_every_column_and_the_number_of_rows(entries):
    profile = read_profile("demonstration")
    with BOOK.open(encoding="utf-8", newline="") as file:
        header = tuple(next(csv.reader(file)))
    assert header == tuple(profile.columns)
    assert len(profile.columns) == len(columns())
    assert profile.expected == {"rows": len(entries)}
    assert profile.source.key == "demo"
    assert profile.source.invented


def test_every_column_is_used_by_some_entry(entries):
    assert {field for entry in entries for field, value in entry.items() if value} == set(columns())


def test_entries_are_numbered_through_and_in_order_of_volume(entries):
    assert [entry["number"] for entry in entries] == [str(number + 1) for number in range(len(entries))]
    assert all(before["volume"] <= after["volume"] for before, after in pairwise(entries))


@pytest.mark.parametrize("kind", vocabulary("body_kinds"))
def test_every_kind_of_sentencing_body_has_a_court(kind):
    assert kind in {court["kind"] for court in tables_of("courts")["court"]}


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, str, str]]:
    """Each printed court of the drawn lives: its words, the kind that is meant, the kind that is read."""
    glued = [(court["kind"], glue(live(court, printed, chance), chance)) for court, printed, chance in courts()]
    return [(words, meant, read_body(words).kind) for meant, words in glued]


@pytest.mark.parametrize("kind", vocabulary("body_kinds"))
def test_every_kind_of_body_is_read_from_words_of_the_book(readings, kind):
    assert any(meant == found == kind for _, meant, found in readings)


def test_the_courts_are_read_as_the_tables_mean_them(readings):
    wrong = [reading for reading in readings if reading[1] != reading[2]]
    assert len(wrong) <= 0.03 * len(readings), wrong  # the reader answers for 97 % of unseen strings


@pytest.mark.parametrize("kind", YEARS_OF_LIFE)
def test_no_court_sentences_outside_its_years_of_life(kind):
    first, last = YEARS_OF_LIFE[kind]
    for court in tables_of("courts")["court"]:
        if court["kind"] == kind:
            assert first <= court["from"].year <= court["to"].year <= last, court["printed"]


def test_troikas_and_dvoikas_end_on_17_november_1938():
    mass = {"nkvd_troika", "special_troika", "militia_troika", "dvoika"}
    assert all(c["to"] <= date(1938, 11, 17) for c in tables_of("courts")["court"] if c["kind"] in mass)


@pytest.mark.parametrize("row", rows_of("sentences"), ids=lambda row: row["printed"])
def test_each_sentence_is_read_as_the_table_means_it(row):
    for printed in row["printed"].split("/"):
        reading = read_sentence(printed)
        assert reading.penalty == row["penalty"]
        assert str(round(reading.term_months) if reading.term_months else "") == row["months"]


def test_every_penalty_is_printed_in_the_book(entries):
    printed = {read_sentence(entry.get("sentence", "")).penalty for entry in entries}
    assert set(vocabulary("penalties")) <= printed


def test_every_kind_of_event_is_shown(entries):
    shown = {kind for kind, field in EVENT_FIELDS.items() if any(entry.get(field) for entry in entries)}
    penalties = {read_sentence(entry.get("sentence", "")).penalty for entry in entries}
    shown |= {kind for kind, penalty in EVENT_PENALTIES.items() if penalty in penalties}
    shown |= {event.kind for entry in entries for event in facts_of_sentence(entry.get("sentence", ""))}
    assert shown == set(vocabulary("event_kinds")) - NOT_IN_THE_BOOK


def test_every_group_of_peoples_is_here(entries):
    printed = {entry.get("nationality") for entry in entries}
    groups = {people["group"] for people in tables_of("peoples").values() if printed & set(people["forms"].split("/"))}
    wanted = "Slavic Baltic Finnic German Jewish Polish Greek Caucasian Turkic Korean Chinese"
    assert groups == set(wanted.split())


@pytest.mark.parametrize("people", tables_of("peoples"))
def test_each_people_is_known_to_the_reader_of_nationalities(people):
    for form in tables_of("peoples")[people]["forms"].split("/"):
        reading = read_nationality(form)
        assert reading is not None
        assert reading.code == people


def test_each_life_runs_forward(entries):
    for entry in entries:
        days = [day for field in ORDER if (day := read(entry, field))]
        for before, after in combinations(days, 2):
            if before.earliest and after.latest:
                assert before.earliest <= after.latest, entry


def test_each_drawn_life_runs_forward_to_the_day():
    for court, printed, chance in courts():
        life = live(court, printed, chance)
        days = [life[field] for field in ORDER if isinstance(life.get(field), date)]
        assert days == sorted(days), life
        assert court["from"] <= life["sentencing_date"] <= court["to"]
        assert life.get("execution_date", life["sentencing_date"]) <= life.get("told_death_date", date.max)


def test_nobody_is_held_or_mourned_before_the_sentence(entries):
    for entry in entries:
        sentenced = read(entry, "sentencing_date")
        for field in ("death_date", "release_date", "told_death_date"):
            later = read(entry, field)
            if sentenced and later and sentenced.earliest and later.latest:
                assert sentenced.earliest <= later.latest, entry


def test_what_the_family_was_told_differs_from_the_execution(entries):
    told = [entry for entry in entries if entry.get("told_death_date") and entry.get("execution_date")]
    assert len(told) >= 5
    for entry in told:
        executed, said = read(entry, "execution_date"), read(entry, "told_death_date")
        assert executed.latest < said.earliest


def test_households_have_one_head_and_others(entries):
    households: dict[str, list[str]] = {}
    for entry in entries:
        if entry.get("household"):
            households.setdefault(entry["household"], []).append(entry["household_role"])
    assert len(households) >= 10
    for roles in households.values():
        assert len(roles) >= 2
        assert sum(role in ("глава", "муж") for role in roles) == 1


def test_every_wave_of_rehabilitation_is_here(entries):
    years = {day.year for entry in entries if (day := read(entry, "rehabilitation_date"))}
    for first, last in ((1939, 1941), (1954, 1964), (1965, 1986), (1987, 1991), (1992, 2010)):
        assert any(year and first <= year <= last for year in years), (first, last)


def test_some_words_are_there_that_no_rule_can_read(entries):
    unread = [e["arrest_date"] for e in entries if e.get("arrest_date") and not read(e, "arrest_date")]
    assert "30 февраля 1938 г." in unread
    assert len(unread) < 10


def test_volumes_print_days_each_in_their_way():
    assert in_words(date(1937, 5, 5)) == "5 мая 1937 г."
    assert in_roman(date(1937, 5, 5)) == "5.V.1937"


def test_a_paragraph_leaves_out_what_is_not_known():
    words = {"sex": "ж", "birth_date": "1890 г.", "birth_place": "г. Рига", "nationality": "латышка"}
    assert paragraph(words) == "Родилась в 1890 г., г. Рига; латышка;"


@pytest.mark.real_data
def test_nobody_in_the_book_bears_the_full_name_of_a_real_victim(entries):
    folder = os.environ.get("MEMORIAL_DATA")
    if not folder:
        pytest.skip("MEMORIAL_DATA names no folder with the real lists.")
    with (Path(folder) / "moscow_executed.csv").open(encoding="utf-8", newline="") as file:
        real = {_bare(row["fio"]) for row in csv.DictReader(file)}
    full = {_bare(_name(entry)) for entry in entries}
    assert not {name for name in full & real if len(name.split()) == 3}


def _name(entry: Printed) -> str:
    parts = (entry.get(part, "") for part in ("surname", "given_name", "patronymic"))
    return entry.get("name") or " ".join(parts)


def _bare(name: str) -> str:
    return name.casefold().replace("ё", "е").split("(")[0].strip()
