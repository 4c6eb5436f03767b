"""How is the data taken away? Numbered folders that never change: Parquet, CSV, and all that explains them."""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import csv as pa_csv
from pyarrow import parquet as pq
from sqlmodel import Session

from memorial.count_columns import data_state
from memorial.snapshot_errors import (
    SnapshotBusyError,
    SnapshotChangedError,
    SnapshotFolderError,
    SnapshotNotWrittenError,
)
from memorial.snapshot_states import STATES, UNFINISHED_STATES, remember_state
from memorial.snapshot_tables import CLASSES, KEYS, columns_asked, query_of
from memorial.snapshot_words import PACKAGE, number_within, write_words
from memorial.table_files import in_duckdb, settle_on_disk, write_table
from schema.database import table_of

NUMBERED = re.compile(r"[0-9]{4,}")
UNFINISHED = ".unfinished-"
SUMS = "SHA256SUMS"
ROWS_AT_ONCE = 100_000
MEMORY = "384MB"  # for the sorting; what is read and written at the time comes on top


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One finished snapshot."""

    number: int
    folder: Path

    def sums(self) -> dict[str, str]:
        """File → SHA-256, as they were written. Raises `SnapshotChangedError` when that list itself was spoiled."""
        try:
            lines = (self.folder / SUMS).read_text(encoding="utf-8").splitlines()
            return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        except (OSError, ValueError):
            raise SnapshotChangedError(self.folder, SUMS) from None

    def data_sums(self) -> dict[str, str]:
        """The checksums of the tables alone: equal for equal data, whatever the number."""
        return {name: digest for name, digest in self.sums().items() if name.endswith(".parquet")}


def snapshots(folder: Path) -> list[Snapshot]:
    """The snapshots in a folder, spoiled ones too, the oldest first; none where there is no such folder."""
    if not folder.is_dir():
        return []
    found = [one for one in folder.iterdir() if NUMBERED.fullmatch(one.name) and one.is_dir()]
    return sorted((Snapshot(int(one.name), one) for one in found), key=lambda one: one.number)


def write_snapshot(session: Session, folder: Path) -> tuple[Snapshot, bool]:
    """Write the next snapshot: the snapshot and True, or the newest and False when nothing has changed since.

    Raises `SnapshotFolderError` for a folder of other things, `SnapshotChangedError` for a snapshot that is not as it
    was written, `SnapshotBusyError` while another is being written there, `SnapshotNotWrittenError` when the disk
    refuses; then nothing of the new one is kept.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise SnapshotFolderError(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _prepare(folder)
            with tempfile.TemporaryDirectory(dir=folder, prefix=UNFINISHED) as unfinished:
                written, is_new = _write(session, folder, Path(unfinished))
            remember_state(folder, written.number, data_state(session))
        return written, is_new
    except (OSError, pa.ArrowException, duckdb.Error) as problem:
        raise SnapshotNotWrittenError(folder, _reason(problem)) from problem


def _reason(problem: Exception) -> str:
    """Why the disk refused, in a few words: Arrow says them twice, DuckDB adds advice for programmers."""
    if isinstance(problem, duckdb.OutOfMemoryException):  # rows that wait to be sorted lie on the disk
        return os.strerror(errno.ENOSPC)
    number = getattr(problem, "errno", None)
    return os.strerror(number) if number else str(problem).partition("\n")[0]


def check_snapshot(snapshot: Snapshot) -> None:
    """Raises `SnapshotChangedError` when a file is not as it was written, missing, added, or of another snapshot."""
    sums = snapshot.sums()
    present = {str(file.relative_to(snapshot.folder)) for file in snapshot.folder.rglob("*") if file.is_file()}
    for name in sorted(present ^ {*sums, SUMS}):
        raise SnapshotChangedError(snapshot.folder, name)
    for name, digest in sums.items():
        if _sha256(snapshot.folder / name) != digest:
            raise SnapshotChangedError(snapshot.folder, name)
    if PACKAGE not in sums or number_within(snapshot.folder) != str(snapshot.number):
        raise SnapshotChangedError(snapshot.folder, PACKAGE)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes into the folder meanwhile; who is killed lets go of it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise SnapshotBusyError(folder) from None
    try:
        yield
    finally:
        os.close(handle)


def _prepare(folder: Path) -> None:
    """A folder that is ours or can become so; what a killed run left behind goes."""
    before = snapshots(folder)
    ours = {STATES, UNFINISHED_STATES, *(snapshot.folder.name for snapshot in before)}
    for one in folder.iterdir():
        if one.name.startswith(UNFINISHED):
            shutil.rmtree(one)
        elif one.name not in ours:
            raise SnapshotFolderError(folder)
    for snapshot in before:
        check_snapshot(snapshot)


def _write(session: Session, folder: Path, unfinished: Path) -> tuple[Snapshot, bool]:
    before = snapshots(folder)
    number = before[-1].number + 1 if before else 1
    ready, copies = unfinished / "ready", unfinished / "tables"
    ready.mkdir()
    copies.mkdir()
    for table_class in CLASSES:
        table = table_of(table_class)
        columns = [column.name for column in table.c if column.name in columns_asked()]
        write_table(session, table, copies / f"{table.name}.parquet", columns)
    with in_duckdb(copies, MEMORY) as database:
        for name in KEYS:
            write_both(database.sql(query_of(name)).to_arrow_reader(ROWS_AT_ONCE), ready / name)
    write_words(ready, number)
    sums = {file.name: _sha256(file) for file in sorted(ready.iterdir())}
    (ready / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8")
    for file in ready.iterdir():
        settle_on_disk(file)
    if before and before[-1].data_sums() == Snapshot(number, ready).data_sums():
        return before[-1], False
    return Snapshot(number, ready.rename(folder / f"{number:04}")), True


def write_both(reader: pa.RecordBatchReader, path: Path) -> None:
    """The rows into `<path>.parquet` and `<path>.csv`, in one pass and always in the same parts."""
    with (
        pq.ParquetWriter(path.with_suffix(".parquet"), reader.schema, compression="zstd") as as_parquet,
        pa_csv.CSVWriter(str(path.with_suffix(".csv")), reader.schema) as as_csv,
        ThreadPoolExecutor(1) as beside,
    ):
        for part in _parts(reader):
            in_words = beside.submit(as_csv.write_table, part)
            as_parquet.write_table(part, row_group_size=ROWS_AT_ONCE)
            in_words.result()


def _parts(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows in parts of one size: how DuckDB cuts them depends on the machine, and the bytes must not."""
    waiting: list[pa.RecordBatch] = []
    room = ROWS_AT_ONCE
    for batch in reader:
        rest = batch
        while rest.num_rows:
            waiting.append(rest.slice(0, room))
            rest, room = rest.slice(room), room - waiting[-1].num_rows
            if not room:
                yield pa.Table.from_batches(waiting).combine_chunks()
                waiting, room = [], ROWS_AT_ONCE
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
