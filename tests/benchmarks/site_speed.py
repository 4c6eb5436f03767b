"""How long does a reader wait? Searches and record pages of a served site of 100,000 invented people, at a steady rate.

    python -m tests.benchmarks.site_speed                      20 searches a second, then 100 lives a second, 60 s each
    python -m tests.benchmarks.site_speed --database FILE      keeps the invented people for another run

Questions come at fixed moments whether or not the site keeps up, and each wait counts from its moment: a site that
falls behind is not excused. They are names as printed, in another order, in Latin letters, mistyped, and with a year.
The program that asks runs on the same machine and speaks only to 127.0.0.1.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from sqlalchemy import text
from sqlmodel import Session

from schema.database import open_database
from tests.benchmarks.invented_lists import write_list
from web.romanised import romanised

PEOPLE, SECONDS, WARMING = 100_000, 60, 5
ASKERS = 32  # connections; so many may wait at once
PATIENCE = 20  # seconds after which a question counts as failed
MOST_COMPLAINTS = 2_000  # letters of what the site complained of
DRAWN = 2_000  # people from whom the questions are made
PEOPLE_DRAWN = """SELECT r.key, f.printed, substr(r.birth_edtf, 1, 4) FROM victim_record r
    JOIN name_form f ON f.record_id = r.id AND f.position = 0 WHERE r.id % :step = 0 LIMIT :most"""


@dataclass(frozen=True)
class Load:
    """What is asked, how often a second, and the goal for 95 of 100 waits in milliseconds."""

    name: str
    addresses: Sequence[str]
    rate: int
    goal: int


def main() -> None:
    """Fill, serve, ask, print."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--database", type=Path)
    reader.add_argument("--people", type=int, default=PEOPLE)
    reader.add_argument("--seconds", type=int, default=SECONDS)
    chosen = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.database or Path(folder) / "memorial.db"
        if not path.exists():
            fill(path, Path(folder) / "list.tsv", chosen.people)
        loads = (Load("searches", questions(path), 20, 150), Load("lives", lives(path), 100, 60))
        with served(path) as (address, processes):
            for load in loads:
                ask(address, load, WARMING)
                before, waits = cpu_seconds(processes()), ask(address, load, chosen.seconds)
                tell(load, waits, cpu_seconds(processes()) - before)


def fill(database: Path, invented: Path, people: int) -> None:
    """An invented list of so many people, imported with everything."""
    command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{database}"]
    write_list(invented, people)
    subprocess.run([*command, "setup"], check=True, capture_output=True)
    subprocess.run([*command, "import", str(invented), "--profile", "memorial-lists-tsv", "--json"], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def drawn(database: Path) -> list[tuple[str, str, str | None]]:
    """(Key, printed name, year of birth) of people from everywhere in the database, in an order of chance."""
    with Session(open_database(f"sqlite:///{database}")) as session:
        count = session.execute(text("SELECT count(*) FROM victim_record")).scalar_one()
        rows = session.execute(text(PEOPLE_DRAWN), {"step": max(1, count // DRAWN), "most": DRAWN})
        found = [(str(key), str(name), year) for key, name, year in rows if name]
    random.Random(1937).shuffle(found)
    return found


def questions(database: Path) -> list[str]:
    """Searches as readers type them, in turn."""
    chance = random.Random(1938)
    ways: tuple[Callable[[str, str | None], str], ...] = (
        lambda name, _: name,
        lambda name, _: " ".join(name.split()[1::-1]),
        lambda name, _: romanised(" ".join(name.split()[:2]), "en") or name,
        lambda name, _: mistyped(name, chance),
        lambda name, year: f"{name.split()[0]} {year or ''}",
        lambda name, _: name.split()[0],
    )
    asked = (way(name, year) for way, (_, name, year) in zip(cycle(ways), drawn(database), strict=False))
    return [f"/search?{urlencode({'q': question.strip(), 'lang': 'en'})}" for question in asked]


def mistyped(name: str, chance: random.Random) -> str:
    """The name with two letters of the surname in each other's place."""
    place = chance.randrange(max(1, len(name.split(maxsplit=1)[0]) - 1))
    return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


def lives(database: Path) -> list[str]:
    """Pages of records in all languages."""
    languages = cycle(("ru", "en", "uk", "pl", "de"))
    return [
        f"/record/{quote(key)}?lang={language}" for language, (key, *_) in zip(languages, drawn(database), strict=False)
    ]


@contextmanager
def served(database: Path) -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """The site as `serve` runs it: its host and port, and what tells the processes that serve."""
    command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{database}", "serve", "--port", "0"]
    # No pipe: one that nobody reads stops the site when it is full.
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said, Path(said.name).open("w") as complaints:
        program = subprocess.Popen(command, stderr=complaints)
        try:
            while not (line := said.readline()).endswith("\n") and program.poll() is None:
                said.seek(0)
                time.sleep(0.1)
            yield urlsplit(line.strip()).netloc, lambda: [program.pid, *children(program.pid)]
        finally:
            program.terminate()
            program.wait(PATIENCE)
            print(said.read()[:MOST_COMPLAINTS], end="", file=sys.stderr)


def children(process: int) -> list[int]:
    """The processes that this one started."""
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in found.read_text().split()] if found.exists() else []


def cpu_seconds(processes: Sequence[int]) -> float:
    """Seconds of processor time that these have used."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def ask(address: str, load: Load, seconds: int) -> list[float | None]:
    """The wait of each question in seconds, None for one that failed."""
    start, kept = time.perf_counter() + 0.1, threading.local()
    moments = [start + number / load.rate for number in range(load.rate * seconds)]
    with ThreadPoolExecutor(ASKERS) as askers:
        return list(
            askers.map(lambda one: wait(address, kept, *one), zip(moments, cycle(load.addresses), strict=False))
        )


def wait(address: str, kept: threading.local, moment: float, path: str) -> float | None:
    """Ask at this moment; how long the whole page took from then on."""
    time.sleep(max(0.0, moment - time.perf_counter()))
    try:
        if not hasattr(kept, "connection"):
            kept.connection = http.client.HTTPConnection(address, timeout=PATIENCE)
        kept.connection.request("GET", path)
        answer = kept.connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        if hasattr(kept, "connection"):
            kept.connection.close()
            del kept.connection
        return None
    return time.perf_counter() - moment if answer.status == 200 else None


def tell(load: Load, waits: Sequence[float | None], cpu: float) -> None:
    """One line: how many, how many failed, and the waits of half, 95 and 99 of 100."""
    good = sorted(wait for wait in waits if wait is not None)
    shares = (
        " ".join(f"p{share} {1000 * good[int(len(good) * share / 100)]:6.1f} ms" for share in (50, 95, 99))
        if good
        else "-"
    )
    failed = len(waits) - len(good)
    print(
        f"{load.name:<9} {load.rate:>4}/s  {len(waits):>6} asked  {failed} failed  {shares}"
        f"  (goal: p95 ≤ {load.goal} ms)  {1000 * cpu / len(waits):.1f} ms of processor time each",
        flush=True,
    )


if __name__ == "__main__":
    main()
