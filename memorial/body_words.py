"""How is a body written? Printed words in one spelling, as the rules expect them."""

import re
from dataclasses import dataclass
from functools import cache

from memorial.body_repairs import repair
from memorial.expert_tables import read_table

LATIN = str.maketrans("ABEKMHOPCTYXaeopcyxkmtbnё", "АВЕКМНОРСТУХаеорсухкмтвпе")
HAS_LATIN = re.compile(r"[A-Za-z]")
QUOTES = re.compile("[«»\"“”„‟'`’‘]+")
LONGEST = 400  # characters; the longest printed body is half of it


@dataclass(frozen=True, slots=True)
class Spelling:
    """One rule of spelling; it is tried only where one of its letter groups occurs, which makes reading fast."""

    letters: tuple[str, ...]
    pattern: re.Pattern[str]
    replacement: str

    def may_apply(self, lower: str) -> bool:
        """Whether one of the letter groups occurs in this text in small letters."""
        return any(letters in lower for letters in self.letters)


@cache
def _spellings() -> tuple[Spelling, ...]:
    return tuple(
        Spelling(
            tuple(row["letters"].split("|")),
            re.compile(row["pattern"], re.IGNORECASE),
            row["replacement"],
        )
        for row in read_table("body_spellings")
    )


def spell(printed: str) -> str:
    """The same words in one spelling: Cyrillic letters, no quotation marks, compounds taken apart."""
    text = QUOTES.sub(" ", printed[:LONGEST]).replace("ё", "е").replace("Ё", "Е")
    if HAS_LATIN.search(text):
        text = text.translate(LATIN)
    text = repair(" ".join(text.split()))
    lower = text.lower()
    for spelling in _spellings():
        if spelling.may_apply(lower):
            text = spelling.pattern.sub(spelling.replacement, text)
            lower = text.lower()
    return " ".join(text.split())
