"""Facts about bringing lists in and taking them back. All people are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from imports.batch import Report, import_list, plan_import
from imports.undo import BatchUndoneError, NoSuchBatchError, undo_batch
from memorial.records import get_record
from schema.data_issues import DataIssue
from schema.records import VictimRecord
from schema.sources import ImportBatch, Source

Import = Callable[..., Report]

HEADER = "№,ФИО,Год рождения,Место рождения,Приговорен,Приговор,Расстрелян\n"
PRIMEROV = (
    '1,Примеров Пётр Никанорович,1890,"Примерская губ., с. Вымышлено",'
    '"тройка при УНКВД по Омской обл. 5 октября 1937 г., обв.: по ст. 58-10",ВМН,17 октября 1937 г.\n'
)
OBRAZTSOVA = '2,Образцова (Выдуманова) Анна Сергеевна,1901,г. Образцов,"ОСО при НКВД СССР 3 мая 1938 г.",8 лет ИТЛ,\n'
LIST = HEADER + PRIMEROV + OBRAZTSOVA

# What a batch may leave behind when it is undone.
TRACES = ("import_batch", "source", "removed_record", "name_index_state")


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the batches' own lines and the count of changes."""
    tables = (table for table in SQLModel.metadata.sorted_tables if table.name not in TRACES)
    return {table.name: sorted(map(tuple, session.execute(select(table))), key=repr) for table in tables}


def counts(report: Report) -> tuple[int, ...]:
    return (report.rows, report.added, report.unchanged, report.updated, report.rejected)


def test_every_row_is_accounted_for(import_text: Import) -> None:
    assert counts(import_text(LIST)) == (2, 2, 0, 0, 0)


def test_the_same_file_again_adds_nothing(import_text: Import, session: Session) -> None:
    import_text(LIST)
    before = everything(session)
    assert counts(import_text(LIST)) == (2, 0, 2, 0, 0)
    assert everything(session) == before


def test_a_list_without_numbers_knows_its_rows_by_their_words(import_text: Import) -> None:
    plain = "ФИО,Год рождения\nПримеров Пётр,1890\nПримеров Пётр,1890\nОбразцов Иван,1880\n"
    assert counts(import_text(plain)) == (3, 3, 0, 0, 0)
    assert counts(import_text(plain)) == (3, 0, 3, 0, 0)
    assert counts(import_text(plain + "Новый Иван,1881\n")) == (4, 1, 3, 0, 0)


def test_a_corrected_row_updates_its_record_and_keeps_its_key(import_text: Import, session: Session) -> None:
    import_text(LIST)
    assert counts(import_text(LIST.replace("1890", "1891"))) == (2, 0, 1, 1, 0)
    record = get_record(session, "primersk:1")
    assert record is not None
    assert record["birth"]["date"]["edtf"] == "1891"


def test_undo_of_an_update_restores_what_was_before(import_text: Import, session: Session) -> None:
    import_text(LIST)
    before = get_record(session, "primersk:1")
    second = import_text(LIST.replace("1890", "1891").replace("Омской", "Томской"))
    undo_batch(session, second.batch)
    assert get_record(session, "primersk:1") == before


def test_undo_leaves_no_trace_but_the_line_of_the_batch(import_text: Import, session: Session) -> None:
    empty = everything(session)
    report = import_text(LIST)
    assert undo_batch(session, report.batch) == 2
    assert everything(session) == empty
    assert session.get_one(ImportBatch, report.batch).status == "undone"


def test_undo_leaves_what_other_batches_brought(import_text: Import, session: Session) -> None:
    import_text(HEADER + PRIMEROV)
    before = everything(session)
    undo_batch(session, import_text(HEADER + OBRAZTSOVA).batch)
    assert everything(session) == before


def test_undo_twice_and_undo_of_nothing_are_told(import_text: Import, session: Session) -> None:
    batch = import_text(LIST).batch
    undo_batch(session, batch)
    with pytest.raises(BatchUndoneError, match="undone already"):
        undo_batch(session, batch)
    with pytest.raises(NoSuchBatchError, match="There is no batch 77"):
        undo_batch(session, 77)


def test_an_empty_row_is_rejected_and_told(import_text: Import, session: Session) -> None:
    report = import_text(LIST + ",,,,,,\n")
    assert counts(report) == (3, 2, 0, 0, 1)
    issue = session.scalars(select(DataIssue).where(DataIssue.problem == "empty_row")).one()  # type: ignore[arg-type]
    assert issue.row_number == 3


def test_a_ragged_row_comes_in_with_a_doubt(import_text: Import, session: Session) -> None:
    assert counts(import_text(LIST + "3,Лишний Иван Иванович,1899,г. Образцов,,,,,сверх\n")) == (3, 3, 0, 0, 0)
    record = get_record(session, "primersk:3")
    assert record is not None and "сверх" in record["printed"]
    assert session.scalars(select(DataIssue.problem)).all() == ["ragged_row"]  # type: ignore[call-overload]


def test_an_unused_column_is_kept_and_named(import_text: Import, session: Session) -> None:
    report = import_text("ФИО,Рост\nПримеров Пётр,170\n")
    assert report.unused == ["Рост"]
    key = session.scalars(select(VictimRecord.key)).one()  # type: ignore[call-overload]
    record = get_record(session, key)
    assert record is not None and "170" in record["printed"]


def test_a_record_tells_what_the_row_says(import_text: Import, session: Session) -> None:
    import_text(LIST)
    record = get_record(session, "primersk:1")
    assert record is not None
    assert record["name"]["surname"] == "Примеров"
    assert record["sex"] == "m" and record["sex_basis"] == "inferred"
    sentence, execution = record["events"]
    assert (sentence["kind"], sentence["penalty"], sentence["sentence_category"]) == ("sentence", "death", "first")
    assert sentence["body"]["kind"] == "nkvd_troika" and sentence["body"]["jurisdiction"] == "Омская область"
    assert sentence["articles"][0]["article"] == "58-10"
    assert (execution["kind"], execution["date"]["edtf"]) == ("execution", "1937-10-17")


def test_another_surname_in_brackets_is_a_form_of_the_name(import_text: Import, session: Session) -> None:
    import_text(LIST)
    record = get_record(session, "primersk:2")
    assert record is not None
    assert [(form["kind"], form["surname"]) for form in record["name"]["forms"]] == [
        ("main", "Образцова"),
        ("variant", "Выдуманова"),
    ]


def test_an_import_that_fails_leaves_nothing(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_text(LIST, encoding="utf-8")

    def fail(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(session, plan_import(path), fail)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Source)) == 0


@pytest.mark.real_data
@pytest.mark.parametrize(("profile", "rows"), [("moscow-executed", 9_103), ("memo-notes", 32_256)])
def test_the_real_lists_come_in_whole(
    session: Session, real_data: Callable[[str], Path], profile: str, rows: int
) -> None:
    plan = plan_import(real_data(f"{profile.replace('-', '_')}.csv"), profile)
    assert counts(import_list(session, plan)) == (rows, rows, 0, 0, 0)
    assert counts(import_list(session, plan)) == (rows, 0, rows, 0, 0)
