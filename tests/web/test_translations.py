"""Is every message said in every language? The catalogues against the code and the templates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from web.languages import LANGUAGES

WEB = Path(__file__).parents[2] / "web"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
OWN_WORDS = "en"  # the language of the messages in the code


def messages() -> Iterator[str | tuple[str, ...]]:
    with (WEB / "translations" / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for _, _, message, _, _ in extract_from_dir(WEB, mapping, options, keywords=KEYWORDS):
        yield message


def catalogue(language: str) -> Catalog:
    with (WEB / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {OWN_WORDS}))
def test_no_message_is_missing(language: str) -> None:
    translated = catalogue(language)
    for message in messages():
        found = translated.get(message[0] if isinstance(message, tuple) else message)
        assert found is not None, message
        assert not found.fuzzy, message
        strings = found.string if isinstance(found.string, tuple) else (found.string,)
        assert all(strings) and len(strings) == (translated.num_plurals if found.pluralizable else 1), message
        assert not list(found.check(translated)), message


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {OWN_WORDS}))
def test_no_message_is_left_over(language: str) -> None:
    known = {message[0] if isinstance(message, tuple) else message for message in messages()}
    left = [message.id for message in catalogue(language) if message.id]
    assert {one[0] if isinstance(one, tuple) else one for one in left} <= known
