"""Where do spellings meet? The skeleton of a name and the keys under which it is found.

A *skeleton* is a name in Cyrillic letters with everything left out that languages write differently: softness, the yod,
doubled letters, the difference between и, ы and й. The *consonants* are looser still: no vowels, voiced as unvoiced.
Keys are numbers: the skeleton's beginning with none, one or two letters left out (two names that differ by two letters
then share a key), and the consonants whole and with one left out.
"""

import re
from functools import lru_cache
from itertools import combinations
from zlib import crc32

RULES = "1"  # raise it when the keys change: an index made with other rules must be rebuilt

BEGINNING = 8  # letters of the skeleton that count; endings differ by language and gender anyway
SHORT = 5  # a skeleton this short leaves out one letter only
LONG_CONSONANTS = 5  # from this many consonants on, one may be left out

_PAIRS = (
    ("дж", "ж"), ("дз", "з"), ("тс", "ц"), ("дс", "ц"), ("тц", "ц"), ("сч", "ш"), ("шч", "ш"), ("зч", "ш"), ("тч", "ч"),
    ("йо", "е"), ("ьо", "е"), ("ио", "е"), ("ия", "а"), ("ья", "а"), ("йа", "а"), ("иа", "а"), ("ью", "у"), ("йу", "у"),
    ("иу", "у"), ("ию", "у"), ("йе", "е"), ("ие", "е"), ("ье", "е"), ("кх", "х"), ("пх", "ф"),
)  # fmt: skip
_JOINED = dict(_PAIRS)
_PAIR = re.compile("|".join(pair for pair, _ in _PAIRS))
_SKELETON = str.maketrans(
    "эёыйіїщяюґўєѣѳѵћђј", "ееиииишаугвеефижжи", "ьъ'- ’.,"
)  # fmt: skip
_CONSONANTS = str.maketrans("бдгвзжшчк", "птхфсссцк", "аеиоуэыяюйь")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=131_072)
def skeleton(text: str) -> str:
    """What stays of a Cyrillic name whoever writes it: «Эйхгорнъ» → «еихгорн»."""
    joined = _PAIR.sub(lambda found: _JOINED[found[0]], text)
    return _DOUBLED.sub(r"\1", joined.translate(_SKELETON))


def consonants(bones: str) -> str:
    """The consonants of a skeleton, voiced as unvoiced; a vowel at the beginning stays as a mark."""
    kept = _DOUBLED.sub(r"\1", bones.translate(_CONSONANTS))
    return ("*" if bones[:1] in "аеиоу" else "") + kept


def number(key: str) -> int:
    """A key as a number that every database stores in four bytes."""
    return crc32(key.encode()) - 2**31


@lru_cache(maxsize=65_536)
def keys(bones: str) -> frozenset[int]:
    """The numbers of all keys of one skeleton."""
    loose = consonants(bones)
    return frozenset(map(number, shortened(bones[:BEGINNING]) | {"~" + key for key in left_out(loose)}))


def shortened(beginning: str) -> set[str]:
    """The beginning with none, one or two letters left out."""
    found = {beginning}
    if len(beginning) > 2:
        found.update(map("".join, combinations(beginning, len(beginning) - 1)))
    if len(beginning) > SHORT:
        found.update(map("".join, combinations(beginning, len(beginning) - 2)))
    return found


def left_out(loose: str) -> set[str]:
    """The consonants whole and, when there are many, with one left out."""
    found = {loose}
    if len(loose) >= LONG_CONSONANTS:
        found.update(map("".join, combinations(loose, len(loose) - 1)))
    return found
