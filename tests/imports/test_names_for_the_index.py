"""The index that an import makes from names taken apart while reading is the one made anew from the tables."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from imports import reading
from imports.batch import Report
from memorial.index import check, rebuild

HEADER = "№,ФИО,Год рождения,Варианты ФИО\n"
CHILD = date.today().year - 5
FIRST = (
    "1,Примеров Пётр Иванович,1890,\n"
    "2,Петров-Водкин Кузьма,1878,\n"
    "3,ПРИМЕРОВ Пётр Иванович,1891,Примерин\n"
    f"4,Ребёнков Миша Тихонович,{CHILD},\n"
    "5,,1900,\n"
    "6,Wiśniewski Jan,1899,\n"
    "1,Повторов Лев Ильич,1901,\n"
)
SECOND = (
    "1,Примеров Пётр Иванович,1890,\n"
    "2,Водкин Кузьма Сергеевич,1878,\n"
    f"4,Взрослов Миша Тихонович,{CHILD},\n"
    "7,Новиков Иван,1902,Новик\n"
)

QUESTIONS = (
    "SELECT s.text, g.text, p.text, n.record_id, n.kind FROM name_posting n "
    "LEFT JOIN name_part s ON s.id = surname_id LEFT JOIN name_part g ON g.id = given_name_id "
    "LEFT JOIN name_part p ON p.id = patronymic_id",
    "SELECT role, text, skeleton, uses FROM name_part",
    "SELECT k.key, k.role, p.text, k.signature FROM name_key k JOIN name_part p ON p.id = k.part_id",
)


def index_of(session: Session) -> list[list[Any]]:
    return [sorted(map(repr, session.execute(text(question)).all())) for question in QUESTIONS]


@pytest.mark.parametrize("long", [0, 1 << 30], ids=["two processes", "this process"])
def test_the_index_is_the_one_made_anew(
    import_text: Callable[..., Report], session: Session, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr(reading, "LONG_LIST", long)
    for rows in (FIRST, SECOND):
        import_text(HEADER + rows)
        made = index_of(session)
        assert made[0] and not check(session)
        assert not [part for part in made[1] if "ребенков" in part or "взрослов" in part]
        rebuild(session)
        assert index_of(session) == made
