"""Who on this list is known? A file of names against all records, on all cores, resumable."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sqlmodel import Session

from memorial.bulk import in_parts, select_where_in
from memorial.name_list import Asked, read_list
from memorial.query import QueryError, SearchQuery
from memorial.search import Hit, search
from schema.database import open_database

COLUMNS = ("query", "rank", "record_key", "score", "surname", "given_name", "patronymic", "birth_year", "reasons")
LINES_AT_ONCE = 25
FEW = 60  # lines that are not worth starting other processes for
NAMES = "SELECT record_id, surname, given_name, patronymic FROM name_form WHERE position = 0 AND record_id IN"

Progress = Callable[[int, int], None]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Which list is matched with which database, and how many records are wanted for a line."""

    database: str
    path: Path
    column: str
    born_column: str | None = None
    limit: int = 10
    language: str = "en"


def match(job: Job, out: Path, progress: Progress | None = None) -> int:
    """Write the best records for every line; an interrupted run goes on where it stopped. Returns how many lines."""
    asked = read_list(job.path, job.column, job.born_column)
    part = out.with_name(out.name + ".part")
    done = keep_answered(part, asked)
    with part.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for rows in answers(job, asked[done:]):
            writer.writerows(row for line in rows for row in line)
            file.flush()
            done += len(rows)
            if progress:
                progress(done, len(asked))
    part.replace(out)
    return len(asked)


def keep_answered(part: Path, asked: Sequence[Asked]) -> int:
    """Cut what an interrupted run has written down to whole lines of this list; how many those are."""
    rows = read_answers(part)
    starts = [place for place, row in enumerate(rows) if row[1] in ("", "1")]
    complete = starts[:-1]  # nobody knows whether the last line was finished
    names = [rows[place][0] for place in complete]
    if names != [one.name for one in asked[: len(names)]]:
        starts, complete = [], []
    kept = rows[: starts[-1]] if complete else []
    with part.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *kept])
    return len(complete)


def read_answers(part: Path) -> list[list[str]]:
    """The whole rows that stand in a partial file, without its header."""
    if not part.exists():
        return []
    with part.open(encoding="utf-8", newline="") as file:
        return [row for row in list(csv.reader(file))[1:] if len(row) == len(COLUMNS)]


def answers(job: Job, asked: Sequence[Asked]) -> Iterator[list[list[Row]]]:
    """The rows for each line, a few lines at a time and in their order, from as many processes as there are cores."""
    parts = list(in_parts(asked, LINES_AT_ONCE))
    cores = os.cpu_count() or 1
    if len(asked) <= FEW or cores == 1:
        worker = Worker(job)
        yield from map(worker.answer, parts)
        return
    with ProcessPoolExecutor(cores, get_context("spawn"), _start, (job,)) as processes:
        yield from processes.map(_answer, parts)


class Worker:
    """One process with its own connection."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.engine = open_database(job.database)

    def answer(self, asked: Sequence[Asked]) -> list[list[Row]]:
        """The rows for each of these lines."""
        with Session(self.engine) as session:
            return [rows_for(session, one, self.job) for one in asked]


_workers: list[Worker] = []


def _start(job: Job) -> None:
    _workers.append(Worker(job))


def _answer(asked: Sequence[Asked]) -> list[list[Row]]:
    return _workers[0].answer(asked)


def rows_for(session: Session, asked: Asked, job: Job) -> list[Row]:
    """The rows for one line; a line that finds nobody, or cannot be asked, has one row without a rank."""
    try:
        hits = search(session, SearchQuery(asked.name, born=asked.born, limit=job.limit)).hits if asked.name else ()
    except QueryError as problem:
        return [(asked.name, *[""] * 7, str(problem))]
    names = {row[0]: row[1:] for row in select_where_in(session, NAMES, [hit.record_id for hit in hits])}
    rows = [row_of(asked, rank, hit, names, job.language) for rank, hit in enumerate(hits, 1)]
    return rows or [(asked.name, *[""] * 8)]


def row_of(asked: Asked, rank: int, hit: Hit, names: dict[int, Sequence[str | None]], language: str) -> Row:
    """One hit as a row of the answer."""
    parts = (part or "" for part in names.get(hit.record_id, (None, None, None)))
    told = "; ".join(reason.words(language) for reason in hit.reasons)
    return (asked.name, str(rank), hit.record_key, str(hit.score), *parts, (hit.born or "")[:4], told)
