"""Facts about snapshots: complete, explained, the same for the same data, never half-written, never changed."""

import csv
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import warnings
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet as pq
from sqlalchemy import func, select
from sqlmodel import Session

from memorial import snapshot as writing
from memorial.count_columns import data_state
from memorial.counts import count
from memorial.index import note_change
from memorial.snapshot import snapshots, write_snapshot
from memorial.snapshot_errors import (
    SnapshotBusyError,
    SnapshotChangedError,
    SnapshotFolderError,
    SnapshotNotWrittenError,
)
from memorial.snapshot_states import STATES, number_of_state
from memorial.snapshot_tables import KEYS, ROWS, columns_asked, snapshot_columns
from schema.events import RepressionEvent
from schema.records import VictimRecord

Answers = list[list[tuple[Any, ...]]]
CODE = re.compile(r"## (\w+)\n\n```\w+\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(sample_engine: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first snapshot of the demonstration source."""
    with Session(sample_engine) as session:  # type: ignore[call-overload]
        return write_snapshot(session, tmp_path_factory.mktemp("snapshots"))[0].folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An empty folder for snapshots."""
    folder = tmp_path / "snapshots"
    folder.mkdir()
    return folder


def code(folder: Path, language: str) -> str:
    return dict(CODE.findall((folder / "README.md").read_text(encoding="utf-8")))[language]


@pytest.mark.parametrize(("table", "model"), [("records", VictimRecord), ("events", RepressionEvent)])
def test_no_row_is_lost(sample: Session, folder: Path, table: str, model: type) -> None:
    number = sample.scalar(select(func.count()).select_from(model))
    assert pq.read_metadata(folder / f"{table}.parquet").num_rows == number
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == number


@pytest.mark.parametrize("table", ROWS)
def test_parquet_and_csv_hold_the_documented_columns(folder: Path, table: str) -> None:
    names = [column.name for column in snapshot_columns()[table]]
    assert pq.read_schema(folder / f"{table}.parquet").names == names
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == names
    dictionary = (folder / "DICTIONARY.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in dictionary for name in names)
    assert all(column.meaning for column in snapshot_columns()[table])
    assert set(KEYS[table]) <= set(names)


def test_the_cells_of_a_printed_entry_stay_in_the_database() -> None:
    assert "cells" not in columns_asked()
    assert {"earliest", "surname", "historical_region", "id", "record_id", "source_id", "entry_id"} <= columns_asked()


def test_a_recount_of_the_snapshot_gives_our_counts(sample: Session, folder: Path) -> None:
    rows = duckdb.sql(
        f"SELECT kind, count(*) FROM (SELECT record_key, arg_min(body_key, position) AS body_key FROM "
        f"(SELECT record_key, coalesce(body_key, '') AS body_key, position FROM '{folder}/events.parquet' "
        f"WHERE kind = 'sentence') GROUP BY record_key) LEFT JOIN '{folder}/bodies.parquet' USING (body_key) "
        "GROUP BY kind"
    ).fetchall()
    recount = {kind: number for kind, number in rows if kind}
    assert recount == {row[0]: row[1] for row in count(sample, ["body_kind"]).rows if row[0]}


def test_types_are_those_of_the_dictionary(folder: Path) -> None:
    schema = pq.read_schema(folder / "events.parquet")
    assert [str(schema.field(name).type) for name in ("earliest", "position", "penalty")] == [
        "date32[day]",
        "int64",
        "string",
    ]


def test_the_package_is_valid(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the checker's own, none of ours
        import frictionless

        report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert [task.name for task in report.tasks] == list(KEYS)


def test_the_same_data_gives_the_same_bytes(sample: Session, folder: Path, tmp_path: Path) -> None:
    again, is_new = write_snapshot(sample, tmp_path / "new")
    assert is_new
    names = {file.name for file in folder.iterdir()}
    assert names == {file.name for file in again.folder.iterdir()}
    for name in names:
        assert (folder / name).read_bytes() == (again.folder / name).read_bytes(), name


@pytest.mark.parametrize("cut", [[10], [1] * 10, [3, 3, 4], [4, 0, 6]])
def test_the_bytes_do_not_depend_on_how_rows_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: list[int]
) -> None:
    monkeypatch.setattr(writing, "ROWS_AT_ONCE", 4)
    rows = pa.table({"n": list(range(10)), "words": [None, "а", "б", "а", "", None, "в", "а", "г", "д"]})
    ends = list(accumulate(cut, initial=0))
    batches = [
        batch
        for first, last in pairwise(ends)
        for batch in rows.slice(first, last - first).combine_chunks().to_batches()
    ]
    for name, some in (("whole", rows.to_batches()), ("cut", batches)):
        writing.write_both(pa.RecordBatchReader.from_batches(rows.schema, some), tmp_path / name)
    for suffix in (".parquet", ".csv"):
        assert (tmp_path / f"cut{suffix}").read_bytes() == (tmp_path / f"whole{suffix}").read_bytes()
    assert pq.read_table(tmp_path / "cut.parquet").equals(rows)
    assert pq.read_metadata(tmp_path / "cut.parquet").num_row_groups == 3


def test_checksums_are_those_of_the_files(folder: Path) -> None:
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_licence_and_citation_are_told(folder: Path) -> None:
    assert "`demo`" in (folder / "LICENCES.md").read_text(encoding="utf-8")
    citation = (folder / "CITATION.cff").read_text(encoding="utf-8")
    assert 'version: "1"' in citation and "cff-version: 1.2.0" in citation


def test_unchanged_data_makes_no_new_snapshot_and_changed_data_the_next(session: Session, target: Path) -> None:
    first, is_new = write_snapshot(session, target)
    assert is_new and first.number == 1
    assert write_snapshot(session, target) == (first, False)
    session.connection().exec_driver_sql(
        "INSERT INTO source (key, title, kind, citation, invented) VALUES ('a', 'A', 'memorial_book', 'A', 1)"
    )
    second, is_new = write_snapshot(session, target)
    assert is_new and second.number == 2
    assert [one.number for one in snapshots(target)] == [1, 2]


def test_the_snapshot_of_the_present_data_is_known(session: Session, target: Path) -> None:
    assert number_of_state(target, data_state(session)) is None
    write_snapshot(session, target)
    assert number_of_state(target, data_state(session)) == 1
    note_change(session)
    assert number_of_state(target, data_state(session)) is None
    write_snapshot(session, target)  # the tables are the same: no new snapshot, and the first is that of this state too
    assert number_of_state(target, data_state(session)) == 1
    (target / STATES).write_text("no note")
    assert number_of_state(target, data_state(session)) is None


@pytest.mark.parametrize("change", ["edit", "remove", "add", "no sums"])
def test_a_changed_snapshot_is_told(session: Session, target: Path, change: str) -> None:
    first, _ = write_snapshot(session, target)
    if change == "edit":
        (first.folder / "records.csv").write_text("x")
    elif change == "add":
        (first.folder / "more.csv").write_text("x")
    else:
        (first.folder / ("bodies.csv" if change == "remove" else "SHA256SUMS")).unlink()
    before = sorted(target.rglob("*"))
    with pytest.raises(SnapshotChangedError, match="restore"):
        write_snapshot(session, target)
    assert sorted(target.rglob("*")) == before


def test_a_copy_under_another_number_is_told(session: Session, target: Path) -> None:
    first, _ = write_snapshot(session, target)
    shutil.copytree(first.folder, target / "0002")
    with pytest.raises(SnapshotChangedError, match=r"0002/datapackage\.json"):
        write_snapshot(session, target)


def test_a_folder_of_other_things_is_left_alone(session: Session, target: Path) -> None:
    (target / "letters.txt").write_text("x")
    with pytest.raises(SnapshotFolderError, match="new or empty folder"):
        write_snapshot(session, target)
    with pytest.raises(SnapshotFolderError):
        write_snapshot(session, target / "letters.txt")
    assert [one.name for one in target.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize("sums", [b"one word\n", b"\xff\xfe", None])
def test_a_spoiled_list_of_checksums_is_told(session: Session, target: Path, sums: bytes | None) -> None:
    first, _ = write_snapshot(session, target)
    if sums is None:
        (first.folder / "SHA256SUMS").unlink()
    else:
        (first.folder / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(SnapshotChangedError, match="SHA256SUMS"):
        first.sums()
    with pytest.raises(SnapshotChangedError, match="SHA256SUMS"):
        write_snapshot(session, target)


@pytest.mark.parametrize("note", ["no note", "[]", '{"x": "y"}', '{"1": null}', ""])
def test_a_spoiled_note_of_states_costs_only_the_note(session: Session, target: Path, note: str) -> None:
    write_snapshot(session, target)
    (target / STATES).write_text(note)
    assert number_of_state(target, data_state(session)) is None
    assert write_snapshot(session, target)[1] is False
    assert number_of_state(target, data_state(session)) == 1


def test_two_do_not_write_into_one_folder_at_once(session: Session, target: Path) -> None:
    handle = os.open(target, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(SnapshotBusyError, match="try again"):
        write_snapshot(session, target)
    os.close(handle)
    assert write_snapshot(session, target)[1]


def test_what_a_killed_run_left_goes(session: Session, target: Path) -> None:
    (target / ".unfinished-abc" / "ready").mkdir(parents=True)
    (target / ".unfinished-abc" / "ready" / "records.csv").write_text("half")
    write_snapshot(session, target)
    assert {one.name for one in target.iterdir()} == {"0001", STATES}


@pytest.mark.parametrize(
    "problem",
    [
        OSError(28, "No space left on device"),
        pa.lib.ArrowIOError(28, "Error writing bytes to file. Detail: [errno 28] No space left on device"),
        duckdb.IOException("No space left on device\n\nPossible solutions: …"),
        duckdb.OutOfMemoryException("failed to offload data block\n\nPossible solutions: …"),
    ],
)
def test_a_full_disk_leaves_nothing(
    session: Session, target: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def full(*_: object) -> None:
        raise problem

    monkeypatch.setattr(writing, "write_words", full)
    with pytest.raises(SnapshotNotWrittenError, match=r"\(No space left on device\).* make room"):
        write_snapshot(session, target)
    assert not list(target.iterdir())


@pytest.fixture
def answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What DuckDB answers to the five questions of the README."""
    monkeypatch.chdir(folder)
    with duckdb.connect() as database:
        return [database.execute(one).fetchall() for one in code(folder, "DuckDB").split(";") if one.strip()]


def test_duckdb_answers_the_questions_of_the_readme(answers: Answers) -> None:
    assert len(answers) == 5 and all(answers)
    assert all(re.fullmatch(r"19[0-9]{2}-[01][0-9]", str(month)) for month, _ in answers[2])


def test_pandas_answers_the_questions_of_the_readme(folder: Path, answers: Answers) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    done = run([sys.executable, "-c", code(folder, "pandas")], folder)
    assert done.count("dtype") >= 4 and f"{int(answers[4][0][0])} days" in done
    assert all(f"{month} {number:>5}" in done for month, number in answers[2][:3])


def test_r_answers_the_questions_of_the_readme(folder: Path, answers: Answers) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed: its queries of the snapshot were not run")
    done = run(["Rscript", "-e", code(folder, "R")], folder)
    assert f"[1] {answers[4][0][0]:.5f}" in done
    assert all(str(month) in done for month, _ in answers[2])


def test_spark_answers_the_questions_of_the_readme(folder: Path, answers: Answers) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: its queries of the snapshot were not run")
    done = run([sys.executable, "-c", code(folder, "Spark")], folder)
    assert "nationality" in done and str(answers[4][0][0])[:7] in done
    assert all(re.search(rf"\|{month}\| +{number}\|", done) for month, number in answers[2][:20])


def run(command: list[str], folder: Path) -> str:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
