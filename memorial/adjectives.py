"""What is the nominative of an adjective printed in any case? «Саратовской», «Саратовским» → «Саратовская»."""

import re

ENDINGS = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ый|ий|ой|ей|ая|яя|ую|юю|ое|ее|ые|ие|ых|их)$", re.IGNORECASE
)
SOFT = ("верхн", "нижн", "дальн", "средн")  # stems whose endings are soft: верхний, верхняя
HISSING = ("к", "г", "х", "ж", "ш", "щ", "ч")
ENDING = {"m": ("ый", "ий", "ий"), "f": ("ая", "яя", "ая"), "n": ("ое", "ее", "ое")}
ORDINAL = {"m": "й", "f": "я", "n": "е"}
NUMBER = re.compile(r"\d+")


def stem_of(word: str) -> str | None:
    """The stem of an adjective («Саратовск» of «Саратовским»); nothing when the ending is not an adjective's."""
    match = ENDINGS.search(word)
    return word[: match.start()] if match and match.start() > 2 else None


def nominative(stem: str, gender: str) -> str:
    """The nominative of this stem in the gender of the noun it stands with."""
    hard, soft, hissing = ENDING[gender]
    lower = stem.lower()
    if lower.endswith(SOFT):
        return stem + soft
    return stem + (hissing if lower.endswith(HISSING) else hard)


def ordinal(number: str, gender: str) -> str:
    """«25», «25-й», «25-ой» in the nominative of this gender; Roman numbers have no endings."""
    figures = NUMBER.match(number)
    return f"{figures.group()}-{ORDINAL[gender]}" if figures else number


def titled(word: str) -> str:
    """The name with capitals as names have them: «ВОЛОГОДСК» → «Вологодск», «средне-волжск» → «Средне-Волжск»."""
    parts = word.split("-")
    return "-".join(part[:1].upper() + (part[1:].lower() if part.isupper() else part[1:]) for part in parts)
