"""What is a sentencing body called? In the reader's language; its territory keeps its Russian name."""

from web.romanised import romanised
from web.table_words import said

TABLE = "body_life"
IN_RUSSIAN, IN_ENGLISH = " — ", ", "  # what stands between the kind of body and its territory


def body_name(russian: str, english: str, language: str) -> str:
    """«Тройка НКВД — Саратовская область» → «Trójka NKWD — Saratowskaja obłast»."""
    own = {"ru": russian, "en": english}.get(language)
    if own:
        return own
    _, _, territory = russian.partition(IN_RUSSIAN)
    kind = english.partition(IN_ENGLISH)[0] if territory else english
    words = said({"en": kind}, TABLE, language)
    return f"{words}{IN_RUSSIAN}{romanised(territory, language) or territory}" if territory else words
