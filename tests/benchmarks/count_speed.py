"""How fast is counting? The same tables from the columns of codes and from the database itself, in one run.

    python -m tests.benchmarks.count_speed             100,000 invented records, with FULL=1 3,100,000
    python -m tests.benchmarks.count_speed 3100000     as many as the largest union list

Prints one line per table: cells, seconds from the columns (first in a new process whose libraries are loaded, then best
of five), seconds from SQLite and, where MEMORIAL_TEST_POSTGRES names one, from PostgreSQL, and whether all are equal;
then the slowest of all tables by two fields, and a snapshot. `--database FILE` keeps the invented records.
"""

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from sqlmodel import Session

from memorial import count_in_database, counts
from memorial.count_columns import fresh_columns
from memorial.count_fields import FIELDS
from memorial.count_question import CountQuestion, TooManyCellsError, read_count_question
from schema.database import open_database
from schema.upgrade import upgrade
from schema.vocabulary import vocabulary
from tests.benchmarks.count_peers import in_postgresql
from tests.benchmarks.memory import peak_while

TABLES = (
    "body_kind,sentence_year",
    "sentencing_body,penalty",
    "jurisdiction,sentence_month",
    "nationality,operation",
    "birth_region,birth_decade",
    "victim_category,rehabilitation_year",
    "burial_place,execution_year",
    "sentence_month,arrest_month",
    "rehabilitation_body,sex",
)
BODIES, PLACES = 3_000, 20_000
USUAL, FULL = 100_000, 3_100_000

# `n` is the record; each field takes a different stretch of the digits of n times a large prime.
DRAW = "((n * 2654435761 + {salt} * 40503) % 1000003 % {most})"


def draw(most: int, salt: int) -> str:
    """An expression for a number below `most`, scattered over the records and always the same."""
    return DRAW.format(most=most, salt=salt)


def pick(codes: list[str], salt: int) -> str:
    """An expression for one of the codes; one time in their number it is empty."""
    choices = " ".join(f"WHEN {place} THEN '{code}'" for place, code in enumerate(codes))
    return f"CASE {draw(len(codes) + 1, salt)} {choices} END"


def day(first_year: int, years: int, salt: int) -> str:
    """An expression for a day in these years."""
    return f"date('{first_year}-01-01', '+' || {draw(years * 365, salt)} || ' days')"


def invent(url: str, records: int) -> None:
    """Fill a new database with invented records, three events each, in a few statements."""
    engine = open_database(url)
    upgrade(engine)
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {records})"
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for statement in (*_authorities(), *_people(numbers)):
            connection.exec_driver_sql(statement)
    engine.dispose()


def _authorities() -> list[str]:
    kinds = pick(list(vocabulary("body_kinds")), 1)
    few = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})"
    return [
        "INSERT INTO source (id, key, title, kind, citation, invented) VALUES "
        "(1, 'book-a', 'A', 'memorial_book', 'A', 1), (2, 'book-b', 'B', 'memorial_book', 'B', 1)",
        "INSERT INTO import_batch (id, source_id, status, file_name, file_sha256, profile, mapping, rules, header, "
        "started, rows, added, unchanged, updated, rejected, removed, issues) "
        "SELECT id, id, 'complete', 'invented', '', 'invented', '{}', '{}', '[]', '2020-01-01 00:00:00', "
        "0, 0, 0, 0, 0, 0, 0 FROM source",
        f"{few.format(BODIES)} INSERT INTO sentencing_body (id, key, kind, jurisdiction, name_ru, name_en, "
        f"extrajudicial) SELECT n, 'body:' || n, coalesce({kinds}, 'other'), 'Край ' || (n % 90), 'Суд ' || n, "
        "'Court ' || n, n % 2 FROM numbers",
        f"{few.format(BODIES)} INSERT INTO body_form (id, printed, body_id, rule) "
        "SELECT n, 'форма ' || n, n, 'invented' FROM numbers",
        f"{few.format(PLACES)} INSERT INTO place (id, printed, historical_region) "
        "SELECT n, 'место ' || n, 'Край ' || (n % 90) FROM numbers",
    ]


