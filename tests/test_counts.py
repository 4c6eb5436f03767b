"""Facts about counting, on the invented demonstration source."""

import contextlib
import csv
import gc
import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from pyarrow import parquet as pq
from sqlalchemy import func, select
from sqlmodel import Session

from memorial import count_formats, count_in_columns, count_in_database, count_making, counts
from memorial.count_columns import columns_state, data_state, fresh_columns
from memorial.count_fields import FIELDS
from memorial.count_question import TooManyCellsError, read_count_question
from memorial.counts import UnknownCountFieldError, UnknownCountValueError, count
from memorial.errors import UsageError
from schema.database import open_database, sqlite_module
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source
from schema.upgrade import upgrade
from schema.vocabulary import vocabulary


def records(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(VictimRecord)) or 0


@pytest.mark.parametrize("field", FIELDS)
def test_the_counts_of_each_field_sum_to_all_records(sample: Session, field: str) -> None:
    table = count(sample, [field])
    assert table.n == sum(row[-1] for row in table.rows) == records(sample)
    assert len({row[:-1] for row in table.rows}) == len(table.rows)


@pytest.mark.parametrize("field", [name for name, field in FIELDS.items() if field.vocabulary])
def test_values_are_codes_of_their_vocabulary(sample: Session, field: str) -> None:
    known = vocabulary(str(FIELDS[field].vocabulary))
    assert {row[0] for row in count(sample, [field]).rows} - {None} <= set(known)


def test_two_fields_cross_and_agree_with_one(sample: Session) -> None:
    crossed = count(sample, ["body_kind", "penalty"])
    alone = {row[0]: row[1] for row in count(sample, ["body_kind"]).rows}
    for kind, number in alone.items():
        assert sum(row[2] for row in crossed.rows if row[0] == kind) == number


def test_a_condition_leaves_only_its_records(sample: Session) -> None:
    by_penalty = {row[0]: row[1] for row in count(sample, ["penalty"]).rows}
    assert count(sample, ["body_kind"], ["penalty=death"]).n == by_penalty["death"]
    assert count(sample, ["body_kind"], ["penalty="]).n == by_penalty[None]


def test_a_year_can_be_asked_for(sample: Session) -> None:
    years = {row[0]: row[1] for row in count(sample, ["execution_year"]).rows}
    assert count(sample, ["sex"], ["execution_year=1937"]).n == years[1937]


def test_every_kind_of_body_and_every_penalty_occurs_in_the_sample(sample: Session) -> None:
    assert {row[0] for row in count(sample, ["body_kind"]).rows} >= set(vocabulary("body_kinds")) - {"unknown"}
    assert {row[0] for row in count(sample, ["penalty"]).rows} >= set(vocabulary("penalties"))


@pytest.mark.parametrize(
    ("by", "where", "told"),
    [
        (["shoe_size"], [], UnknownCountFieldError),
        (["sex"], ["shoe_size=44"], UnknownCountFieldError),
        (["sex"], ["penalty=deth"], UnknownCountValueError),
        (["sex"], ["penalty"], UsageError),
        (["sex"], ["birth_year=' OR 1=1"], UsageError),
        (["sex"], ["birth_year=99999999999999999999"], UsageError),
        (["sex"], ["birth_year=37"], UsageError),
        (["sex"], ["sentence_year=3937"], UsageError),
        (["sex"], ["sentence_month=1937-13"], UsageError),
        (["sex"], ["birth_decade=1893"], UsageError),
        (["sex"], ["source=' OR 1=1 --"], UnknownCountValueError),
        (["sex"], ["jurisdiction=x') UNION SELECT 1"], UnknownCountValueError),
        (["sex; DROP TABLE source"], [], UnknownCountFieldError),
        ([""], [], UnknownCountFieldError),
        (["sex", *list(FIELDS)[:7]], [], UsageError),
    ],
)
def test_what_cannot_be_counted_is_told(
    sample: Session, by: list[str], where: list[str], told: type[Exception]
) -> None:
    with pytest.raises(told):
        count(sample, by, where)


def test_persons_are_not_counted_before_they_are_known(sample: Session) -> None:
    with pytest.raises(UsageError, match="Only records"):
        count(sample, ["sex"], unit="persons")


