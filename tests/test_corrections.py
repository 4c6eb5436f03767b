"""Facts about what readers propose: a queue, decisions, statements beside the entry. Everybody here is invented."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import
from imports.rereading import reread
from imports.undo import undo_batch
from memorial.corrections import (
    NoReasonForDecisionError,
    NoSuchCorrectionError,
    Proposal,
    Verdict,
    corrections,
    decide,
    forget_contact,
    propose,
    statements,
)
from memorial.record_text import record_as_text
from memorial.records import get_record

KEY = "primersk:1"
LETTER = Proposal(
    known="Его звали Пётр Ильич, он родился в 1889 году.",
    how="Свидетельство о браке у внучки",
    language="ru",
    key=KEY,
    wrong="Отчество",
    signed="внучка",
    contact="+7 000 000-00-00",
)
YES = Verdict(True, "the certificate was seen", "keeper")
NO = Verdict(False, "about another person", "keeper")


@pytest.fixture
def bring(session: Session, tmp_path: Path) -> Callable[[], Report]:
    def bring() -> Report:
        path = tmp_path / "primersk.csv"
        path.write_text("№,ФИО,Год рождения\n1,Примеров Пётр Иванович,1890\n", encoding="utf-8")
        return import_list(session, plan_import(path, source_key="primersk"))

    return bring


def test_what_waits_is_shown_to_nobody(bring: Callable[[], Report], session: Session) -> None:
    bring()
    before = get_record(session, KEY)
    propose(session, LETTER)
    assert get_record(session, KEY) == before and statements(session, KEY) == []
    (waiting,) = corrections(session, ("waiting",))
    assert (waiting["number"], waiting["contact"], waiting["status"]) == (1, LETTER.contact, "waiting")


def test_an_accepted_one_stands_beside_the_entry(bring: Callable[[], Report], session: Session) -> None:
    bring()
    before = get_record(session, KEY)
    decide(session, propose(session, LETTER), YES)
    after = get_record(session, KEY)
    assert before and after
    (statement,) = after.pop("reader_statements")
    assert before.pop("reader_statements") == [] and after == before
    said = {name: statement[name] for name in ("known", "how", "wrong", "signed")}
    assert said == {name: getattr(LETTER, name) for name in said}
    assert LETTER.contact not in json.dumps(after, ensure_ascii=False) and "contact" not in statement
    assert LETTER.known in record_as_text(after | {"reader_statements": [statement]})


def test_a_decision_can_be_changed_and_the_log_keeps_the_newest(bring: Callable[[], Report], session: Session) -> None:
    bring()
    number = propose(session, LETTER)
    decide(session, number, YES)
    decide(session, number, NO)
    assert statements(session, KEY) == []
    (declined,) = corrections(session, ("declined",))
    assert (declined["because"], declined["decided_by"]) == (NO.because, "keeper")
    decide(session, number, YES)
    assert len(statements(session, KEY)) == 1 and corrections(session, ("waiting", "declined")) == []


def test_a_statement_outlives_undo_and_reading_again(bring: Callable[[], Report], session: Session) -> None:
    first = bring()
    decide(session, propose(session, LETTER), YES)
    reread(session)
    assert len(statements(session, KEY)) == 1
    undo_batch(session, first.batch)
    bring()
    record = get_record(session, KEY)
    assert record and len(record["reader_statements"]) == 1


def test_the_same_letter_twice_has_one_number(session: Session) -> None:
    number = propose(session, LETTER)
    assert propose(session, LETTER) == number
    assert propose(session, replace(LETTER, known="Другое")) != number
    decide(session, number, NO)
    assert propose(session, LETTER) not in (number, number + 1)


def test_a_person_we_do_not_have_waits_too(session: Session) -> None:
    propose(session, replace(LETTER, key=None, name="Небылицын Фома", born="1880"))
    (waiting,) = corrections(session)
    assert (waiting["key"], waiting["name"], waiting["born"]) == (None, "Небылицын Фома", "1880")


def test_how_to_reach_a_reader_can_be_forgotten(session: Session) -> None:
    number = propose(session, LETTER)
    forget_contact(session, number)
    assert corrections(session)[0]["contact"] is None


def test_what_cannot_be_decided_is_told(session: Session) -> None:
    number = propose(session, LETTER)
    with pytest.raises(NoSuchCorrectionError, match="no correction 99"):
        decide(session, 99, YES)
    for reason in ("", "   ", "я" * 3000):
        with pytest.raises(NoReasonForDecisionError):
            decide(session, number, replace(YES, because=reason))
    assert corrections(session, ("waiting",))
