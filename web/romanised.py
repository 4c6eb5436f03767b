"""How is this name read by people who do not read Cyrillic? One plain Latin spelling under the printed one."""

import csv
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "romanisation.csv"
CYRILLIC = re.compile(r"[\u0400-\u052f]")
VOWELS_AND_SIGNS = "аеёиоуыэюяьъ"

# Languages whose readers read Cyrillic need no Latin line under a name.
CYRILLIC_READERS = frozenset({"ru", "uk", "be", "bg", "sr"})


def romanised(name: str | None, language: str) -> str | None:
    """The name in Latin letters, or nothing where it is not needed."""
    if not name or language in CYRILLIC_READERS or not has_cyrillic(name):
        return None
    return _pattern().sub(_latin, name)


def has_cyrillic(text: str | None) -> bool:
    """Whether the text holds Cyrillic letters."""
    return CYRILLIC.search(text or "") is not None


@cache
def _table() -> dict[tuple[str, str], str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["printed"], row["position"]): row["latin"] for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern[str]:
    endings = "|".join(printed for printed, position in _table() if position == "end")
    letters = "".join(printed for printed, position in _table() if position == "any")
    return re.compile(rf"(?P<end>{endings})\b|(?P<letter>[{letters}])", re.IGNORECASE)


def _latin(match: re.Match[str]) -> str:
    printed = match[0].lower()
    if match["end"]:
        latin = _table()[printed, "end"]
    else:
        before = match.string[match.start() - 1 : match.start()].lower()
        position = "start" if not before.isalpha() else "after_vowel" if before in VOWELS_AND_SIGNS else "any"
        latin = _table().get((printed, position), _table()[printed, "any"])
    return _as_capital(latin, match)


def _as_capital(latin: str, match: re.Match[str]) -> str:
    """Capitals as printed: «Щукин» is Shchukin, «ЩУКИН» SHCHUKIN."""
    if not match[0][0].isupper():
        return latin
    neighbours = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    all_capitals = any(map(str.isupper, neighbours)) and not any(map(str.islower, neighbours))
    return latin.upper() if all_capitals else latin.capitalize()
