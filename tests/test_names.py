"""Whose name is it? The archivist's table and what must hold for any text."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memorial.expert_tables import TABLES, read_table
from memorial.names import as_json, read_name

CASES = Path(__file__).parent / "cases" / "names.csv"
PARTS = {"surname", "given_name", "patronymic", "full"}
NAME_LETTERS = st.text(alphabet="АБвгдеён Иович-().,;ФОНа урожд.жеyX\n", max_size=120)
NAME_WORDS = st.lists(
    st.sampled_from(
        "или;/;он же;урожд.;фон;оглы;(;);Кронов;Иван;Иванович;А.;-;,;Ли-Сан-Де;варианты имени:;КРОН".split(";")
    ),
    max_size=12,
)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["printed"] or "empty")
def test_name_is_read_as_the_table_says(row: dict[str, str]) -> None:
    name = read_name(row["printed"])
    expected = tuple(row[part] or None for part in ("surname", "given_name", "patronymic"))
    assert (name.surname, name.given_name, name.patronymic) == expected
    assert "|".join(f"{variant.part}={variant.value}" for variant in name.variants) == row["variants"]


def test_json_has_the_keys_of_the_front_door() -> None:
    reading = as_json(read_name("Кронов (Кронин) Арнольд Фрицевич"))
    assert list(reading) == ["surname", "given_name", "patronymic", "variants"]
    assert reading["variants"] == [{"part": "surname", "value": "Кронин"}]


@given(st.one_of(st.text(max_size=200), NAME_LETTERS, NAME_WORDS.map(" ".join), NAME_WORDS.map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_complaint(text: str) -> None:
    name = read_name(text)
    assert name.printed == text
    assert read_name(text) == name
    assert all(variant.part in PARTS and variant.value for variant in name.variants)


@pytest.mark.parametrize("piece", ["(", ")", "а ", "он же ", "А.", "фон ", "(,", "-"])
def test_a_megabyte_is_read_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert read_name(text).printed == text


@pytest.mark.parametrize("table", sorted(path.stem for path in TABLES.glob("name_*.csv")))
def test_every_row_of_a_table_says_why(table: str) -> None:
    rows_of_table = read_table(table)
    assert rows_of_table
    assert all(row["because"] for row in rows_of_table)
    first = [tuple(row.values())[:2] for row in rows_of_table]
    assert len(set(first)) == len(first)


@pytest.mark.real_data
def test_every_real_name_has_a_surname() -> None:
    folder = os.environ.get("MEMORIAL_DATA")
    if not folder:
        pytest.skip("MEMORIAL_DATA is not set: the real list is not here")
    with (Path(folder) / "moscow_executed.csv").open(encoding="utf-8", newline="") as file:
        names = [read_name(row["fio"]) for row in csv.DictReader(file)]
    assert all(name.surname for name in names)
    assert sum(name.patronymic is None for name in names) < 0.02 * len(names)
