"""Facts about modes, tombstones, reading again and the way through a spreadsheet and back. All people are invented."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, SQLModel

from imports.batch import Report, import_list, plan_import
from imports.export import ExportOptions, export_source
from imports.rereading import find_source, reread
from imports.undo import undo_batch
from memorial.errors import RemovedRecordError
from memorial.index import check
from memorial.records import get_record

Import = Callable[..., Report]
HEADER = "№,ФИО,Год рождения,Приговор\n"
FIRST, SECOND = "1,Примеров Пётр Иванович,1890,ВМН\n", "2,Образцова Анна Петровна,1901,10 лет ИТЛ\n"
CHANGED = SECOND.replace("1901", "1902")


@pytest.fixture
def bring(session: Session, tmp_path: Path) -> Import:
    """Import a text as source `primersk` in a mode."""

    def bring(content: str, mode: str = "update") -> Report:
        path = tmp_path / "primersk.csv"
        path.write_text(content, encoding="utf-8")
        return import_list(session, plan_import(path, source_key="primersk"), mode=mode)

    return bring


def state(session: Session) -> dict[str, list[tuple[object, ...]]]:
    tables = (
        t for t in SQLModel.metadata.sorted_tables if t.name not in ("import_batch", "source", "name_index_state")
    )
    numberless = {
        "place",
        "body_form",
        "repression_event",
        "name_form",
        "data_issue",
        "name_part",
        "name_posting",
        "name_key",
    }
    found = {}
    for table in tables:
        rows = sorted((tuple(row) for row in session.execute(select(table))), key=repr)
        found[table.name] = rows if table.name not in numberless else [len(rows)]  # type: ignore[assignment, list-item]
    return found


def counts(report: Report) -> tuple[int, ...]:
    return (report.added, report.unchanged, report.updated, report.rejected, report.removed)


def test_add_leaves_what_is_here_and_tells(bring: Import, session: Session) -> None:
    bring(HEADER + SECOND)
    assert counts(bring(HEADER + FIRST + CHANGED, "add")) == (1, 0, 0, 1, 0)
    record = get_record(session, "primersk:2")
    assert record is not None and record["birth"]["date"]["edtf"] == "1901"


def test_replace_removes_what_the_list_leaves_out_and_undo_brings_it_back(bring: Import, session: Session) -> None:
    bring(HEADER + FIRST + SECOND)
    before, record = state(session), get_record(session, "primersk:1")
    report = bring(HEADER + CHANGED, "replace")
    assert counts(report) == (0, 0, 1, 0, 1)
    with pytest.raises(RemovedRecordError, match="was removed on"):
        get_record(session, "primersk:1")
    undo_batch(session, report.batch)
    assert get_record(session, "primersk:1") == record
    assert state(session) == before
    assert check(session) == []


def test_a_removed_record_comes_back_under_its_key(bring: Import, session: Session) -> None:
    bring(HEADER + FIRST + SECOND)
    bring(HEADER + SECOND, "replace")
    again = bring(HEADER + FIRST)
    assert counts(again) == (1, 0, 0, 0, 0)
    assert get_record(session, "primersk:1") is not None
    undo_batch(session, again.batch)
    with pytest.raises(RemovedRecordError):
        get_record(session, "primersk:1")


def test_an_undone_record_answers_with_its_tombstone(bring: Import, session: Session) -> None:
    undo_batch(session, bring(HEADER + FIRST).batch)
    with pytest.raises(RemovedRecordError):
        get_record(session, "primersk:1")
    bring(HEADER + FIRST)
    assert get_record(session, "primersk:1") is not None


def test_reading_again_by_the_same_rules_changes_nothing(bring: Import, session: Session) -> None:
    bring(HEADER + FIRST + SECOND + "3,Неясный Иван,когда-то 18??,ВМН\n")
    record = get_record(session, "primersk:2")
    found = reread(session, find_source(session, "primersk"))
    assert (found.read, found.changed) == (3, 0)
    assert get_record(session, "primersk:2") == record
    assert check(session) == []


def test_reading_again_mends_a_reading_and_says_which(bring: Import, session: Session) -> None:
    bring(HEADER + FIRST + SECOND)
    session.execute(text("UPDATE name_form SET given_name = 'Павел' WHERE given_name = 'Пётр'"))
    found = reread(session)
    assert (found.changed, found.parts["names"], found.examples) == (1, 1, ["primersk:1"])
    record = get_record(session, "primersk:1")
    assert record is not None and record["name"]["given_name"] == "Пётр"


def exported(session: Session, raw: bool = False) -> str:
    out = io.StringIO()
    export_source(session, "primersk", out, ExportOptions(raw=raw))
    return out.getvalue()


@pytest.mark.parametrize("header", [HEADER, HEADER.replace("№", "Лист")], ids=["own numbers", "row hashes"])
def test_an_exported_list_comes_back_unchanged_or_mended(bring: Import, session: Session, header: str) -> None:
    bring(header + FIRST + SECOND + "=1+1,'=Формулов Иван,1900,-\n")
    out = exported(session)
    assert "'=1+1" in out and "''=Формулов" in out
    assert counts(bring(out)) == (0, 3, 0, 0, 0)
    assert counts(bring(out.replace("1901", "1902", 1))) == (0, 2, 1, 0, 0)
    assert "'=1+1" not in exported(session, raw=True)