def _people(numbers: str) -> list[str]:
    born = day(1870, 50, 5)
    event = f"{numbers} INSERT INTO repression_event (record_id, position, kind, basis, edtf, earliest, latest, "
    return [
        f"{numbers} INSERT INTO entry (id, source_id, batch_id, number, revision, row_number, cells) "
        "SELECT n, 1 + n % 2, 1 + n % 2, n, 1, n, '[]' FROM numbers",
        f"{numbers} INSERT INTO victim_record (id, key, entry_id, source_id, batch_id, sex, nationality, birth_edtf, "
        "birth_earliest, birth_latest, birth_printed, birth_place_id, occupation) "
        f"SELECT n, 'book:' || n, n, 1 + n % 2, 1 + n % 2, {pick(['m', 'm', 'f'], 3)}, "
        f"{pick(list(vocabulary('nationalities')), 4)}, {born}, {born}, {born}, {born}, 1 + {draw(PLACES, 6)}, "
        f"{pick(['колхозник', 'рабочий', 'бухгалтер'], 7)} FROM numbers",
        f"{event}body_form_id, penalty, term_months, sentence_category, operation) "
        f"SELECT n, 1, 'sentence', 'stated', {day(1930, 12, 8)}, {day(1930, 12, 8)}, {day(1930, 12, 8)}, "
        f"1 + {draw(BODIES, 9)}, {pick(list(vocabulary('penalties')), 10)}, 12 * {draw(25, 11)}, "
        f"{pick(['first', 'second'], 12)}, {pick(list(vocabulary('operations')), 13)} FROM numbers",
        f"{event}place_id) SELECT n, 0, 'arrest', 'stated', {day(1930, 12, 14)}, {day(1930, 12, 14)}, "
        f"{day(1930, 12, 14)}, 1 + {draw(PLACES, 15)} FROM numbers",
        f"{event}place_id) SELECT n, 2, 'execution', 'stated', {day(1937, 2, 17)}, {day(1937, 2, 17)}, "
        f"{day(1937, 2, 17)}, NULL FROM numbers WHERE n % 3 = 0",
        f"{event}place_id) SELECT n, 3, 'burial', 'stated', NULL, NULL, NULL, 1 + {draw(PLACES, 18)} "
        "FROM numbers WHERE n % 3 = 0",
        f"{numbers} INSERT INTO rehabilitation (record_id, position, edtf, earliest, latest, body_printed) "
        f"SELECT n, 0, {day(1954, 50, 16)}, {day(1954, 50, 16)}, {day(1954, 50, 16)}, "
        f"'Прокуратура ' || {draw(PLACES, 19)} FROM numbers WHERE n % 3",
    ]


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    """How long it took, and what came out."""
    start = time.perf_counter()
    result = what()
    return time.perf_counter() - start, result


FIRST_TABLE = """
import sys, time
from pathlib import Path
from memorial.count_in_columns import counted
from memorial.count_fields import FIELDS
from memorial.count_question import CountQuestion, TooManyCellsError, read_count_question
start = time.perf_counter()
counted(Path(sys.argv[1]), read_count_question(sys.argv[2].split(",")))
print(time.perf_counter() - start)
"""


def cold(columns: Path, fields: str) -> float:
    """Seconds of the first count in a new process, once its libraries are loaded."""
    done = subprocess.run([sys.executable, "-c", FIRST_TABLE, columns, fields], capture_output=True, check=True)
    return float(done.stdout)


def measure(url: str) -> None:
    """Print the table of figures for one database."""
    with Session(open_database(url)) as session, in_postgresql(session) as peer:
        seconds, columns = timed(lambda: fresh_columns(session))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        size = columns.stat().st_size / 2**20
        print(f"columns made or found in {seconds:.1f} s, {size:.0f} MiB; {used:.0f} MiB of memory at most")
        print(f"{'table':<36} {'cells':>8} {'cold s':>7} {'warm s':>7} {'SQLite s':>9} {'PostgreSQL s':>12}  equal")
        for fields in TABLES:
            question = read_count_question(fields.split(","))
            first = cold(columns, fields)
            fastest = partial(counts.answer, session, question)
            warm, table = min((timed(fastest) for _ in range(5)), key=lambda run: run[0])
            counted = {(cell.values, cell.count, cell.with_category, cell.first_category) for cell in table.cells}
            print(f"{fields:<36} {len(counted):>8,} {first:>7.3f} {warm:>7.3f}", end="")
            equal = True
            for database, width in ((session, 9), (peer, 12)):
                if database is None:
                    print(f" {'-':>{width}}", end="")
                    continue
                slow, (cells, *_) = timed(partial(count_in_database.counted, database, question))
                equal = equal and counted == set(cells)
                print(f" {slow:>{width}.2f}", end="")
            print(f"  {equal}", flush=True)
        print("slowest of all tables by two fields:")
        for seconds, fields in slowest(session):
            print(f"{fields:<36} {'':>8} {'':>7} {seconds:>7.3f}", flush=True)


def slowest(session: Session, shown: int = 5) -> list[tuple[float, str]]:
    """Every pair of fields counted twice, and of those the slowest second times; also tables too large to be shown."""
    found = []
    for pair in combinations(FIELDS, 2):
        question = read_count_question(pair)
        seconds = min(timed(partial(answered, session, question))[0] for _ in range(2))
        found.append((seconds, ",".join(pair)))
    return sorted(found, reverse=True)[:shown]


def answered(session: Session, question: CountQuestion) -> None:
    """Count; that a table is too large to be shown is an answer too."""
    with contextlib.suppress(TooManyCellsError):
        counts.answer(session, question)


def measure_snapshot(path: Path, folder: Path) -> None:
    """Print how long a snapshot takes as a command of its own, and how much memory."""
    command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{path}", "snapshot", str(folder)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        used = peak_while(process)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    print(f"snapshot in {time.perf_counter() - start:.1f} s; {used:,} MiB of memory at most")


def main() -> None:
    """Invent the records, count them, say how long it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("records", nargs="?", type=int, default=FULL if os.environ.get("FULL") else USUAL)
    options.add_argument("--database", type=Path, help="keep the invented records in this file")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.database or Path(folder, "memorial.db")
        if not path.exists():
            seconds, _ = timed(lambda: invent(f"sqlite:///{path}", chosen.records))
            print(f"{chosen.records:,} records invented in {seconds:.0f} s")
        measure(f"sqlite:///{path}")
        measure_snapshot(path, Path(folder, "snapshots"))


if __name__ == "__main__":
    main()
