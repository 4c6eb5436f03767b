"""How are the rows of a list read? In order and in chunks; a long list by two processes at once."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from imports.drafts import Doubt
from imports.entry import PrintedRow, RowReader
from imports.files import ListFile
from imports.mapping import Mapping
from imports.prepared import Chunk, PreparedRow, prepare
from imports.round_trip import OUR_COLUMNS, made_exact
from imports.rows import LostQuote
from memorial.bulk import in_parts
from memorial.errors import MemorialError

# Rows interpreted and written together: large enough that a place or a body is looked up once for many rows,
# small enough that 40 columns of them stay under 20 MB.
CHUNK_ROWS = 2_000

# Bytes from which a second and third process earn their start of half a second (some 2,000 biographies).
LONG_LIST = 1_000_000
PROCESSES = min(2, os.cpu_count() or 1)

_ROOT = Path(__file__).parent.parent


class ReadingStoppedError(MemorialError):
    """A process that read rows ended before its last row."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Reading {name} was stopped from outside; nothing of it was kept, import it again.")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file, opened, and how its columns become fields."""

    file: ListFile
    mapping: Mapping

    @property
    def header(self) -> tuple[str, ...]:
        """The source's own columns: those that an export added behind them are left out."""
        return self.file.header[: -len(OUR_COLUMNS)] if self.is_export else self.file.header

    @property
    def is_export(self) -> bool:
        """Whether the file was written by `export`."""
        return self.file.header[-len(OUR_COLUMNS) :] == OUR_COLUMNS

    @property
    def reader(self) -> RowReader:
        """The reader of its rows."""
        return RowReader(self.header, self.mapping.columns, self.mapping.rules)

    def rows(self, lost_quote: LostQuote) -> Iterator[tuple[int, list[str], str]]:
        """Row number, the source's own cells, and the number of the entry where an export names it."""
        width = len(self.header)
        if width == len(self.file.header):
            yield from ((number, cells, "") for number, cells in self.file.rows(lost_quote))
            return
        prefix = f"{self.mapping.source.key}:"
        for number, cells in self.file.rows(lost_quote):
            key = cells[width] if len(cells) > width else ""
            yield number, [made_exact(cell) for cell in cells[:width]], key.removeprefix(prefix)


def read_chunks(plan: ImportPlan) -> Iterator[Chunk]:
    """Every row of the list, interpreted, in the order of the file."""
    if plan.file.size < LONG_LIST:
        return chunks_of_share(plan, 0, 1)
    return _read_in_processes(plan)


def chunks_of_share(plan: ImportPlan, share: int, shares: int) -> Iterator[Chunk]:
    """Every so many-th chunk, beginning with this one."""
    read, columns = plan.reader.read, plan.mapping.columns
    lost: dict[int, str] = {}
    for part in islice(in_parts(plan.rows(lost.__setitem__), CHUNK_ROWS), share, None, shares):
        rows = [read(number, cells, entry) for number, cells, entry in part]
        if lost:
            rows = [_told(row, lost) for row in rows]
            lost.clear()
        yield prepare(rows, columns)


def _told(row: PrintedRow, lost: dict[int, str]) -> PrintedRow:
    """The row with a doubt where its line was read without quoting."""
    line = lost.get(row.row_number)
    return replace(row, doubts=(*row.doubts, Doubt(None, line[:200].strip(), "lost_quote"))) if line else row


def _read_in_processes(plan: ImportPlan) -> Iterator[Chunk]:
    """Each process reads every second chunk; they end by themselves when nobody listens any more."""
    processes = [_start(plan, share) for share in range(PROCESSES)]
    try:
        ended = False
        while not ended:
            for process in processes:
                chunk = _next_chunk(process, plan.file.name)
                if chunk is None:
                    ended = True
                    break
                yield chunk
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def _start(plan: ImportPlan, share: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "imports.reading_process"]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    pickle.dump((replace(plan, file=replace(plan.file, keeper=None)), share, PROCESSES), process.stdin)
    process.stdin.flush()
    return process


def _next_chunk(process: subprocess.Popen[bytes], name: str) -> Chunk | None:
    """The next chunk of a process, None when it is through; raises what stopped it."""
    assert process.stdout is not None
    try:
        answer: Any = pickle.load(process.stdout)
    except (EOFError, pickle.UnpicklingError) as stopped:
        raise ReadingStoppedError(name) from stopped
    if isinstance(answer, BaseException):
        raise answer
    if answer is None:
        return None
    rows, bodies = answer
    return Chunk([PreparedRow._make(row) for row in rows], bodies)
