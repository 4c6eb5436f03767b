"""What does each part of the search bring? Recall with one part after the other switched off.

`python -m tests.benchmarks.search_ablation` plants the real list and its queries, named by MEMORIAL_DATA, among 100,000
invented people and asks the same queries without each part. What costs nothing to leave out should go.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from memorial import candidates, correspondences, forms, name_keys, readings, search
from schema.database import open_database
from tests.benchmarks.search_speed import ASKED, Answer, Tally, filled, ours, queries

SIZE = 100_000
TIMES_AS_MANY = 3  # queries, of the speed benchmark's
NONE: tuple[Any, ...] = ()

# Part → module, what is replaced there, and by what.
PARTS: dict[str, tuple[Any, str, Any]] = {
    "nothing": (search, "__doc__", ""),
    "the tables of equal names": (candidates, "find_spellings", lambda forms: [[] for _ in forms]),
    "endings of surnames": (forms, "with_other_ending", lambda word: NONE),
    "Korean and Chinese syllables": (forms, "with_syllables", lambda word: NONE),
    "readings by language": (readings, "languages", lambda: (readings.FIRST_LANGUAGE,)),
    "the wrong keyboard": (search, "advantage", lambda text: -9.0),
    "looking wider when nobody fits": (search, "GOOD_SCORE", 0),
    "postings without a surname": (search, "without_surname", lambda session, found: search.np.zeros((0, 5), int)),
    "keys by consonants": (name_keys, "consonants", lambda bones: "+" + bones),
    "keys with a letter left out": (name_keys, "combinations", lambda letters, count: NONE),
    "learned prices of letters": (correspondences, "known_pieces", lambda: {}),
    "letters typed in the wrong order": (correspondences, "SWAPPED", 99.0),
}  # fmt: skip


def main() -> None:
    """Ask without each part, and print recall by set."""
    if not os.environ.get("MEMORIAL_DATA"):
        sys.exit("MEMORIAL_DATA does not name the folder of real lists: recall was not measured.")
    folder = Path(os.environ["MEMORIAL_DATA"])
    with tempfile.TemporaryDirectory() as place:
        engine = open_database(f"sqlite:///{place}/memorial.db")
        asked = queries(folder, TIMES_AS_MANY * ASKED, filled(engine, folder, SIZE)[0])
        print(f"{SIZE:,} invented people; {len(asked):,} queries; left out: R@1 and R@10 by set")
        for part in PARTS:
            with ProcessPoolExecutor(1, get_context("spawn")) as another:
                texts = [row["query"] for row in asked]
                print(f"  {part:<34} {line(asked, another.submit(without, part, str(engine.url), texts).result())}")


def without(part: str, url: str, texts: list[str]) -> list[Answer]:
    """The answers of a search that lacks this part; runs in a process of its own."""
    module, name, stand_in = PARTS[part]
    setattr(module, name, stand_in)
    return ours(url, texts)[0]


def line(asked: list[dict[str, str]], answers: list[Answer]) -> str:
    """Recall@1 and recall@10 of each set."""
    tallies: dict[str, Tally] = {}
    for row, answer in zip(asked, answers, strict=True):
        tallies.setdefault(row["set"], Tally()).add(row["keys"].split("|"), answer)
    told: Callable[[Tally], str] = lambda tally: f"{tally.recall(1):.3f} {tally.recall(10):.3f}"  # noqa: E731
    return "   ".join(f"{kind} {told(tally)}" for kind, tally in sorted(tallies.items()))


if __name__ == "__main__":
    main()
