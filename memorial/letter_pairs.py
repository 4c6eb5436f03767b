"""Does it look like a name? How usual the letters of a word are one after the other."""

from functools import cache, lru_cache
from itertools import pairwise

from memorial.orthography import read_table, without_marks

RARE = 8.0  # the price of a pair that names hardly have


@cache
def pairs(alphabet: str) -> dict[str, float]:
    """Pair of letters → price."""
    return {row["pair"]: float(row["price"]) for row in read_table("letter_pairs") if row["alphabet"] == alphabet}


@lru_cache(maxsize=32_768)
def surprise(word: str, alphabet: str) -> float:
    """How surprising a word is as a name, in nats; all its letter pairs together."""
    known = pairs(alphabet)
    return sum([known.get(first + second, RARE) for first, second in pairwise(f"^{without_marks(word)}$")])
