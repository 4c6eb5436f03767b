"""In which code page are these bytes? The one whose letters stand beside each other as in names and words."""

import csv
import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from memorial.letter_pairs import RARE, pairs

# Pages that lists of our countries come in; of two that read the bytes alike the first one is named.
CYRILLIC = ("cp1251", "koi8-r", "cp866", "koi8-u", "cp1125", "iso8859-5", "mac-cyrillic")
LATIN = ("cp1257", "cp1250", "iso8859-2", "iso8859-13", "cp852", "cp775", "iso8859-4", "cp1252", "iso8859-15")

# Bytes that are weighed: twenty rows of names are enough, some thousand rows make no guess better.
BYTES_WEIGHED = 12_000

# Nats between the best reading and the next one that reads differently, from which a guess is sure. Of 4,050 lists
# of 3 to 20 rows drawn from tests/cases/encoding_names.csv the 47 wrong guesses stay below 27; of
# 13,824 lists of 3 to 200 rows drawn later from encoding_names_unseen.csv one of 106 wrong guesses was above: see
# `_doubtful`.
SURE = 30.0

_CYRILLIC_WORD = re.compile("[Ѐ-ӿ]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset("№«»—–…°§„“”’‘•\u00a0-")
# Letters that Ukrainian and Belarusian have beside the Russian ones, as names in Russian letters have them.
_AS_RUSSIAN = str.maketrans("ёіїєґў’", "ееиегу ") | str.maketrans("і", "и")
_STRANGE = 2 * RARE


def guess_code_page(sample: bytes, pages: tuple[str, ...] = (*CYRILLIC, *LATIN)) -> tuple[str, bool]:
    """The likeliest of these code pages, and whether no other one comes near."""
    weighed = _telling_lines(sample)
    readings: dict[str, tuple[float, str]] = {}
    for page in pages:
        text = weighed.decode(page, errors="replace")
        if text not in readings:
            readings[text] = (_price(text, page in CYRILLIC), page)
    (best, page), *others = sorted(readings.values(), key=lambda found: found[0])
    return page, not _doubtful(weighed, page) and (not others or others[0][0] - best >= SURE)


def _doubtful(sample: bytes, page: str) -> bool:
    """cp866 has the Belarusian ў but not the і without which nobody writes Belarusian: in cp1125 that byte is і."""
    return page == "cp866" and "ў" in sample.decode(page, errors="replace").lower()


def _telling_lines(sample: bytes) -> bytes:
    """The lines that have letters beyond ASCII, as many as are weighed."""
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:BYTES_WEIGHED]


def _price(text: str, is_cyrillic: bool) -> float:
    """How surprising the text is, in nats."""  # a control or box letter, or «пЕТР», is worth two rare pairs
    strange = sum(not (c.isalpha() or c in _SIGNS) for c in text if c > "\x7f") * _STRANGE
    words = _WORD.findall(text)
    odd = sum(_STRANGE for word in words for a, b in pairwise(word) if a.islower() and b.isupper())
    if is_cyrillic:
        return strange + odd + sum(map(_cyrillic_price, words))
    return strange + odd + min(_latin_price(words, prices) for prices in _letters().values())


def _cyrillic_price(word: str) -> float:
    """The price of a word's pairs of letters; a word that mixes alphabets is strange in each Cyrillic letter."""
    if word.isascii():
        return 0.0
    if not _CYRILLIC_WORD.fullmatch(word):
        return _STRANGE * sum(not c.isascii() for c in word)
    plain, known = word.lower().translate(_AS_RUSSIAN), pairs("cyrillic")
    return sum(known.get(a + b, RARE) for a, b in pairwise(f"^{plain}$")) * len(word) / (len(word) + 1)


def _latin_price(words: list[str], prices: dict[str, float]) -> float:
    """The price of the letters beyond ASCII in one language."""
    return sum(prices.get(c, _STRANGE) for word in words for c in word.lower() if c > "\x7f")


@cache
def _letters() -> dict[str, dict[str, float]]:
    """Language → letter → price: how rare it is among the language's own letters."""
    found = {}
    with Path(__file__).with_name("language_letters.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts = row["letters"].split()
            weights = {letter: int(weight) for letter, weight in zip(parts[::2], parts[1::2], strict=True)}
            whole = sum(weights.values())
            found[row["language"]] = {letter: math.log(whole / weight) for letter, weight in weights.items()}
    return found
