"""How does the world write Russian letters? Learning the letter table from pairs of spellings.

Run it again on any file of pairs (columns latin, russian, count):

    python -m memorial.learn_correspondences PAIRS.tsv --without QUERIES.tsv --out TABLE.csv

Every pair is cut into pieces that belong together (`ш` and `sch`, `ий` and `y`); how often a piece is written so, out
of all the times the Russian letters occur, is its price: minus the logarithm of that share. The pieces are found by
expectation and maximisation: start from pieces of about the same length, weigh every way of cutting each pair by what
is believed so far, count, and begin again with the counts.
"""

import argparse
import csv
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from memorial.orthography import unify, without_marks

RUSSIAN_PIECE = 2  # letters of the record in one piece, at most
WRITTEN_PIECE = 4  # letters of the written form in one piece, at most: щ = shch
ROUNDS = 6
FIRST_ROUNDS = 3  # the first rounds look at a part of the pairs: they only find out what goes with what
FIRST_SHARE = 0.25
PAIR_SHARE = 0.05  # two Russian letters are one piece only where they are not just written one after the other
LEAST_COUNT = 0.3  # a piece expected less often is forgotten between rounds
LEAST_SHARE = 0.0005  # a rarer writing is left to the price of a typing error
LEAST_SEEN = 2.0
KEPT_SHARE = 0.8  # of the Russian parts; the rest is for measuring
SEED = 1937

Pair = tuple[str, str, float]
Piece = tuple[str, str]


def read_pairs(path: Path, without: set[tuple[str, str]]) -> list[Pair]:
    """The pairs to learn from: four fifths of the Russian parts, none that a test asks for."""
    rows = read_table(path)
    kept = kept_parts({row["russian"] for row in rows})
    pairs: list[Pair] = []
    for row in rows:
        latin, russian = unify(row["latin"]), unify(row["russian"])
        if row["russian"] in kept and (row["latin"], row["russian"]) not in without and is_usable(latin, russian):
            pairs.extend(spellings(latin, russian, 1 + math.log(float(row["count"]))))
    return pairs


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file; a quote is a plain character."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kept_parts(parts: set[str]) -> set[str]:
    """The Russian parts that may be learned from; the others are for measuring."""
    ordered = sorted(parts)
    random.Random(SEED).shuffle(ordered)
    return set(ordered[: int(len(ordered) * KEPT_SHARE)])


def is_usable(latin: str, russian: str) -> bool:
    """One word on both sides, of lengths that can be the same name."""
    return (
        latin.replace("'", "").replace("’", "").isalpha()
        and russian.isalpha()
        and 2 <= len(russian) <= 20
        and len(latin) <= 2.2 * len(russian) + 2
        and len(russian) <= 2.2 * len(latin) + 2
    )


def spellings(latin: str, russian: str, weight: float) -> Iterator[Pair]:
    """The pair as it is, and again without diacritics: people drop them."""
    yield latin, russian, weight
    plain = without_marks(latin)
    if plain != latin:
        yield plain, russian, weight / 2


class Belief:
    """What is believed at the moment about every piece: its share among all pieces."""

    def __init__(self, shares: dict[Piece, float] | None = None) -> None:
        self.shares = shares

    def of(self, russian: str, written: str) -> float:
        """The share of one piece; before the first count a guess by the lengths alone."""
        if self.shares is not None:
            return self.shares.get((russian, written), 0.0) * PAIR_SHARE ** (len(russian) - 1)
        return 0.01 ** (len(russian) - 1) * 0.1 ** abs(len(written) - len(russian)) / 100


def cuts(latin: str, russian: str, belief: Belief) -> list[tuple[int, int, int, int, float]]:
    """Every piece that the pair could hold: where it begins and ends on both sides, and how likely it is."""
    found = []
    for i in range(len(russian)):
        for i_end in range(i + 1, min(i + RUSSIAN_PIECE, len(russian)) + 1):
            for j in range(len(latin) + 1):
                for j_end in range(j, min(j + WRITTEN_PIECE, len(latin)) + 1):
                    if j_end == j and i_end > i + 1:
                        continue
                    share = belief.of(russian[i:i_end], latin[j:j_end])
                    if share > 0:
                        found.append((i, i_end, j, j_end, share))
    return found


def count_pieces(pair: Pair, belief: Belief, counts: dict[Piece, float]) -> None:
    """Add the pieces of one pair to the counts, each with the weight of the cuttings that hold it."""
    latin, russian, weight = pair
    found = cuts(latin, russian, belief)
    before: dict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    for i, i_end, j, j_end, share in found:  # ordered by i, so what comes before is complete
        before[i_end, j_end] += before[i, j] * share
    end = (len(russian), len(latin))
    if before[end] <= 0:
        return
    after: dict[tuple[int, int], float] = defaultdict(float, {end: 1.0})
    for i, i_end, j, j_end, share in reversed(found):
        after[i, j] += share * after[i_end, j_end]
    for i, i_end, j, j_end, share in found:
        expected = before[i, j] * share * after[i_end, j_end] / before[end]
        if expected > 1e-4:
            counts[russian[i:i_end], latin[j:j_end]] += weight * expected


def learn(pairs: list[Pair]) -> dict[Piece, float]:
    """How often each piece occurs in the pairs."""
    chance = random.Random(SEED)
    few = [pair for pair in pairs if chance.random() < FIRST_SHARE]
    counts: dict[Piece, float] = {}
    belief = Belief()
    for number in range(ROUNDS):
        counts = defaultdict(float)
        for pair in few if number < FIRST_ROUNDS else pairs:
            count_pieces(pair, belief, counts)
        counts = {piece: count for piece, count in counts.items() if count > LEAST_COUNT}
        total = sum(counts.values())
        belief = Belief({piece: count / total for piece, count in counts.items()})
        print(f"round {number + 1}: {len(counts)} pieces", file=sys.stderr)
    return counts


def occurrences(pairs: Iterable[Pair]) -> Counter[str]:
    """How often each letter and pair of letters stands in the Russian parts."""
    seen: Counter[str] = Counter()
    for _, russian, weight in pairs:
        for size in range(1, RUSSIAN_PIECE + 1):
            for start in range(len(russian) - size + 1):
                seen[russian[start : start + size]] += weight  # type: ignore[assignment]
    return seen


def prices(counts: dict[Piece, float], seen: Counter[str]) -> list[tuple[str, str, float]]:
    """Russian letters, written letters, price; only pieces that are more than a chance."""
    rows = []
    alone: Counter[str] = Counter()
    for (russian, _), count in counts.items():
        alone[russian] += count  # type: ignore[assignment]
    for (russian, written), count in counts.items():
        share = count / (alone[russian] if len(russian) == 1 else seen[russian])
        if share >= LEAST_SHARE and count >= LEAST_SEEN:
            rows.append((russian, written, round(-math.log(share), 2)))
    return sorted(rows, key=lambda row: (row[0], row[2], row[1]))


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--without", type=Path, help="queries (columns query, target) that may not be learned")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    without: set[tuple[str, str]] = set()
    if arguments.without:
        for row in read_table(arguments.without):
            without.update((row["query"], target) for target in row["target"].split("|"))
    pairs = read_pairs(arguments.pairs, without)
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["russian", "written", "price"])
        writer.writerows(prices(learn(pairs), occurrences(pairs)))


if __name__ == "__main__":
    main()
