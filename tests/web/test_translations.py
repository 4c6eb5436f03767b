"""Is every message said in every language? The catalogues against the code and the templates."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from memorial import expert_tables
from schema import vocabulary
from web.languages import LANGUAGES
from web.table_words import translated

WEB = Path(__file__).parents[2] / "web"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
OWN_WORDS = "en"  # the language of the messages in the code
FOREIGN = sorted(set(LANGUAGES) - {OWN_WORDS})
IN_FILES = sorted(set(FOREIGN) - {"ru"})  # Russian and English stand in the tables themselves
TABLES = [*Path(vocabulary.__file__).parent.glob("vocabularies/*.csv"), *expert_tables.TABLES.glob("*.csv")]
FIELD = re.compile(r"{[a-z]+}")
# What no word of the language holds, outside of examples in quotes and of names like «Крон».
STRANGE_LETTERS = {
    "ru": re.compile("[іїєґ]"),
    "uk": re.compile("[ыэёъ]"),
    "pl": re.compile("[а-яё]", re.IGNORECASE),
    "de": re.compile("[а-яё]", re.IGNORECASE),
}
QUOTED = re.compile("«[^»]*»|Крон|СВЭ|ГОСТ|ПермГАСПИ|ТЦДНИ|ГАОПИВО|Э")
SHOWN_COLUMNS = ("en", "text_en", "what_en", "name_en")


def messages() -> Iterator[str | tuple[str, ...]]:
    with (WEB / "translations" / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for _, _, message, _, _ in extract_from_dir(WEB, mapping, options, keywords=KEYWORDS):
        yield message


def catalogue(language: str) -> Catalog:
    with (WEB / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", FOREIGN)
def test_no_message_is_missing(language: str) -> None:
    translated = catalogue(language)
    for message in messages():
        found = translated.get(message[0] if isinstance(message, tuple) else message)
        assert found is not None, message
        assert not found.fuzzy, message
        strings = found.string if isinstance(found.string, tuple) else (found.string,)
        assert all(strings) and len(strings) == (translated.num_plurals if found.pluralizable else 1), message
        assert not list(found.check(translated)), message


@pytest.mark.parametrize("language", FOREIGN)
def test_no_message_is_left_over(language: str) -> None:
    known = {message[0] if isinstance(message, tuple) else message for message in messages()}
    left = [message.id for message in catalogue(language) if message.id]
    assert {one[0] if isinstance(one, tuple) else one for one in left} <= known


def words_of_tables() -> set[tuple[str, str]]:
    """(Table, English words) of everything that a page shows from a table."""
    found = set()
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            found |= {(path.stem, row[name]) for row in csv.DictReader(file) for name in SHOWN_COLUMNS if row.get(name)}
    return found


@pytest.mark.parametrize("language", IN_FILES)
def test_no_word_of_a_table_is_missing(language: str) -> None:
    words = translated(language)
    assert words_of_tables() - set(words) == set()
    for (table, english), own in words.items():
        assert own.strip(), (table, english)
        assert sorted(FIELD.findall(own)) == sorted(FIELD.findall(english)), (table, english)


@pytest.mark.parametrize("language", FOREIGN)
def test_each_language_is_written_in_its_own_letters(language: str) -> None:
    """A word left in another language by mistake is found by its letters."""
    sentences = [text for message in catalogue(language) if message.id for text in as_tuple(message.string)]
    sentences += translated(language).values()
    strange = STRANGE_LETTERS[language]
    assert [text for text in sentences if strange.search(QUOTED.sub("", text))] == []


def as_tuple(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)
