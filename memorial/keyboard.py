"""Was it typed on the wrong keyboard layout? «Rhjy» is «Крон» on a Russian keyboard set to English."""

import re
from functools import cache

from memorial.letter_pairs import surprise
from memorial.orthography import alphabet_of, read_table, unify

# How much more name-like, in nats a letter, the other layout must be.
# 1.2: below it «N. K. Iudin» and the like would be turned; above it no query typed on the right layout stands.
SURELY, PERHAPS = 1.2, 0.0
SHORTEST = 2  # single letters tell nothing
STOP_OF_INITIAL = re.compile(r"(?:(?<=^\S)|(?<=\s\S))\.(?=\s|$)")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)  # who writes in both alphabets has both layouts at hand


@cache
def layout() -> dict[int, str]:
    """Key by key: what a Russian keyboard would have written."""
    return str.maketrans({row["typed"]: row["meant"] for row in read_table("keyboard_layout")})


def retyped(text: str) -> str:
    """The text as the same keys write it on a Russian keyboard; the full stop of an initial stays one."""
    stops = {found.start() for found in STOP_OF_INITIAL.finditer(text)}
    return "".join(sign if place in stops else sign.translate(layout()) for place, sign in enumerate(text))


def advantage(text: str) -> float:
    """How much more name-like the retyped text is, in nats a letter; negative when it is less."""
    if CYRILLIC.search(text) or alphabet_of(text) != "latin":
        return -1.0
    typed, meant = long_words(text), long_words(retyped(text))
    letters = sum(len(word) + 1 for word in typed)
    if not letters:
        return -1.0
    before = sum(surprise(word, "latin") for word in typed)
    return (before - sum(surprise(word, "cyrillic") for word in meant)) / letters


def long_words(text: str) -> list[str]:
    """The unified words but initials, which tell nothing."""
    return [word for word in map(plain, unify(text).split()) if len(word) >= SHORTEST]


def plain(word: str) -> str:
    """The word without a full stop or comma at its end, which belongs to the sentence."""
    return re.sub(r"[.,;]$", "", word)
