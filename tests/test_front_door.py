"""Facts about the command line: exit codes, what goes to stdout, and one sentence for every trouble."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memorial.__main__ import main, memorial

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command line in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEMORIAL_DATABASE", raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["memorial", *words])
        code = main()
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def with_sample(run: Run) -> Run:
    assert run("sample")[0] == 0
    return run


def written(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


@pytest.mark.parametrize("name", sorted(memorial.commands))
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    assert f"Example: python -m memorial {name}" in out


def test_a_missing_database_is_made(run: Run) -> None:
    assert run("batches", "--json") == (0, "[]\n", "")
    assert Path("memorial.db").exists()


def test_import_tells_what_it_did(run: Run) -> None:
    written("list.csv", "ФИО,Год рождения\nПримеров Пётр Никанорович,1890\n")
    code, out, _ = run("import", "list.csv", "--json")
    report = json.loads(out)
    assert code == 0
    assert list(report) == ["batch", "source", "rows", "added", "unchanged", "updated", "rejected", "issues"]
    assert (report["source"], report["rows"], report["added"]) == ("list", 1, 1)
    assert json.loads(run("import", "list.csv", "--json")[1])["unchanged"] == 1


def test_batches_list_what_came_in_and_undo_takes_it_back(with_sample: Run) -> None:
    (batch,) = json.loads(with_sample("batches", "--json")[1])
    assert batch["status"] == "complete" and batch["file"] == "demonstration.csv" and batch["started"]
    assert with_sample("undo", "1")[0] == 0
    assert json.loads(with_sample("batches", "--json")[1])[0]["status"] == "undone"
    assert json.loads(with_sample("count", "--by", "source", "--format", "json")[1])["n"] == 0


def test_undo_and_import_again_give_the_same_export(with_sample: Run) -> None:
    before = with_sample("export", "--source", "demo", "--raw")[1]
    with_sample("undo", "1")
    with_sample("sample")
    assert with_sample("export", "--source", "demo", "--raw")[1] == before


def test_a_dry_run_keeps_nothing(run: Run) -> None:
    written("list.csv", "ФИО\nПримеров Пётр\n")
    code, out, _ = run("import", "list.csv", "--dry-run")
    assert code == 0 and "ФИО → name" in out and "nothing kept" in out
    assert json.loads(run("batches", "--json")[1]) == []


def test_rejected_rows_are_reported_and_tell_by_the_exit_code(run: Run) -> None:
    written("list.csv", "ФИО,Год рождения\nПримеров Пётр,32.13.1890\n,\n")
    code, _, err = run("import", "list.csv", "--report", "doubts.csv")
    assert code == 1 and "1 of 2 rows were rejected" in err
    with Path("doubts.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["row"], row["column"], row["printed"]) for row in csv.DictReader(file)]
    assert rows == [("1", "Год рождения", "32.13.1890"), ("2", "", "")]


def test_search_finds_with_reasons(with_sample: Run) -> None:
    code, out, _ = with_sample("search", "Krzysztof Przybylski", "--json")
    found = json.loads(out)
    assert code == 0 and set(found) == {"query", "total", "hits"}
    best = found["hits"][0]
    assert set(best) == {"record_key", "score", "group", "name", "born", "reasons"}
    assert best["name"].startswith("Пшибыльский") and best["reasons"]


def test_search_says_when_there_is_nothing_to_search(run: Run) -> None:
    code, out, err = run("search", "Крон")
    assert (code, out) == (0, "") and err.startswith("There are no records yet")


def test_show_gives_the_record_json(with_sample: Run) -> None:
    record = json.loads(with_sample("show", "demo:1", "--json")[1])
    expected = (
        "key name sex birth nationality residence occupation social_origin education party family "
        "previous_convictions events rehabilitations source printed warnings"
    )
    assert set(expected.split()) <= set(record)
    assert set(record["birth"]["date"]) == {"edtf", "earliest", "latest", "printed"}
    bodies = [event["body"] for event in record["events"] if event["kind"] == "sentence"]
    assert all({"printed", "key", "kind", "name", "jurisdiction"} <= set(body) for body in bodies) and bodies
    assert "Аветисов" in with_sample("show", "demo:1")[1]


def test_explain_gives_each_piece_of_evidence(with_sample: Run) -> None:
    key = json.loads(with_sample("search", "Johann Scheuermann", "--json")[1])["hits"][0]["record_key"]
    code, out, _ = with_sample("explain", "Johann Scheuermann", key)
    assert code == 0 and len(out.splitlines()) >= 2


@pytest.mark.parametrize(("kind", "key"), [("bodies", "kind"), ("notes", "birth_date"), ("names", "surname")])
def test_read_writes_one_object_per_row(run: Run, kind: str, key: str) -> None:
    written("list.csv", 'text\n"тройка при УНКВД 5 октября 1937 г."\n""\nПримеров Пётр Никанорович\n')
    assert run("read", kind, "list.csv", "--column", "text", "--out", "out.jsonl")[0] == 0
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3 and all(key in json.loads(line) for line in lines)


def test_match_writes_the_best_records_for_each_name(with_sample: Run) -> None:
    written("names.csv", "who,born\nPrzybylski Krzysztof,1890\nНекто Никакой,\n")
    code, _, _ = with_sample("match", "names.csv", "--column", "who", "--limit", "3", "--out", "out.csv")
    assert code == 0
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = "query,rank,record_key,score,surname,given_name,patronymic,birth_year,reasons".split(",")
    assert list(rows[0]) == columns
    assert (rows[0]["rank"], rows[0]["surname"]) == ("1", "Пшибыльский")


@pytest.mark.parametrize("shape", ["table", "csv", "json"])
def test_count_prints_each_shape(with_sample: Run, shape: str) -> None:
    code, out, _ = with_sample("count", "--by", "body_kind,penalty", "--format", shape)
    assert code == 0 and "military_collegium" in out


def test_index_and_doctor_find_everything_in_order(with_sample: Run) -> None:
    assert with_sample("index")[0] == 0
    code, out, _ = with_sample("doctor")
    assert code == 0, out
    assert "PROBLEM" not in out


TROUBLES = [
    (["import", "nowhere.csv"], 1, "There is no file"),
    (["import", "."], 1, "is a folder"),
    (["import", "empty.csv"], 1, "is empty"),
    (["import", "picture.csv"], 1, "is a picture"),
    (["import", "headerless.csv"], 1, "give the first row names"),
    (["import", "list.csv", "--profile", "nowhere"], 2, "There is no profile"),
    (["import", "list.csv", "--profile", "moscow-executed"], 2, "expects the column"),
    (["import"], 2, "Missing argument"),
    (["undo", "7"], 1, "There is no batch 7"),
    (["show", "demo:none"], 1, "No record has the key"),
    (["explain", "Крон", "demo:none"], 1, "No record has the key"),
    (["search", ""], 2, "no name in the query"),
    (["search", "я" * 10_000], 2, "longer than"),
    (["search", "\x00\x01\x02"], 2, "no name in the query"),
    (["search", "Крон", "--born", "abc"], 2, "is no range of years"),
    (["search", "Крон", "--born", "1900..1890"], 2, "ends before it begins"),
    (["search", "Крон", "--mode", "loud"], 2, "loud"),
    (["count", "--by", "shoe_size"], 2, "There is no field"),
    (["read", "bodies", "list.csv", "--column", "nowhere", "--out", "out.jsonl"], 2, "has no column"),
    (["export", "--source", "nowhere"], 1, "There is no source"),
    (["--database", "sqlite:////no/folder/x.db", "batches"], 1, "folder"),
    (["--database", "sqlite:///letter.txt", "batches"], 1, "is not a database"),
    (["--database", "sqlite:///foreign.db", "batches"], 1, "another program"),
]


@pytest.mark.parametrize(("words", "code", "told"), TROUBLES, ids=[" ".join(words)[:60] for words, _, _ in TROUBLES])
def test_trouble_is_told_in_one_sentence(run: Run, words: list[str], code: int, told: str) -> None:
    written("empty.csv", "")
    written("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00")
    written("headerless.csv", "Примеров Пётр,1890\nОбразцов Иван,1891\n")
    written("list.csv", "ФИО\nПримеров Пётр\n")
    written("letter.txt", "Dear sirs, " * 500)
    make_foreign_database(Path("foreign.db"))
    found, out, err = run(*words)
    assert (found, out) == (code, "")
    assert told in err
    assert "Traceback" not in err


def make_foreign_database(path: Path) -> None:
    from schema.database import sqlite_module

    connection = sqlite_module().connect(str(path))
    connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.close()
