"""Counts follow every change at once: imports, hiding, a hundred years, undo, another reading. All invented."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from imports.batch import Report
from imports.hiding import carry_out
from imports.rereading import reread, settle
from imports.undo import undo_batch
from memorial import count_in_database, living
from memorial.count_columns import data_state, fresh_columns
from memorial.count_fields import FIELDS
from memorial.count_in_columns import counted
from memorial.count_question import read_count_question
from memorial.counts import count
from memorial.withheld import Decision, due

HEADER = "№,ФИО,Год рождения,Осуждён,Приговор\n"
ONE = "1,Примеров Пётр Иванович,1890,Веттерское собрание 5 мая 1938 г.,10 лет ИТЛ\n"
TWO = "2,Образцова Анна Петровна,1891,Тройка УНКВД 6 мая 1938 г.,ВМН\n"
BORN = (date.today() - timedelta(days=90 * 365)).year
CHILD = f"3,Ребёнков Миша Петрович,{BORN},Веттерское собрание 7 мая 1938 г.,ссылка\n"

Bring = Callable[..., Report]


class Follower:
    """Looks after each change: the columns are of another moment, and they count what the tables hold."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.states: set[str] = set()

    def records(self) -> int:
        """How many records are counted now, by every field the same as by the database."""
        state = data_state(self.session)
        assert state not in self.states
        self.states.add(state)
        place = fresh_columns(self.session)
        assert place is not None
        for field in FIELDS:
            question = read_count_question([field])
            assert as_sets(counted(place, question)) == as_sets(count_in_database.counted(self.session, question))
        return count(self.session, ["sex"]).n


def as_sets(counted: tuple[Any, ...]) -> tuple[Any, ...]:
    cells, not_understood, sources = counted
    return set(cells), not_understood, sources


def decide(session: Session, hidden: bool) -> None:
    carry_out(session, Decision("primersk:1", hidden, "asked by the family", "keeper"))


def test_counts_follow_every_change(
    import_text: Bring, session: Session, correct: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(session)
    assert follower.records() == 0
    import_text(HEADER + ONE + TWO + CHILD)
    assert follower.records() == 2
    decide(session, hidden=True)
    assert follower.records() == 1
    decide(session, hidden=False)
    assert follower.records() == 2
    later = date(BORN + living.YEARS + 1, 1, 1)
    monkeypatch.setattr(living, "today", lambda: later)
    settle(session, due(session, later))
    assert follower.records() == 3
    correct()
    reread(session)
    assert follower.records() == 3
    assert ("peoples_court", 2) in count(session, ["body_kind"]).rows
    changed = import_text(HEADER + ONE.replace("10 лет ИТЛ", "5 лет ИТЛ") + TWO + CHILD)
    assert follower.records() == 3
    assert count(session, ["sex"], ["term_months=60"]).n == 1
    undo_batch(session, changed.batch)
    assert follower.records() == 3
    assert count(session, ["sex"], ["term_months=60"]).n == 0
    undo_batch(session, 1)
    assert follower.records() == 0
