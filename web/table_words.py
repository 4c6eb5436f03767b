"""How does a table say this in the reader's language? Russian and English stand in the table, others in a file each."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TRANSLATIONS = Path(__file__).parent / "translations"
OWN = "en"  # every table has it


def said(words: Mapping[str, str], table: str, language: str) -> str:
    """The words of this table's row in the language; in English where nobody has translated them."""
    return words.get(language) or translated(language).get((table, words[OWN]), words[OWN])


@cache
def translated(language: str) -> dict[tuple[str, str], str]:
    """(Table, English words) → words in this language, from `translations/<language>/tables.csv`."""
    path = TRANSLATIONS / language / "tables.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["english"]): row["words"] for row in csv.DictReader(file)}
