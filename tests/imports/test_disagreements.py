"""Facts about two sources that disagree: both stay, and each record warns of the other. All invented."""

from pathlib import Path

import pytest
from sqlmodel import Session

from imports.batch import import_list, plan_import
from memorial.records import get_record

HEADER = "№,ФИО,Год рождения,Дата ареста,Приговор,Дата расстрела\n"
FIRST = HEADER + "1,Примеров Пётр Иванович,1890,5.8.1937,ВМН,1.2.1938\n"


def differs(session: Session, tmp_path: Path, second: str) -> list[dict[str, object]]:
    """What the record of the first source says of the second, once both are in."""
    for key, content in (("one", FIRST), ("two", HEADER + second)):
        path = tmp_path / f"{key}.csv"
        path.write_text(content, encoding="utf-8")
        import_list(session, plan_import(path, source_key=key))
    record = get_record(session, "one:1")
    assert record
    warned = "sources_disagree" in [warning["code"] for warning in record["warnings"]]
    assert warned == bool(record["disagreements"])
    return record["disagreements"]


@pytest.mark.parametrize(
    ("second", "named"),
    [
        ("7,ПРИМЕРОВ ПЕТР ИВАНОВИЧ,1890,5.8.1937,ВМН,11.2.1938\n", ["execution"]),
        ("7,Примеров Петр Иванович,1890,5.8.1937,10 лет ИТЛ,\n", ["penalty"]),
        ("7,Примеров Петр Иванович,1890,6.9.1937,ВМН,1.2.1938\n", ["arrest"]),
        ("7,Примеров Петр Иванович,1890,8.1937,ВМН,1.2.1938\n", []),  # only less exact
        ("7,Примеров Петр Иванович,1890,6.9.1937,ВМН,11.2.1938\n", []),  # no day in common: another man perhaps
        ("7,Примеров Петр Иванович,1891,5.8.1937,ВМН,11.2.1938\n", []),  # another birth year
        ("7,Примеров Иван Иванович,1890,5.8.1937,ВМН,11.2.1938\n", []),
        ("7,Примеров Петр,1890,5.8.1937,ВМН,11.2.1938\n", []),
    ],
)
def test_what_differs_is_named(session: Session, tmp_path: Path, second: str, named: list[str]) -> None:
    found = differs(session, tmp_path, second)
    assert found == ([{"key": "two:7", "differs": named}] if named else [])


def test_one_source_does_not_disagree_with_itself(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text(FIRST + "2,Примеров Пётр Иванович,1890,5.8.1937,ВМН,11.2.1938\n", encoding="utf-8")
    import_list(session, plan_import(path, source_key="one"))
    record = get_record(session, "one:1")
    assert record and record["disagreements"] == []
