"""How fast does a list of 39 columns come in? Rows a second beside the ceilings of this machine, and peak memory.

`python -m tests.benchmarks.import_speed` measures 100,000 and 1,000,000 rows; with FULL=1 also 3,100,000.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from schema.database import sqlite_module
from tests.benchmarks.invented_lists import HEADER, write_list
from tests.benchmarks.memory import peak_while

SIZES = (100_000, 1_000_000)
FULL = 3_100_000
GOAL, GOAL_MIB = 10_000, 1_024
CEILING_ROWS = 100_000


def run(sizes: tuple[int, ...] | None = None) -> None:
    """Measure and print."""
    sizes = sizes or (*SIZES, *((FULL,) if os.environ.get("FULL") else ()))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # columns for counts are still being made
        path = Path(folder) / "list.tsv"
        print(f"Import, rows a second (goal {GOAL:,}, at most {GOAL_MIB:,} MiB in all processes together)")
        for rows in sizes:
            write_list(path, rows)
            if rows == sizes[0]:
                print(f"  csv module alone       {parse_only(path):>9,.0f}")
                print(f"  bare executemany       {insert_only(path):>9,.0f}")
            speed, cpu, peak = imported(path, Path(folder) / f"{rows}.db")
            print(f"  import {rows:>12,} rows {speed:>9,.0f}   peak {peak:,} MiB, {cpu:,.0f} s of processor time")


def parse_only(path: Path) -> float:
    """Rows a second of the csv module, nothing kept."""
    started = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return rows / (time.perf_counter() - started)


def insert_only(path: Path) -> float:
    """Rows a second of one `executemany` into one table without any index."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), CEILING_ROWS))
    connection = sqlite_module().connect(str(path.with_suffix(".db")))
    connection.execute(f"CREATE TABLE list ({', '.join(HEADER)})")
    started = time.perf_counter()
    connection.executemany(f"INSERT INTO list VALUES ({', '.join('?' * len(HEADER))})", rows)
    connection.commit()
    return len(rows) / (time.perf_counter() - started)


def imported(path: Path, database: Path) -> tuple[float, float, int]:
    """Rows a second of the whole command, its processor time, and the peak of memory of all its processes together."""
    command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{database}"]
    subprocess.run([*command, "setup"], check=True, capture_output=True)
    started, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [*command, "import", str(path), "--profile", "memorial-lists-tsv", "--json"], stdout=subprocess.DEVNULL
    )
    peak = peak_while(process)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, "import")
    taken = time.perf_counter() - started
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    rows = sum(1 for _ in path.open("rb")) - 1
    return rows / taken, cpu, peak


if __name__ == "__main__":
    run()
