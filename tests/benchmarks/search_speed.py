"""How well and how fast are people found? Recall and milliseconds among invented people, beside Unidecode + rapidfuzz.

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
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, event, text
from sqlmodel import Session
from unidecode import unidecode

from imports.batch import import_list, plan_import
from memorial.errors import MemorialError
from memorial.index import rebuild
from memorial.query import SearchQuery
from memorial.search import search
from schema.database import open_database
from schema.upgrade import upgrade
from tests.benchmarks.invented_names import invent
from tests.name_index_data import add_people

SIZES, FULL = (0, 100_000, 1_000_000), 3_100_000
ASKED, PEER_ASKED, CHUNK = 600, 60, 100_000
FIRST_INVENTED = 1_000_000

# The printed main name of every record → its key; of namesakes printed alike the last.
PRINTED = "SELECT f.printed, r.key FROM victim_record r JOIN name_form f ON f.record_id = r.id AND f.position = 0"

Find = Callable[[str], list[str]]


@dataclass
class Tally:
    """What came of the queries of one set."""

    places: list[int | None] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Recall@1, recall@10, MRR and the milliseconds of half and of 95 % of the queries."""
        found, times = [place for place in self.places if place is not None], sorted(self.seconds)
        n, milliseconds = len(self.places), [1000 * times[int(len(times) * share)] for share in (0.5, 0.95)]
        first, mrr = sum(place == 0 for place in found) / n, sum(1 / (place + 1) for place in found) / n
        speed = " ".join(f"{value:>8.1f}" for value in milliseconds)
        return f"{n:>5} {first:>7.3f} {len(found) / n:>7.3f} {mrr:>7.3f} {speed}"


def main() -> None:
    """Measure at each size and print."""
    if not os.environ.get("MEMORIAL_DATA"):
        sys.exit("MEMORIAL_DATA does not name the folder of real lists: recall was not measured.")
    folder = Path(os.environ["MEMORIAL_DATA"])
    for size in (*SIZES, *((FULL,) if os.environ.get("FULL") else ())):
        with tempfile.TemporaryDirectory() as place:
            measure(open_database(f"sqlite:///{place}/memorial.db"), folder, size)


def measure(engine: Engine, folder: Path, size: int) -> None:
    """Fill one database, ask it the queries, ask the peer fewer of them."""
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    engine.dispose()
    upgrade(engine)
    with Session(engine) as session, session.begin():
        import_list(session, plan_import(folder / "moscow_executed.csv", "moscow-executed"))
        keys = dict(map(tuple, session.execute(text(PRINTED)))) if size else {}
        plant(session, folder, size)
        seconds, mebibytes = build(session)
    with Session(engine) as session:
        printed = dict(map(tuple, session.execute(text(PRINTED))))
        keys = keys or printed
        asked = queries(folder, ASKED, keys)
        print(f"{len(printed):,} names; index built at {len(printed) / seconds:,.0f} records/s, {mebibytes:.0f} MiB")
        tell("ours", asked, lambda query: ours(session, query))
        print(f"  resident {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most, with the building")
        names = {key: unidecode(name).lower() for name, key in printed.items()}
        tell("Unidecode + rapidfuzz token_sort", asked[:PEER_ASKED], lambda query: peer(query, names))


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


def tell(name: str, asked: list[dict[str, str]], find: Find) -> None:
    """Ask and print one line a set."""
    tallies: dict[str, Tally] = {}
    for row in asked:
        tally = tallies.setdefault(row["set"], Tally())
        started = time.perf_counter()
        found = find(row["query"])
        tally.seconds.append(time.perf_counter() - started)
        wanted = row["keys"].split("|")
        tally.places.append(next((place for place, key in enumerate(found) if key in wanted), None))
    print(f"  {name:<34}     n     R@1    R@10     MRR   p50 ms   p95 ms")
    for kind, tally in sorted(tallies.items()):
        print(f"    {kind:<30} {tally.line()}", flush=True)


def queries(folder: Path, count: int, keys: dict[str, str]) -> list[dict[str, str]]:
    """Queries of all sets drawn by a fixed seed, with the keys of the records they mean; surname alone is left out."""
    with (folder / "name_queries.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if "surname_only" not in row["class"]]
    rows = [row | {"keys": "|".join(keys[name] for name in row["target"].split("|") if name in keys)} for row in rows]
    return random.Random(1937).sample([row for row in rows if row["keys"]], count)


def ours(session: Session, query: str) -> list[str]:
    """The first ten of our search."""
    try:
        return [hit.record_key for hit in search(session, SearchQuery(query)).hits]
    except MemorialError:
        return []


def peer(query: str, names: dict[str, str]) -> list[str]:
    """The first ten by Unidecode and rapidfuzz over everybody."""
    found = process.extract(unidecode(query).lower(), names, scorer=fuzz.token_sort_ratio, limit=10)
    return [key for _, _, key in found]


if __name__ == "__main__":
    main()
