import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.languages import LANGUAGES
from web.romanised import CYRILLIC_READERS, TABLES, has_cyrillic, romanised


@pytest.mark.parametrize(
    ("printed", "latin"),
    [
        ("Вишневский Ян Казимирович", "Vishnevsky Yan Kazimirovich"),
        ("ЩУКИН Ефим", "SHCHUKIN Yefim"),
        ("Алексеева Елена Юрьевна", "Alekseyeva Yelena Yuryevna"),
        ("Лаврентьев-Ёлкин (Белый)", "Lavrentyev-Yolkin (Bely)"),
        ("Ш.А. Щи", "Sh.A. Shchi"),
    ],
)
def test_english_readers_see_latin_letters(printed: str, latin: str) -> None:
    assert romanised(printed, "en") == latin


@pytest.mark.parametrize(
    ("printed", "polish", "german"),
    [
        ("Вишневский Ян Казимирович", "Wiszniewski Jan Kazimirowicz", "Wischnewski Jan Kasimirowitsch"),
        ("ЩУКИН Ефим", "SZCZUKIN Jefim", "SCHTSCHUKIN Jefim"),
        ("Журавлёв Максим", "Żurawlow Maksim", "Schurawljow Maxim"),
        ("Тарасова Ульяна Юрьевна", "Tarasowa Uljana Jurjewna", "Tarassowa Uljana Jurjewna"),
        ("Горький Юрий", "Gorki Jurij", "Gorki Juri"),
        ("Цыганов Арсений", "Cyganow Arsienij", "Zyganow Arseni"),
        ("Казань", "Kazań", "Kasan"),
        ("Белый", "Bieły", "Bely"),
    ],
)
def test_polish_and_german_readers_see_their_own_spelling(printed: str, polish: str, german: str) -> None:
    assert (romanised(printed, "pl"), romanised(printed, "de")) == (polish, german)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - CYRILLIC_READERS))
@given(name=st.text(alphabet="АБВабвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўѣѳ -.()", max_size=40))
def test_no_cyrillic_letter_is_left(language: str, name: str) -> None:
    assert not has_cyrillic(romanised(name, language))


def test_a_language_without_a_table_reads_english_letters() -> None:
    assert romanised("Вишневский", "fi") == "Vishnevsky"


def test_every_rule_says_why() -> None:
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert all(row["because"] for row in csv.DictReader(file)), path


def test_nothing_is_added_where_it_is_not_needed() -> None:
    assert romanised("Вишневский", "ru") is None
    assert romanised("Wiśniewski", "en") is None
    assert romanised(None, "en") is None
