"""How are the rows of a list read? In order and in chunks; a long list by two processes at once."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Any

from imports.drafts import Doubt
from imports.entry import PrintedRow, RowReader
from imports.files import WHOLE, ListFile, Share
from imports.mapping import Mapping
from imports.mending import Tell
from imports.own_processes import own_environment
from imports.parcels import BrokenOffError, receive
from imports.prepared import Chunk, PreparedRow, prepare
from imports.round_trip import OUR_COLUMNS, made_exact
from memorial.errors import MemorialError
from memorial.name_rows import NameReader, NameRows

# Bytes from which a second and third process earn their start of half a second (some 2,000 biographies).
LONG_LIST = 1_000_000
# Letters of a spoilt row that a doubt shows.
LONGEST_QUOTED = 200
PROCESSES = min(2, os.cpu_count() or 1)


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

    def parts(self, tell: Tell, share: Share = WHOLE) -> Iterator[Iterator[PrintedRow]]:
        """The rows as the source prints them, some thousand at a time."""
        read = self.reader.read
        for part in self.file.parts(tell, share):
            if self.is_export:
                yield (read(number, *self._exported(cells)) for number, cells in part)
            else:
                yield starmap(read, part)

    def _exported(self, cells: list[str]) -> tuple[list[str], str]:
        """The source's own cells, and the number of the entry, which an export names behind them."""
        width = len(self.header)
        key = cells[width] if len(cells) > width else ""
        return [made_exact(cell) for cell in cells[:width]], key.removeprefix(f"{self.mapping.source.key}:")


def read_chunks(plan: ImportPlan) -> Iterator[Chunk]:
    """Every row of the list, interpreted, in the order of the file."""
    if plan.file.size < LONG_LIST:
        return chunks_of_share(plan)
    return _read_in_processes(plan)


def chunks_of_share(plan: ImportPlan, share: Share = WHOLE) -> Iterator[Chunk]:
    """The rows of one share, interpreted."""
    spoilt, names = Spoilt(), NameReader(share.number)
    for rows in plan.parts(spoilt.tell, share):
        chunk = prepare(spoilt.told(rows), plan.mapping.columns)
        for row in chunk.rows:
            names.add(row.row_number, [(form[0], form[1], *form[3:6]) for form in row.names])
        yield chunk._replace(names=names.take())


class Spoilt:
    """What was told of rows while they were read: it becomes doubts about them."""

    def __init__(self) -> None:
        self._doubts: dict[int, list[Doubt]] = {}

    def tell(self, row: int, problem: str, printed: str) -> None:
        """Remember what is wrong with a row."""
        self._doubts.setdefault(row, []).append(Doubt(None, printed[:LONGEST_QUOTED].strip(), problem))

    def told(self, rows: Iterable[PrintedRow]) -> Iterator[PrintedRow]:
        """The rows with their doubts, told by the time when a row is read."""
        for row in rows:
            told = self._doubts.get(row.row_number)
            yield row._replace(doubts=(*row.doubts, *told)) if told else row
        self._doubts.clear()


def _read_in_processes(plan: ImportPlan) -> Iterator[Chunk]:
    """Each process reads every second chunk; they end by themselves when nobody listens any more."""
    processes = [_start(plan, Share(number, PROCESSES)) for number in range(PROCESSES)]
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


def _start(plan: ImportPlan, share: Share) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "imports.reading_process"]
    process = subprocess.Popen(command, env=own_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    pickle.dump((replace(plan, file=replace(plan.file, keeper=None)), share), process.stdin)
    process.stdin.flush()
    return process


def _next_chunk(process: subprocess.Popen[bytes], name: str) -> Chunk | None:
    """The next chunk of a process, None when it is through; raises what stopped it."""
    assert process.stdout is not None
    try:
        answer: Any = receive(process.stdout)
    except BrokenOffError as stopped:
        raise ReadingStoppedError(name) from stopped
    if isinstance(answer, str):
        raise MemorialError(answer)
    if answer is None:
        return None
    rows, bodies, names = answer
    return Chunk([PreparedRow._make(row) for row in rows], bodies, NameRows._make(names))
