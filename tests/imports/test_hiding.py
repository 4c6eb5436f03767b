"""Facts about hidden records and people who may be alive, through undo, reading again and newer lists. All invented."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import
from imports.export import ExportOptions, export_source, left_out
from imports.hiding import carry_out, show_what_is_due
from imports.rereading import reread
from imports.undo import undo_batch
from memorial import living
from memorial.errors import HiddenRecordError, LivingRecordError, NoSuchRecordError
from memorial.index import check
from memorial.query import SearchQuery
from memorial.records import get_record
from memorial.search import search
from memorial.withheld import Decision, NoReasonError, NotHiddenError, decisions, shown_though_hidden, withheld_numbers

HEADER = "№,ФИО,Год рождения,Приговор,Дата расстрела\n"
SHOT = "1,Примеров Пётр Иванович,1890,ВМН,1.2.1938\n"
OTHER = "2,Образцова Анна Петровна,1891,10 лет ИТЛ,\n"
BORN = (date.today() - timedelta(days=90 * 365)).year
CHILD = f"3,Ребёнков Миша Петрович,{BORN},ссылка,\n"
DEAD_CHILD = f"3,Ребёнков Миша Петрович,{BORN},ссылка,1.5.1952\n"
LIST = HEADER + SHOT + OTHER + CHILD

Bring = Callable[..., Report]


@pytest.fixture
def bring(session: Session, tmp_path: Path) -> Bring:
    """Import a text as source `primersk` in a mode."""

    def bring(content: str, mode: str = "update") -> Report:
        path = tmp_path / "primersk.csv"
        path.write_text(content, encoding="utf-8")
        return import_list(session, plan_import(path, source_key="primersk"), mode=mode)

    return bring


def hide(session: Session, key: str = "primersk:1", hidden: bool = True) -> bool:
    return carry_out(session, Decision(key, hidden, "asked by the family", "keeper"))


def is_gone(session: Session, key: str = "primersk:1") -> bool:
    """Nothing of it can be found, and its address says so."""
    with pytest.raises(HiddenRecordError if key.endswith("1") else LivingRecordError):
        get_record(session, key)
    names = {"primersk:1": "Примеров Пётр", "primersk:3": "Ребёнков Миша"}
    found = search(session, SearchQuery(names[key]))
    assert key not in {hit.record_key for hit in found.hits} and check(session) == []
    return not shown_though_hidden(session)


def test_a_hidden_record_comes_back_as_it_was(bring: Bring, session: Session) -> None:
    bring(LIST)
    before = get_record(session, "primersk:1")
    assert hide(session) and is_gone(session)
    assert session.execute(text("SELECT count(*) FROM entry")).scalar() == 3
    assert hide(session, hidden=False)
    assert get_record(session, "primersk:1") == before
    assert [(one.hidden, one.because, one.decided_by) for one in decisions(session)] == [
        (True, "asked by the family", "keeper"),
        (False, "asked by the family", "keeper"),
    ]


def test_hiding_twice_changes_nothing(bring: Bring, session: Session) -> None:
    bring(LIST)
    assert hide(session) and not hide(session)
    assert len(decisions(session)) == 1


def test_what_cannot_be_hidden_is_told(bring: Bring, session: Session) -> None:
    bring(LIST)
    with pytest.raises(NoSuchRecordError):
        hide(session, "primersk:99")
    with pytest.raises(NotHiddenError):
        hide(session, "primersk:2", hidden=False)
    for reason in ("", "  ", "я" * 3000):
        with pytest.raises(NoReasonError):
            carry_out(session, Decision("primersk:1", True, reason, "keeper"))
    assert decisions(session) == []


def test_a_hidden_record_stays_hidden_whatever_comes_in(bring: Bring, session: Session) -> None:
    first = bring(LIST)
    hide(session)
    assert bring(LIST).unchanged == 3 and is_gone(session)
    assert bring(LIST.replace("1890", "1889")).updated == 1 and is_gone(session)
    reread(session)
    assert is_gone(session)
    assert bring(HEADER + OTHER, "replace").removed == 2 and is_gone(session, "primersk:1")
    bring(LIST)
    assert is_gone(session)
    undo_batch(session, first.batch)
    assert is_gone(session)
    bring(LIST)
    assert is_gone(session)


def test_a_record_of_an_undone_batch_can_be_hidden(bring: Bring, session: Session) -> None:
    undo_batch(session, bring(LIST).batch)
    assert hide(session)
    bring(LIST)
    assert is_gone(session) and get_record(session, "primersk:2")


def test_undo_of_an_update_gives_the_hidden_record_its_older_entry(bring: Bring, session: Session) -> None:
    bring(LIST)
    hide(session)
    newer = bring(LIST.replace("1890", "1889"))
    undo_batch(session, newer.batch)
    assert is_gone(session)
    hide(session, hidden=False)
    record = get_record(session, "primersk:1")
    assert record and record["birth"]["date"]["edtf"] == "1890"


def test_who_may_be_alive_is_withheld_at_import(bring: Bring, session: Session) -> None:
    report = bring(LIST)
    assert (report.added, report.rows) == (3, 3) and is_gone(session, "primersk:3")
    assert withheld_numbers(session) == {"hidden": 0, "may_be_alive": 1}
    assert bring(LIST).unchanged == 3


def test_a_known_death_shows_the_record_and_undo_withholds_it_again(bring: Bring, session: Session) -> None:
    bring(LIST)
    newer = bring(LIST.replace(CHILD, DEAD_CHILD))
    assert newer.updated == 1 and get_record(session, "primersk:3")
    assert search(session, SearchQuery("Ребёнков Миша")).total
    undo_batch(session, newer.batch)
    assert is_gone(session, "primersk:3")


def test_reading_again_withholds_what_was_read_too_freely(bring: Bring, session: Session) -> None:
    bring(LIST.replace(CHILD, DEAD_CHILD))
    session.execute(text("UPDATE entry SET cells = replace(cells, '1.5.1952', '')"))
    found = reread(session)
    assert (found.read, found.changed) == (3, 1) and is_gone(session, "primersk:3")


def test_a_removed_living_person_comes_back_withheld(bring: Bring, session: Session) -> None:
    bring(LIST)
    replaced = bring(HEADER + SHOT, "replace")
    assert replaced.removed == 2
    undo_batch(session, replaced.batch)
    assert is_gone(session, "primersk:3") and get_record(session, "primersk:2")


def test_a_number_that_is_withheld_is_given_to_nobody_else(bring: Bring, session: Session) -> None:
    bring(LIST)
    bring(LIST + "4,Новиков Иван Ильич,1880,ВМН,\n")
    assert search(session, SearchQuery("Новиков Иван")).hits[0].record_id == 4


def test_the_day_comes(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "primersk.csv"
    path.write_text(LIST, encoding="utf-8")
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        import_list(session, plan_import(path, source_key="primersk"))
    monkeypatch.setattr(living, "today", lambda: date(BORN + 100, 12, 30))
    assert show_what_is_due(engine) == 0
    monkeypatch.setattr(living, "today", lambda: date(BORN + 100, 12, 31))
    assert show_what_is_due(engine) == 1
    with Session(engine) as session:
        assert get_record(session, "primersk:3") and check(session) == []
        assert search(session, SearchQuery("Ребёнков Миша")).hits[0].record_id == 3


def test_an_export_leaves_withheld_entries_out_and_does_not_remove_them(bring: Bring, session: Session) -> None:
    bring(LIST)
    hide(session)
    out = io.StringIO()
    assert (export_source(session, "primersk", out), left_out(session, "primersk")) == (1, 2)
    assert "Примеров" not in out.getvalue() and "Ребёнков" not in out.getvalue()
    assert bring(out.getvalue(), "replace").removed == 0
    assert withheld_numbers(session) == {"hidden": 1, "may_be_alive": 1}
    whole = io.StringIO()
    assert export_source(session, "primersk", whole, ExportOptions(with_withheld=True)) == 3
    assert whole.getvalue().splitlines()[1].startswith("1,Примеров")
    assert bring(whole.getvalue()).unchanged == 3
