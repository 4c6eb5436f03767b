"""An archivist's reading of a printed body: it reaches the records at `reread` and holds at every later import."""

from collections.abc import Callable

from sqlmodel import Session

from imports.batch import Report
from imports.rereading import reread
from memorial.records import get_record

LIST = "№,ФИО,Осуждён\n1,Примеров Пётр Иванович,Веттерское собрание 5 мая 1938 г.\n"
MORE = "2,Образцова Анна Петровна,Веттерское собрание 6 мая 1938 г.\n"


def body_of(session: Session, key: str) -> tuple[str, str | None]:
    record = get_record(session, key)
    assert record is not None
    body = next(event["body"] for event in record["events"] if event["body"])
    return body["kind"], body["jurisdiction"]


def test_a_correction_reaches_old_records_and_new_imports(
    import_text: Callable[..., Report], session: Session, correct: Callable[[], None]
) -> None:
    import_text(LIST)
    before = body_of(session, "primersk:1")
    correct()
    assert reread(session).changed == 1
    import_text(LIST + MORE)
    assert before != body_of(session, "primersk:1") == body_of(session, "primersk:2")
    assert body_of(session, "primersk:2") == ("peoples_court", "Веттерский район")