PAIRS = [["body_kind", "sentence_year"], ["penalty", "sex"], ["victim_category", "occupation_group"]]
CONDITIONS = [
    [],
    ["penalty=death"],
    ["penalty=death", "penalty=camp"],
    ["nationality=", "sex=m"],
    ["sentence_year=1937", "extrajudicial=yes"],
    ["execution_year=1899"],
]


@pytest.mark.parametrize("by", [[name] for name in FIELDS] + PAIRS, ids=",".join)
@pytest.mark.parametrize("where", CONDITIONS, ids=" ".join)
def test_the_columns_count_what_the_database_counts(sample: Session, by: list[str], where: list[str]) -> None:
    question = read_count_question(by, where)
    cells, not_understood, sources = count_in_database.counted(sample, question)
    fast = counts.answer(sample, question)
    assert len(fast.cells) == len(cells)
    assert {(*cell.values, cell.count, cell.with_category, cell.first_category) for cell in fast.cells} == {
        (*cell[0], *cell[1:]) for cell in cells
    }
    assert (fast.not_understood, fast.sources) == (not_understood, sources)


@pytest.mark.parametrize("by", PAIRS, ids=",".join)
@pytest.mark.parametrize("bits", [1, 4, 20])
def test_tables_of_many_possible_cells_are_the_same(
    sample: Session, monkeypatch: pytest.MonkeyPatch, by: list[str], bits: int
) -> None:
    fast = count(sample, by)
    monkeypatch.setattr(count_in_columns, "MOST_COUNTERS", 0)
    monkeypatch.setattr(count_in_columns, "PLACE_BITS", bits)
    assert count(sample, by) == fast


