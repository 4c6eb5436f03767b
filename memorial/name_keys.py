"""Where do spellings meet? The skeleton of a name and the keys under which it is found.

A *skeleton* is a name in Cyrillic letters with everything left out that languages write differently: softness, the yod,
doubled letters, the difference between и, ы and й. The *consonants* are looser still: no vowels, voiced as unvoiced.
Keys are numbers: the beginning of the skeleton whole and with one letter left out (two beginnings that differ by a
letter then share a key), and the consonants whole and, when there are many, with one left out. The *signature* tells
without the letters how alike two skeletons are.
"""

import re
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

RULES = "2"  # raise it when the keys change: an index made with other rules must be rebuilt

# Measured on 1,000 single names: 98.8 % share a key with their query, and 178 others of 117,000 do too. With eight
# letters and two left out it is 99.4 % at three times the keys, with seven 98.6 %. Asked wider, 99.2 % and 654 others.
BEGINNING = 6  # letters of the skeleton that count; endings differ by language and gender anyway
MANY_CONSONANTS = 5  # from this many on, one may be left out
MANY_WHEN_WIDE = 4
BIAS = 2**31  # so that a key is a signed number of four bytes, which every database has
SIGNATURE_BITS = 47  # a signed number of six bytes

_PAIRS = (
    ("дж", "ж"), ("дз", "з"), ("тс", "ц"), ("дс", "ц"), ("тц", "ц"), ("сч", "ш"), ("шч", "ш"), ("зч", "ш"), ("тч", "ч"),
    ("йо", "е"), ("ьо", "е"), ("ио", "е"), ("ия", "а"), ("ья", "а"), ("йа", "а"), ("иа", "а"), ("ью", "у"), ("йу", "у"),
    ("иу", "у"), ("ию", "у"), ("йе", "е"), ("ие", "е"), ("ье", "е"), ("кх", "х"), ("пх", "ф"),
)  # fmt: skip
_JOINED = dict(_PAIRS)
_PAIR = re.compile("|".join(pair for pair, _ in _PAIRS))
_OTHER_LETTERS = str.maketrans("ёіїґўєѣѳѵћђј", "еиигвеефижжй")
_SKELETON = str.maketrans("эыйщяю", "еиишау", "ьъ'- ’.,")
_CONSONANTS = str.maketrans("бдгвзжшчк", "птхфсссцк", "аеиоуэыяюйь")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def skeleton(text: str) -> str:
    """What stays of a Cyrillic name whoever writes it: «Эйхгорнъ» → «еихгорн»."""
    joined = _PAIR.sub(lambda found: _JOINED[found[0]], text.translate(_OTHER_LETTERS))
    return _DOUBLED.sub(r"\1", joined.translate(_SKELETON))


def consonants(bones: str) -> str:
    """The consonants of a skeleton, voiced as unvoiced; a vowel at the beginning stays as a mark."""
    kept = _DOUBLED.sub(r"\1", bones.translate(_CONSONANTS))
    return ("*" if bones[:1] in "аеиоу" else "") + kept


@lru_cache(maxsize=4096)
def keys(bones: str) -> frozenset[int]:
    """The numbers of all keys under which a skeleton is kept."""
    return numbers_of(bones[:BEGINNING], 1, consonants(bones), MANY_WHEN_WIDE)


@lru_cache(maxsize=2048)
def asked_keys(bones: str, wide: bool = False) -> frozenset[int]:
    """The numbers under which it is looked for; wider when the near ones brought nobody."""
    if wide:
        return numbers_of(bones[:BEGINNING], 2, consonants(bones), MANY_WHEN_WIDE)
    return numbers_of(bones[:BEGINNING], 1, consonants(bones), MANY_CONSONANTS)


def numbers_of(beginning: str, left_out: int, loose: str, many: int) -> frozenset[int]:
    """The beginning with up to so many letters left out, the consonants with one left out when they are many."""
    found = {beginning, "~" + loose}
    for count in range(1, min(left_out, len(beginning) - 2) + 1):
        found.update(map("".join, combinations(beginning, len(beginning) - count)))
    if len(loose) >= many:
        found.update("~" + loose[:place] + loose[place + 1 :] for place in range(len(loose)))
    return frozenset([crc32(key.encode()) - BIAS for key in found])


@lru_cache(maxsize=4096)
def signature(bones: str) -> int:
    """The pairs of neighbouring letters as bits: skeletons with many bits in common are worth a closer look."""
    bits = 0
    for first, second in pairwise(f" {bones} "):
        bits |= 1 << (31 * ord(first) + ord(second)) % SIGNATURE_BITS
    return bits
