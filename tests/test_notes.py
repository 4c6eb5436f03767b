"""What does a whole printed entry say? The archivist's table and what must hold for any entry."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memorial.expert_tables import TABLES, read_table
from memorial.notes import KEYS, as_json, read_note

CASES = Path(__file__).parent / "cases" / "notes.csv"
LABELLED = [
    "Родился в 1888 г., Кронская губ., д. Ломы; русский;  образование начальное; б/п;",
    "столяр артели.",
    "Проживал: г. Кронск.",
    "Арестован  3 ноября 1937 г. Веттерский РО НКВД.",
    "Приговорен: тройка при УНКВД 12 декабря 1937 г., обв.: по ст. 58-10 УК РСФСР..",
    "Приговор: ВМН.",
    "Расстрелян 20 декабря 1937 г.",
    "Место захоронения - г. Кронск.",
    "Реабилитирован 31 мая 1989 г. Прокуратура Кронской обл.",
    "(варианты фамилии: Кронин)",
]
WORDS = st.sampled_from(
    "Родился;в 1900 г.;Арестован;5.05.1937;осужден;к ВМН;Приговор:;обв.:;русский;член ВКП(б);Умер;г. Кронск;кузнец;"
    ",;.;\n;(;);НКВД;Проживал:;Реабилитирован;–;#;В 1931 г. выслан;Семья раскулачена;Адрес:".split(";")
)


@cache
def rows() -> list[tuple[str, str, str]]:
    found = []
    note = ""
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            note = note if row["note"] == "=" else row["note"]
            found.append((note, row["key"], row["expected"]))
    return found


@pytest.mark.parametrize(("note", "key", "expected"), rows(), ids=lambda value: value[:25] or "none")
def test_note_is_read_as_the_table_says(note: str, key: str, expected: str) -> None:
    value = as_json(read_note(note))[key]
    shown = "|".join(value) if isinstance(value, list) else "" if value is None else str(value)
    assert shown == expected


def test_json_has_the_keys_of_the_front_door() -> None:
    assert list(as_json(read_note(""))) == list(KEYS)
    assert all(value is None for value in as_json(read_note("")).values())


@given(st.permutations(LABELLED))
@settings(max_examples=60, deadline=None)
def test_order_of_the_lines_does_not_matter(lines: list[str]) -> None:
    assert as_json(read_note("\n".join(lines))) == as_json(read_note("\n".join(LABELLED)))


@given(st.permutations([line for line in LABELLED if line[0].isupper() and not line.startswith("Родился")]))
@settings(max_examples=30, deadline=None)
def test_lines_glued_together_are_parted(lines: list[str]) -> None:
    glued, parted = as_json(read_note(" ".join(lines))), as_json(read_note("\n".join(lines)))
    assert glued == parted


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=25).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_no_word_vanishes(text: str) -> None:
    reading = read_note(text)
    missing = words_of(text) - words_of(everything(text)) - label_words()
    assert not missing
    assert read_note(text) == reading


def everything(text: str) -> str:
    """All printed words that the reading kept, with those of its dates and sentence."""
    reading = read_note(text)
    dates = [getattr(reading, name) for name in KEYS if name.endswith("_date")]
    values = [str(value) for value in as_json(reading).values() if value]
    return " ".join([*values, *(date.printed for date in dates if date), *(one.printed for one in reading.later)])


def words_of(text: str) -> set[str]:
    """Letters and figures apart: a date glued to a word is a date of its own."""
    return set(re.findall(r"\d+|[^\W\d]+", text.lower()))


@cache
def label_words() -> set[str]:
    """The words of the labels themselves, and the small words between a label and its fact."""
    small = "в на г р от во с по года году год род родился обв осужден умер приговор адрес"
    return words_of(" ".join(LABELLED)) | set(small.split())


@pytest.mark.parametrize("table", sorted(path.stem for path in TABLES.glob("note_*.csv")))
def test_every_row_of_a_table_is_a_pattern_with_a_reason(table: str) -> None:
    for row in read_table(table):
        assert re.compile(row["pattern"]).groups == 0
        assert row["because"]


@pytest.mark.parametrize(
    "piece",
    ["Родился в ", "обв.: ", "а, ", "; ", "( ", "1937 ", "Приговор: ", "член ", ". ", "образование; ", "\n", "- "],
)
def test_a_megabyte_is_read_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert read_note(text).printed == text


@pytest.mark.parametrize("word", ["а", "1", "(1", " ", "НКВД"])
@pytest.mark.parametrize("label", ["Арестован ", "Арестован 05.05.1937 (", "Реабилитирован ", "Умер "])
def test_a_word_without_an_end_hangs_no_reader(label: str, word: str) -> None:
    printed = label + word * 50_000
    assert read_note(printed).printed == printed
