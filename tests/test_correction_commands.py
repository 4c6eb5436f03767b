"""Facts about the commands by which keepers answer readers, from the letter to the page and the list of new people."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from memorial.__main__ import main
from memorial.corrections import Proposal, propose
from schema.database import open_database

Run = Callable[..., tuple[int, str, str]]
URL = "sqlite:///memorial.db"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command line over one invented record and two letters."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEMORIAL_DATABASE", raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["memorial", *words])
        code = main()
        told = capsys.readouterr()
        return code, told.out, told.err

    Path("primersk.csv").write_text("№,ФИО,Год рождения\n1,Примеров Пётр,1890\n", encoding="utf-8")
    assert run("import", "primersk.csv")[0] == 0
    engine = open_database(URL)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        propose(session, Proposal("Отчество — Ильич", "паспорт", "ru", key="primersk:1", contact="a@example.org"))
        propose(session, Proposal("Выслан в 1930 г.", "от деда, =1+1", "ru", name="Небылицын Фома", born="1880"))
    engine.dispose()
    return run


def test_letters_are_listed_accepted_and_declined(run: Run) -> None:
    listed = run("corrections")[1]
    assert "Отчество — Ильич" in listed and "a@example.org" in listed and "a new person" in listed
    assert run("corrections", "accept", "1", "--because", "seen", "--by", "Анна")[0] == 0
    assert run("corrections", "decline", "2", "--because", "no such village")[0] == 0
    assert run("corrections", "--json")[1] == "[]\n"
    found = json.loads(run("corrections", "--status", "all", "--json")[1])
    assert [(one["number"], one["status"], one["decided_by"] == "Анна") for one in found] == [
        (1, "accepted", True),
        (2, "declined", False),
    ]
    shown = run("show", "primersk:1")[1]
    assert "A reader states" in shown and "Отчество — Ильич" in shown and "a@example.org" not in shown


def test_how_to_reach_a_reader_is_forgotten_on_demand(run: Run) -> None:
    assert run("corrections", "forget-contact", "1")[0] == 0
    assert "a@example.org" not in run("corrections", "--status", "all")[1]


def test_accepted_new_people_become_a_source_of_their_own(run: Run) -> None:
    run("corrections", "accept", "2", "--because", "known in the village")
    Path("new.csv").write_text(run("corrections", "additions")[1], encoding="utf-8")
    report = json.loads(run("import", "new.csv", "--profile", "readers", "--json")[1])
    assert (report["source"], report["added"], report["issues"]) == ("readers", 1, 0)
    record = json.loads(run("show", "readers:2", "--json")[1])
    assert record["name"]["surname"] == "Небылицын" and record["birth"]["date"]["edtf"] == "1880"
    assert "Выслан в 1930 г." in record["remarks"] and record["source"]["kind"] == "testimony"


TROUBLES = [
    (["corrections", "accept", "9", "--because", "seen"], 1, "no correction 9"),
    (["corrections", "accept", "1"], 2, "--because"),
    (["corrections", "decline", "1", "--because", "  "], 2, "Say why"),
    (["corrections", "forget-contact", "9"], 1, "no correction 9"),
    (["corrections", "--status", "lost"], 2, "lost"),
    (["hide", "primersk:1"], 2, "--because"),
    (["hide", "primersk:1", "--because", ""], 2, "Say why"),
    (["hide", "primersk:9", "--because", "asked"], 1, "No record has the key"),
    (["hide", "primersk:1", "--undo", "--because", "asked"], 1, "No decision hides"),
]


@pytest.mark.parametrize(("words", "code", "told"), TROUBLES, ids=[" ".join(words)[:60] for words, _, _ in TROUBLES])
def test_trouble_is_told_in_one_sentence(run: Run, words: list[str], code: int, told: str) -> None:
    found, out, err = run(*words)
    assert (found, out) == (code, "") and told in err and "Traceback" not in err


def test_hiding_is_logged_and_taken_back(run: Run) -> None:
    assert run("hide", "primersk:1", "--because", "asked by the family", "--by", "Анна")[0] == 0
    code, out, err = run("show", "primersk:1")
    assert (code, out) == (1, "") and "kept, but not shown" in err
    assert "was hidden already" in run("hide", "primersk:1", "--because", "again")[2]
    assert run("hide", "primersk:1", "--undo", "--because", "the family agreed")[0] == 0
    assert run("show", "primersk:1")[0] == 0
    log = json.loads(run("hidden", "--json")[1])
    assert [(one["action"], one["because"]) for one in log] == [
        ("hidden", "asked by the family"),
        ("shown again", "the family agreed"),
    ]
    assert log[0]["by"] == "Анна" and log[1]["by"] and log[0]["decided"]