@pytest.mark.parametrize("largest", [1, 10_000, 1 << 62])
def test_tables_of_many_fields_are_counted_in_the_columns_too(
    sample: Session, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    question = read_count_question("birth_year days_to_execution burial_place sentencing_body article sex".split())
    monkeypatch.setattr(count_in_columns, "LARGEST_KEY", largest)
    fast, slow = counts.answer(sample, question), count_in_database.counted(sample, question)
    assert {(cell.values, cell.count, cell.with_category, cell.first_category) for cell in fast.cells} == set(slow[0])
    assert fast.not_understood == slow[1]


def test_the_unknown_are_told_apart(sample: Session) -> None:
    table = count(sample, ["nationality"])
    empty = sum(row[-1] for row in table.rows if row[0] is None)
    assert table.not_recorded["nationality"] + table.not_understood["nationality"] == empty
    assert sum(table.sources.values()) == table.n


def test_shares_add_up(sample: Session) -> None:
    table = count(sample, ["body_kind", "penalty"])
    shares = table.shares()
    assert sum(share["share"] or 0 for share in shares) == pytest.approx(1)
    for kind in {row[0] for row in table.rows}:
        of_row = [share["row_share"] for row, share in zip(table.rows, shares, strict=True) if row[0] == kind]
        assert sum(share or 0 for share in of_row) == pytest.approx(1)


def test_the_first_category_is_a_share_of_the_known_ones(sample: Session) -> None:
    everything = count(sample, ["sentence_category"])
    known = {row[0]: row[1] for row in everything.rows}
    by_kind = count(sample, ["body_kind"])
    assert sum(cell.first_category for cell in by_kind.cells) == known["first"]
    assert sum(cell.with_category for cell in by_kind.cells) == known["first"] + known["second"]


def test_columns_follow_every_change(session: Session) -> None:
    place = fresh_columns(session)
    assert place is not None and count(session, ["source"]).n == 0
    before = data_state(session)
    session.add(Source(key="book", title="Книга", kind="memorial_book", citation="Книга"))
    session.flush()
    batch = ImportBatch(
        source_id=1, status="complete", file_name="a", file_sha256="", profile="", mapping={}, header=[],
        started=datetime(2020, 1, 1, tzinfo=UTC), finished=datetime(2020, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    session.add(batch)
    session.flush()
    entry = Entry(source_id=1, batch_id=1, number="1", row_number=1, cells=[])
    session.add(entry)
    session.flush()
    session.add(VictimRecord(key="book:1", entry_id=1, source_id=1, batch_id=1, sex="f"))
    session.flush()
    assert data_state(session) != before
    assert count(session, ["sex"]).rows == (("f", 1),)


def test_a_broken_file_of_columns_is_made_again(session: Session) -> None:
    place = fresh_columns(session)
    assert place is not None
    place.write_bytes(b"not a table")
    assert count(session, ["sex"]).n == 0
    assert fresh_columns(session) == place and place.stat().st_size > 1000


def test_without_a_place_for_columns_the_database_counts(sample: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = count(sample, ["body_kind", "penalty"], ["sex=m"])
    monkeypatch.setattr(counts, "fresh_columns", lambda _session: None)
    assert count(sample, ["body_kind", "penalty"], ["sex=m"]) == fast
    with pytest.raises(UnknownCountValueError):
        count(sample, ["sex"], ["jurisdiction=Нарния"])


@pytest.mark.parametrize("counters", [0, 1 << 23])
@pytest.mark.parametrize("road", [count_in_columns, count_in_database])
def test_too_many_cells_are_told(
    sample: Session, monkeypatch: pytest.MonkeyPatch, road: ModuleType, counters: int
) -> None:
    monkeypatch.setattr(count_in_columns, "MOST_COUNTERS", counters)
    monkeypatch.setattr(road, "MOST_CELLS", 3)
    if road is count_in_database:
        monkeypatch.setattr(counts, "fresh_columns", lambda _session: None)
    with pytest.raises(TooManyCellsError, match="fewer fields"):
        count(sample, ["body_kind"])
    assert gc.isenabled()


def test_every_shape_holds_the_same_table(sample: Session) -> None:
    table = count(sample, ["body_kind", "sentence_year"])
    lines = list(csv.reader(io.StringIO(count_formats.as_csv(table, shares=True))))
    assert len(lines) == len(table.rows) + 1
    assert sum(int(line[2]) for line in lines[1:]) == table.n
    read = pq.read_table(io.BytesIO(count_formats.as_parquet(table, shares=True)))
    assert str(read.schema.field("sentence_year").type) == "int64"
    assert read.column("count").to_pylist() == [row[-1] for row in table.rows]
    text = "\n".join(count_formats.as_text(table, shares=True))
    assert f"n = {table.n:,} records" in text and "not understood" in text


@pytest.mark.parametrize("name", ["it's here", "a [1] *folder", "книга"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    engine = open_database(f"sqlite:///{tmp_path / name}/memorial.db")
    upgrade(engine)
    with Session(engine) as session:
        assert fresh_columns(session) == tmp_path / name / "memorial.db.counts.arrow"
        assert count(session, ["sex"]).n == 0
    engine.dispose()


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), duckdb.IOException("no space")])
def test_where_columns_cannot_be_made_the_database_counts(
    session: Session, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def full(*_: object) -> None:
        raise problem

    monkeypatch.setattr(count_making, "write_file", full)
    assert fresh_columns(session) is None and count(session, ["sex"]).n == 0
    folder = Path(str(session.connection().engine.url.database)).parent
    assert not list(folder.glob("*.arrow")) and not list(folder.glob(".*"))


def test_only_readers_of_the_database_read_the_columns(session: Session) -> None:
    database = Path(str(session.connection().engine.url.database))
    database.chmod(0o600)
    place = fresh_columns(session)
    assert place is not None and place.stat().st_mode & 0o777 == 0o600


def test_several_processes_share_one_file(sample: Session, tmp_path: Path) -> None:
    copy = tmp_path / "memorial.db"
    with contextlib.closing(sqlite_module().connect(str(sample.connection().engine.url.database))) as database:
        database.execute("VACUUM INTO ?", (str(copy),))
    command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{copy}", "count", "--by", "sex"]
    asked = [subprocess.Popen([*command, "--format", "csv"], stdout=subprocess.PIPE) for _ in range(3)]
    answers = {one.communicate()[0] for one in asked}
    assert len(answers) == 1 and {one.returncode for one in asked} == {0}
    assert {one.name for one in tmp_path.iterdir() if "counts" in one.name} == {
        "memorial.db.counts.arrow",
        "memorial.db.counts.arrow.lock",
    }


def test_columns_made_piece_by_piece_are_the_same(
    sample: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fresh_columns(sample)
    monkeypatch.setattr(count_making, "RECORDS_AT_ONCE", 50)
    pieces = count_making.make_columns(sample, tmp_path, columns_state(sample))
    assert whole is not None and pieces.read_bytes() == whole.read_bytes()
