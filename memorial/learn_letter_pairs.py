"""Which letters follow each other in names? Learning how name-like a word is, in Latin and in Russian letters.

    python -m memorial.learn_letter_pairs PAIRS.tsv --out TABLE.csv

The price of a pair of letters is minus the logarithm of how often the second follows the first; `^` and `$` are the
beginning and the end of a word. Pairs that hardly occur are left to one price for the rare (`LetterPairs.RARE`).
"""

import argparse
import csv
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

from memorial.learn_correspondences import is_usable, kept_parts, read_table
from memorial.orthography import unify, without_marks

LEAST_SEEN = 5


def learn(words: Counter[str]) -> list[tuple[str, float]]:
    """Pairs of letters with their prices, the cheapest first."""
    pairs: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    for word, weight in words.items():
        for first, second in pairwise(f"^{word}$"):
            pairs[first + second] += weight
            firsts[first] += weight
    return [
        (pair, round(-math.log(count / firsts[pair[0]]), 2))
        for pair, count in pairs.most_common()
        if count >= LEAST_SEEN
    ]


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows = read_table(arguments.pairs)
    kept = kept_parts({row["russian"] for row in rows})
    words: dict[str, Counter[str]] = {"latin": Counter(), "cyrillic": Counter()}
    for row in rows:
        latin, russian = without_marks(unify(row["latin"])), unify(row["russian"])
        if row["russian"] in kept and is_usable(latin, russian):
            words["latin"][latin] = 1
            words["cyrillic"][russian] = 1
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["alphabet", "pair", "price"])
        writer.writerows((alphabet, pair, price) for alphabet, seen in words.items() for pair, price in learn(seen))


if __name__ == "__main__":
    main()
