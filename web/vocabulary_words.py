"""What does a code of ours mean to a reader? Labels of the vocabularies, and terms in years and months."""

from babel.units import format_unit

from schema.vocabulary import vocabulary
from web.table_words import said

MONTHS_IN_YEAR = 12


def label(code: str | None, vocabulary_name: str, language: str) -> str | None:
    """The word of a vocabulary for this code; a code that it does not hold is shown as it is."""
    if not code:
        return None
    known = vocabulary(vocabulary_name).get(code)
    return said({"ru": known.ru, "en": known.en}, vocabulary_name, language) if known else code


def term(months: int | None, language: str) -> str | None:
    """A term in years and months: «10 лет», «1 год 6 месяцев»."""
    if not months:
        return None
    years, rest = divmod(months, MONTHS_IN_YEAR)
    parts = [(years, "duration-year"), (rest, "duration-month")]
    return " ".join(format_unit(amount, unit, locale=language) for amount, unit in parts if amount)
