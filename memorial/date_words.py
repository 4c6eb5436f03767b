"""What is each word of a date? Digits, months and small words as one letter each, so that a grammar can read them."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from memorial.expert_tables import read_table

# One letter per kind of token: a grammar over these letters stays short and runs in linear time.
LETTERS = {
    "year_word": "g", "in": "w", "about": "a", "perhaps": "q", "until": "b", "to": "p", "from": "s", "after": "f",
    "not": "n", "earlier": "r", "later": "l", "or": "o", "between": "z", "and": "i", "day_word": "k", "spring": "e",
    "summer": "e", "autumn": "e", "winter": "e", "part": "h", "half": "h", "night": "N", "onto": "O", "by": "B",
    "style": "t", "old": "u", "new": "y",
    "other": "d", "data": "j", "style_name": "v",
}  # fmt: skip
SEASON_MONTHS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
LATIN_LOOKALIKES = str.maketrans("aceopxykmtbhr", "асеорхукмтвнг")
ROMAN_LOOKALIKES = str.maketrans("ХІУ1l", "XIVII")
TOKEN = re.compile(
    r"(?P<decade>\d{3}0\s?[-–—]?\s?(?:х|е|ые|ых|x|e)\b)|(?P<short_decade>\d0\s?[-–—]\s?(?:х|е|ые|ых)\b(?=\s?г))|(?P<other>с/с\b)|(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<blank>_+)"
    r"|(?P<space>\s+)|(?P<mark>.)",
    re.DOTALL | re.IGNORECASE,
)
DECADES = {"decade": ("C", 4), "short_decade": ("c", 2)}  # the letter, and how many digits tell it
LONGEST = 24  # letters; no word of a date is longer
DASHES = frozenset("-–—−‐‑")
MARKS = frozenset(".,/():~?")


class Token(NamedTuple):
    """One word of the text: its letter in the grammar, its value and where it stands."""

    letter: str
    value: int
    start: int
    end: int


@cache
def _words() -> dict[str, tuple[str, int]]:
    words = {row["word"]: (LETTERS[row["role"]], SEASON_MONTHS.get(row["role"], 0)) for row in read_table("date_words")}
    words.update((row["form"], ("M", int(row["month"]))) for row in read_table("month_forms"))
    return words


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Every token but the spaces, in order, of the whole text or from `start` to `end`."""
    matches = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [
        Token(*_read(match.lastgroup or "", match[0][:LONGEST]), match.start(), match.end())
        for match in matches
        if match.lastgroup != "space"
    ]


@lru_cache(maxsize=4096)
def _read(group: str, text: str) -> tuple[str, int]:
    if group == "number":
        return _number(text)
    if group == "word":
        return _words().get(text.lower()) or _roman(text) or _mixed(text)
    if group in DECADES:
        letter, digits = DECADES[group]
        return letter, int(text[:digits])
    if group == "mark":
        return ("-" if text in DASHES else text if text in MARKS else "x"), 0
    return ("U" if group == "blank" else "x"), 0  # «с/с 5 мая»: сельсовет, not «с 5 мая»


def _number(text: str) -> tuple[str, int]:
    if len(text) <= 2:
        return ("U" if int(text) == 0 else "D"), int(text)
    if len(text) == 4 and 1000 <= int(text) < 2100:
        return "Y", int(text)
    return "x", 0


def _roman(text: str) -> tuple[str, int] | None:
    number = ROMAN.get(text.upper().translate(ROMAN_LOOKALIKES), 0) if len(text) <= 4 else 0
    return ("R", number) if number else None


def _mixed(text: str) -> tuple[str, int]:
    """A word in which Latin letters stand for Cyrillic ones («aвгуста»)."""
    return _words().get(text.lower().translate(LATIN_LOOKALIKES), ("x", 0))
