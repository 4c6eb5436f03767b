"""What does every page know? Its words for dates, numbers and codes, and whether invented people are in here."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_babel import format_decimal
from sqlalchemy.exc import SQLAlchemyError

from schema.database import UnusableDatabaseError
from web import words
from web.body_words import body_name
from web.database import reading
from web.dates_in_words import date_in_words, says_more, when_in_words
from web.fate import fate_in_words
from web.holdings import holdings
from web.languages import language
from web.romanised import CYRILLIC_READERS, has_cyrillic, romanised
from web.rule_words import rule_in_words
from web.table_words import said
from web.vocabulary_words import label, term


def prepare(app: Flask) -> None:
    """Give the templates their filters and what the frame of each page needs."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    spoken: dict[str, Callable[..., str | None]] = {
        "date": date_in_words,
        "when": when_in_words,
        "romanised": romanised,
        "label": label,
        "term": term,
        "fate": fate_in_words,
        "said": said,
        "body_name": body_name,
        "rule": rule_in_words,
    }
    app.jinja_env.filters.update({name: _in_readers_language(say) for name, say in spoken.items()})
    app.jinja_env.filters.update(number=format_decimal, says_more=says_more, data_lang=data_lang)
    app.context_processor(_frame)


def data_lang(text: Any) -> str:
    """The language to read a printed text aloud in: Russian where it is Cyrillic, else English or the page's own."""
    words = str(text or "")
    if has_cyrillic(words):
        return "ru"
    return "en" if language() in CYRILLIC_READERS and any(map(str.isalpha, words)) else language()


def _in_readers_language(say: Callable[..., str | None]) -> Callable[..., str | None]:
    return lambda *what: say(*what, language())


def _frame() -> dict[str, Any]:
    return {
        "has_invented": _has_invented(),
        "stage_names": words.STAGES,
        "fact_names": words.FACTS,
        "group_names": words.GROUPS,
        "mode_names": words.MODES,
        "loosened_names": words.LOOSENED,
        "left_out_names": words.LEFT_OUT,
        "company_names": words.COMPANY,
        "contradiction_names": words.CONTRADICTIONS,
    }


def _has_invented() -> bool:
    """A page about a database that is away must still appear."""
    try:
        return holdings(reading()).has_invented
    except (SQLAlchemyError, UnusableDatabaseError):
        return False
