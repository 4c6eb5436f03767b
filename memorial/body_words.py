"""How is a body written? Printed words in one spelling, as the rules expect them."""

import re
from functools import cache

from memorial.expert_tables import read_table

LATIN = str.maketrans("ABEKMHOPCTYXaeopcyxkmtbnё", "АВЕКМНОРСТУХаеорсухкмтвпе")
HAS_LATIN = re.compile(r"[A-Za-z]")
QUOTES = re.compile("[«»\"“”„‟'`’‘]+")
SPACES = re.compile(r"\s+")
LONGEST = 400  # characters; the longest printed body is half of it


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["replacement"]) for row in read_table("body_spellings")
    )


def spell(printed: str) -> str:
    """The same words in one spelling: Cyrillic letters, no quotation marks, compounds taken apart."""
    text = QUOTES.sub(" ", printed[:LONGEST]).replace("ё", "е").replace("Ё", "Е")
    if HAS_LATIN.search(text):
        text = text.translate(LATIN)
    text = SPACES.sub(" ", text).strip()
    for pattern, replacement in _spellings():
        text = pattern.sub(replacement, text)
    return SPACES.sub(" ", text).strip()
