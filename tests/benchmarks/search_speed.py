"""How well and how fast are people found? Recall and milliseconds among invented people, beside the peers.

`python -m tests.benchmarks.search_speed` plants the real list and the queries of the folder named by MEMORIAL_DATA
among 100,000 and 1,000,000 invented people (3,100,000 with FULL=1). Recall counts the queries whose record is among the
first ten, and first; MRR is the mean of one over its place.
"""

import csv
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Engine, event, text
from sqlmodel import Session

from imports.batch import import_list, plan_import
from memorial.errors import MemorialError
from memorial.index import rebuild
from memorial.query import SearchQuery
from memorial.search import search
from schema.database import open_database
from schema.upgrade import upgrade
from tests.benchmarks.invented_names import invent
from tests.benchmarks.search_peers import Find, peers
from tests.name_index_data import add_people

SIZES, FULL = (0, 100_000, 1_000_000), 3_100_000
ASKED, PEER_ASKED, CHUNK = 600, 60, 100_000
FIRST_INVENTED = 1_000_000

# The printed main name of every record → its key; of namesakes printed alike the last.
PRINTED = "SELECT f.printed, r.key FROM victim_record r JOIN name_form f ON f.record_id = r.id AND f.position = 0"

Answer = tuple[list[str], float]  # the keys of the first ten, and how many seconds that took


@dataclass
class Tally:
    """What came of the queries of one set."""

    places: list[int | None] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, wanted: list[str], answer: Answer) -> None:
        """One more query, and the records it meant."""
        found, seconds = answer
        self.seconds.append(seconds)
        self.places.append(next((place for place, key in enumerate(found) if key in wanted), None))

    def recall(self, most: int) -> float:
        """The share of the queries whose record is among so many first."""
        return sum(place is not None and place < most for place in self.places) / len(self.places)

    def line(self) -> str:
        """Recall@1, recall@10, MRR and the milliseconds of half and of 95 % of the queries."""
        times, count = sorted(self.seconds), len(self.places)
        mrr = sum(1 / (place + 1) for place in self.places if place is not None) / count
        speed = " ".join(f"{1000 * times[int(count * share)]:>8.1f}" for share in (0.5, 0.95))
        return f"{count:>5} {self.recall(1):>7.3f} {self.recall(10):>7.3f} {mrr:>7.3f} {speed}"


def main() -> None:
    """Measure at each size and print."""
    if not os.environ.get("MEMORIAL_DATA"):
        sys.exit("MEMORIAL_DATA does not name the folder of real lists: recall was not measured.")
    folder = Path(os.environ["MEMORIAL_DATA"])
    for size in (*SIZES, *((FULL,) if os.environ.get("FULL") else ())):
        with tempfile.TemporaryDirectory() as place:
            measure(open_database(f"sqlite:///{place}/memorial.db"), folder, size)


def measure(engine: Engine, folder: Path, size: int) -> None:
    """Fill one database, ask it the queries, ask the peers fewer of them."""
    keys, seconds, mebibytes = filled(engine, folder, size)
    with Session(engine) as session:
        printed = dict(map(tuple, session.execute(text(PRINTED))))
    asked = queries(folder, ASKED, keys)
    print(f"{len(printed):,} names; index built at {len(printed) / seconds:,.0f} records/s, {mebibytes:.0f} MiB")
    with ProcessPoolExecutor(1, get_context("spawn")) as another:  # so that its memory is that of asking alone
        answers, resident = another.submit(ours, str(engine.url), [row["query"] for row in asked]).result()
    tell("ours", asked, answers)
    print(f"  resident {resident} MiB in the process that asks")
    for name, find in peers({key: name for name, key in printed.items()}):
        few = asked[:PEER_ASKED]
        tell(name, few, [timed(find, row["query"]) for row in few])


def filled(engine: Engine, folder: Path, size: int) -> tuple[dict[str, str], float, float]:
    """The real list among so many invented people: its names → keys; seconds and mebibytes of the index."""
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    engine.dispose()
    upgrade(engine)
    with Session(engine) as session, session.begin():
        import_list(session, plan_import(folder / "moscow_executed.csv", "moscow-executed"))
        keys = dict(map(tuple, session.execute(text(PRINTED))))
        plant(session, folder, size)
        return keys, *build(session)


def build(session: Session) -> tuple[float, float]:
    """Make the index anew: seconds, and the mebibytes that it adds to the file."""
    for table in ("name_posting", "name_key", "name_part"):
        session.execute(text(f"DELETE FROM {table}"))
    without = used_pages(session)
    started = time.perf_counter()
    rebuild(session)
    seconds = time.perf_counter() - started
    page = session.execute(text("PRAGMA page_size")).scalar_one()
    return seconds, (used_pages(session) - without) * page / 2**20


def used_pages(session: Session) -> int:
    """Pages of the file that hold something."""
    return int(session.execute(text("PRAGMA page_count")).scalar_one()) - int(
        session.execute(text("PRAGMA freelist_count")).scalar_one()
    )


def plant(session: Session, folder: Path, size: int) -> None:
    """Invented people around the real ones, their surnames made from how the world writes names."""
    with (folder / "name_part_pairs.tsv").open(encoding="utf-8", newline="") as file:
        stems = sorted({row["russian"] for row in csv.DictReader(file, delimiter="\t")})
    people = ((" ".join(person[:3]), person[3]) for person in invent(size, stems))
    first = FIRST_INVENTED
    while chunk := list(islice(people, CHUNK)):
        first += add_people(session, chunk, first)


def tell(name: str, asked: list[dict[str, str]], answers: Iterable[Answer]) -> None:
    """Print one line a set."""
    tallies: dict[str, Tally] = {}
    for row, answer in zip(asked, answers, strict=True):
        tallies.setdefault(row["set"], Tally()).add(row["keys"].split("|"), answer)
    print(f"  {name:<34}     n     R@1    R@10     MRR   p50 ms   p95 ms")
    for kind, tally in sorted(tallies.items()):
        print(f"    {kind:<30} {tally.line()}", flush=True)


def queries(folder: Path, count: int, keys: dict[str, str]) -> list[dict[str, str]]:
    """Queries of all sets drawn by a fixed seed, with the keys of the records they mean; surname alone is left out."""
    with (folder / "name_queries.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if "surname_only" not in row["class"]]
    rows = [row | {"keys": "|".join(keys[name] for name in row["target"].split("|") if name in keys)} for row in rows]
    return random.Random(1937).sample([row for row in rows if row["keys"]], count)


def ours(url: str, texts: list[str]) -> tuple[list[Answer], int]:
    """The first ten of our search for every query, and the most mebibytes that this process ever held."""
    with Session(open_database(url)) as session:
        answers = [timed(lambda query: first_ten(session, query), one) for one in texts]
    return answers, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def first_ten(session: Session, query: str) -> list[str]:
    """The keys of the first ten hits; none when the query cannot be answered."""
    try:
        return [hit.record_key for hit in search(session, SearchQuery(query)).hits]
    except MemorialError:
        return []


def timed(find: Find, query: str) -> Answer:
    """What was found, and how long it took."""
    started = time.perf_counter()
    return find(query), time.perf_counter() - started


if __name__ == "__main__":
    main()
