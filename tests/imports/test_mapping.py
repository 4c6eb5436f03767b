"""Facts about which column becomes which field."""

import csv
from pathlib import Path

import pytest

from imports.mapping import NothingMappedError, WrongProfileError, field_names, map_by_header, with_source_key
from imports.profiles import PROFILES, UnknownProfileError, read_profile
from memorial.errors import UsageError

CASES = Path(__file__).parents[1] / "cases"
FILE = "Списки Примерска 1937.csv"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (("Фамилия", "Имя", "Отчество", "Год рождения"), ["surname", "given_name", "patronymic", "birth_date"]),
        (("№ п/п", "Ф.И.О.", "Место рождения"), ["number", "name", "birth_place"]),
        (("surname", "given_name", "birth_year"), ["surname", "given_name", "birth_date"]),
        (("Full Name", "Date of birth", "Nationality"), ["name", "birth_date", "nationality"]),
        (("Осуждён", "Приговор", "Реабилитирован"), ["sentenced_by", "sentence", "rehabilitation_date"]),
        (("прізвище", "ім'я", "по батькові"), ["surname", "given_name", "patronymic"]),
        (("Nazwisko", "Imię", "Data urodzenia"), ["surname", "given_name", "birth_date"]),
        (("Nachname", "Vorname", "Geburtsort"), ["surname", "given_name", "birth_place"]),
    ],
)
def test_common_headers_are_known(header: tuple[str, ...], fields: list[str]) -> None:
    assert list(map_by_header(header, FILE).columns.values()) == fields


@pytest.mark.parametrize("language", ["ru", "en", "uk", "pl", "de"])
def test_every_column_of_a_plain_list_is_known(language: str) -> None:
    with (CASES / "headers.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["header"]: row["field"] for row in csv.DictReader(file) if row["language"] == language}
    assert len(expected) > 20
    assert map_by_header(tuple(expected), FILE).columns == expected


def test_the_first_of_two_columns_for_one_field_counts() -> None:
    mapping = map_by_header(("Фамилия", "Surname", "Имя"), FILE)
    assert mapping.columns == {"Фамилия": "surname", "Имя": "given_name"}


def test_the_key_of_the_source_comes_from_the_file_name() -> None:
    assert map_by_header(("ФИО",), FILE).source.key == "spiski-primerska-1937"


def test_a_header_without_a_known_name_is_told() -> None:
    with pytest.raises(NothingMappedError, match="give the first row names"):
        map_by_header(("Примеров Пётр", "1900"), FILE)


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_built_in_profiles_are_valid(path: Path) -> None:
    assert set(read_profile(path.stem).columns.values()) <= field_names()


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownProfileError, match="moscow-executed"):
        read_profile("nowhere")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[source", "no valid TOML"),
        ('[source]\nkey="a"', "lacks or misnames"),
        ('[source]\nkey="a"\ntitle="t"\nkind="novel"\ncitation="c"\n[columns]\na="name"', "lacks or misnames"),
        ('[source]\nkey="a"\ntitle="t"\nkind="database"\ncitation="c"\n[columns]\na="shoe_size"', "shoe_size"),
    ],
)
def test_a_wrong_profile_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongProfileError, match=told):
        read_profile(str(path))


def test_a_profile_for_another_file_is_told() -> None:
    with pytest.raises(WrongProfileError, match="expects the column “fio”"):
        read_profile("moscow-executed").check(("Фамилия", "Имя"))


def test_a_source_key_is_plain() -> None:
    mapping = map_by_header(("ФИО",), FILE)
    assert with_source_key(mapping, "primersk-1937").source.key == "primersk-1937"
    with pytest.raises(UsageError, match="cannot be a source key"):
        with_source_key(mapping, "Примерск 1937")
