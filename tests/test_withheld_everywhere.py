"""No road leads to a hidden record or to a person who may be alive. Every command and every page is walked.

Three people share surname, place, body and household; only of the first may anything be seen. All are invented.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import pyarrow.parquet as pq
import pytest
from flask import Flask
from pyarrow import feather
from sqlmodel import Session
from werkzeug.routing import Rule

from memorial import count_in_database
from memorial.__main__ import main
from memorial.__main__ import memorial as front_door
from memorial.corrections import Proposal, Verdict, decide, propose
from memorial.count_fields import FIELDS
from memorial.count_question import CountQuestion
from memorial.errors import HiddenRecordError, LivingRecordError
from memorial.living import today
from memorial.records import get_record
from schema.database import open_database
from web import create_app
from web.browse import LISTS
from web.filters import FILTERS

Run = Callable[..., tuple[int, str, str]]

SEEN, HIDDEN, LIVING = "book:1", "book:2", "book:3"
HEADER = (
    "№;ФИО;Год рождения;Место рождения;Место жительства;Профессия;Национальность;Дата ареста;Осудивший орган;"
    "Дата осуждения;Обвинение;Приговор;Дата расстрела;Место захоронения;Номер семьи;Роль в семье\n"
)
LIST = (
    HEADER + "1;Общинский Пётр Иванович;1890;д. Общинка;с. Общинское;сторож;русский;1.8.1937;тройка при УНКВД;"
    "3.10.1937;агитация;ВМН;5.10.1937;Общинский погост;7;муж\n"
    "2;Общинский Зюзякий Зюзякович;1891;д. Зюзяково;с. Общинское;зюзякатель;русский;2.8.1937;"
    "суд Зюзякского района;3.10.1937;зюзякание;ВМН;5.10.1937;Зюзякский погост;7;зюзяк\n"
    f"3;Общинский Кхмыр Кхмырович;{today().year - 90};д. Кхмырово;с. Общинское;кхмырщик;русский;2.8.1949;"
    "суд Кхмырского района;3.10.1949;кхмыренье;ссылка;;;7;кхмыр\n"
)
# The words of the two, in Cyrillic and as they are romanised; they stand nowhere else.
NAMES = r"зюзяк|кхмыр|z[jiy]?u?z[jiy]?ak|zyuzyak|k[hx]+m[yi]r"
SECRET = re.compile(rf"{NAMES}|book:[23]", re.IGNORECASE)
ECHOED = re.compile(NAMES, re.IGNORECASE)  # a page may repeat the key that it was asked for, never a name

# Each command that tells of records, with the ways in which it is asked.
ROADS: dict[str, list[list[str]]] = {
    "search": [
        ["Общинский", "--json"],
        ["Obshchinsky", "--mode", "any", "--limit", "100"],
        ["", "--place", "Общин", "--json"],
        ["", "--born", "1800..2030", "--json"],
        ["Общинский З*"],
    ],
    "match": [["names.csv", "--column", "name", "--out", "found.csv"]],
    "explain": [["Общинский", HIDDEN], ["Общинский", LIVING]],
    "show": [[SEEN], [SEEN, "--json"], [HIDDEN, "--json"], [LIVING]],
    "count": [["--by", name, "--format", shape] for name in FIELDS for shape in ("table", "json")],
    "coverage": [[], ["--json"]],
    "quality": [[], ["--json"]],
    "snapshot": [["snapshots"]],
    "export": [["--source", "book"], ["--source", "book", "--raw"]],
    "batches": [[], ["--json"]],
    "doctor": [[], ["--json"]],
    "reread": [["--json"]],
    "index": [[]],
    "setup": [[]],
    "sample": [[]],
}
# What reads the keeper's own file or writes the keeper's own decisions, and the site, which is walked below.
KEEPERS = {"import", "profile", "read", "undo", "hide", "hidden", "corrections", "serve"}

# Answers that name the two because they were asked for by their key: the sentence of the tombstone.
TOLD = re.compile(r"The record “book:[23]” is withheld[^\n\"]*")

QUESTIONS = (
    {"q": "Общинский"},
    {"q": "Obshchinsky", "mode": "any", "limit": "100"},
    {"place": "Общин"},
    {"q": "", "from": "1800", "to": "2030", "born": "1800..2030"},
    {"by": "jurisdiction,birth_region", "rows": "jurisdiction", "columns": "birth_region", "format": "csv"},
    {"prefix": "Общ", "id": SEEN, "letter": "О", "after": ""},
    {
        "queries": json.dumps({"q0": {"query": "Общинский", "limit": 50}}),
        "extend": json.dumps({"ids": [HIDDEN, LIVING]}),
    },
)
ARGUMENTS = (SEEN, HIDDEN, LIVING, "nkvd_troika", "russian", "book", "О", "1937", "10-05", "1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("withheld")


@pytest.fixture(scope="module")
def url(folder: Path) -> str:
    return f"sqlite:///{folder}/memorial.db"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, url: str) -> Run:
    """Run a command line over the book with the three people, made at the first call."""
    monkeypatch.chdir(folder)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["memorial", "--database", url, *words])
        code = main()
        told = capsys.readouterr()
        return code, told.out, told.err

    if not Path("book.csv").exists():
        Path("book.csv").write_text(LIST, encoding="utf-8")
        Path("names.csv").write_text("name\nОбщинский Пётр\nОбщинский\nObshchinskii\n", encoding="utf-8")
        assert run("import", "book.csv", "--source", "book")[0] == 0
        assert run("hide", HIDDEN, "--because", "a test")[0] == 0
        write_letters(url)
    return run


def write_letters(url: str) -> None:
    """A reader's accepted statement about each of the three; how to reach the reader is a secret too."""
    engine = open_database(url)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        for key, words in ((SEEN, "Он любил сад."), (HIDDEN, "зюзякал"), (LIVING, "кхмырил")):
            letter = Proposal(known=words, how="от родных", language="ru", key=key, contact="зюзяк@example.org")
            decide(session, propose(session, letter), Verdict(True, "зюзякнуто", "зюзяк"))
    engine.dispose()


def leaks(text: str) -> list[str]:
    return SECRET.findall(TOLD.sub("", text))


def test_every_command_is_walked_or_is_the_keepers_own() -> None:
    assert set(ROADS) | KEEPERS == set(front_door.commands)


@pytest.mark.parametrize("command", [name for name in ROADS if name not in ("sample", "setup", "index")])
def test_no_command_tells_of_them(run: Run, command: str) -> None:
    for words in ROADS[command]:
        code, out, err = run(command, *words)
        assert code == (1 if {HIDDEN, LIVING} & set(words) else 0), err
        assert leaks(out + err) == [], words


def test_no_file_that_a_command_writes_tells_of_them(run: Run, folder: Path) -> None:
    assert run("match", "names.csv", "--column", "name", "--out", "again.csv")[0] == 0
    assert run("snapshot", "snapshots")[0] == 0
    assert run("count", "--by", "sex")[0] == 0
    for file in [Path("again.csv"), *Path("snapshots").rglob("*.csv"), *Path("snapshots").rglob("*.json")]:
        assert leaks(file.read_text(encoding="utf-8")) == [], file
    columns = feather.read_table("memorial.db.counts.arrow")
    assert columns.num_rows == 1 and leaks(repr(columns.schema.metadata)) == []
    for file in Path("snapshots").rglob("*.parquet"):
        assert leaks(repr(pq.read_table(file).to_pylist())) == [], file
        assert leaks(repr(pq.read_metadata(file).metadata)) == [], file


def test_both_ways_of_counting_leave_them_out(run: Run, url: str) -> None:
    assert json.loads(run("count", "--by", "source", "--format", "json")[1])["n"] == 1
    with Session(open_database(url)) as session:
        for name in FIELDS:
            cells, _, _ = count_in_database.counted(session, CountQuestion((name,)))
            assert sum(cell[1] for cell in cells) == 1 and leaks(repr(cells)) == []


def test_the_total_of_a_search_leaves_them_out(run: Run) -> None:
    for words in (["Общинский"], ["", "--born", "1800..2030"], ["", "--place", "Общинское"]):
        found = json.loads(run("search", *words, "--json")[1])
        assert (found["total"], [hit["record_key"] for hit in found["hits"]]) == (1, [SEEN])


def test_rebuilding_the_index_does_not_bring_them_back(run: Run) -> None:
    assert run("index")[0] == 0
    assert json.loads(run("search", "Общинский", "--json")[1])["total"] == 1
    assert run("doctor")[0] == 0


def test_their_names_are_in_no_table_but_the_printed_entries(run: Run, url: str) -> None:
    assert run("doctor")[0] == 0
    allowed = {"entry", "withheld_record", "hiding_decision", "correction", "correction_decision"}
    with open_database(url).connect() as connection:
        names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for name in set(names) - allowed:
            assert leaks(repr(connection.exec_driver_sql(f"SELECT * FROM {name}").all())) == [], name


def test_their_addresses_answer_with_a_sentence(run: Run, url: str) -> None:
    assert run("doctor")[0] == 0
    with Session(open_database(url)) as session:
        with pytest.raises(HiddenRecordError, match="kept, but not shown"):
            get_record(session, HIDDEN)
        with pytest.raises(LivingRecordError, match="may be alive"):
            get_record(session, LIVING)


@pytest.fixture
def site(run: Run, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    assert run("doctor")[0] == 0
    monkeypatch.setenv("MEMORIAL_SNAPSHOTS", str(folder / "snapshots"))
    app = create_app(url)
    yield app
    app.extensions["memorial_database"].engine().dispose()
    app.extensions["memorial_database"].writer().dispose()


def addresses(rule: Rule) -> Iterator[str]:
    """The rule with everything that may stand for its arguments, and with every question."""
    paths = [rule.rule]
    for name in rule.arguments:
        paths = [re.sub(rf"<[^<>]*\b{name}>", quote(value), path) for path in paths for value in ARGUMENTS]
    for path in paths:
        yield path
        if not rule.arguments:
            yield from (f"{path}?{urlencode(question)}" for question in QUESTIONS)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_page_tells_of_them(site: Flask, language: str) -> None:
    client = site.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    walked = 0
    for rule in site.url_map.iter_rules():
        if rule.endpoint == "static" or "GET" not in (rule.methods or ()):
            continue
        for address in addresses(rule):
            answer = client.get(address)
            text = answer.get_data(as_text=True)
            secret = ECHOED if {HIDDEN, LIVING} & set(re.findall(r"book:\d", unquote(address))) else SECRET
            assert answer.status_code < 500, address
            assert secret.findall(text) == [], address
            walked += 1
    assert walked > 100


def test_no_list_to_leaf_through_tells_of_them(site: Flask) -> None:
    client = site.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ru"
    addresses = ["/browse", *(f"/browse/{kind}" for kind in LISTS), "/browse/day?month=10", "/browse/names/О"]
    addresses += ["/people/surname/Общинский", "/people/place?of=с.+Общинское", "/search?nationality=russian&sort=name"]
    addresses += [f"/search?{name}=none" for name in FILTERS]
    for address in addresses:
        page = client.get(address).get_data(as_text=True)
        assert leaks(page) == [], address
        for link in (one for one in re.findall(r'href="(/people/[^"]+)"', page) if "lang=" not in one):
            people = client.get(link.replace("&amp;", "&"))
            found = people.get_data(as_text=True)
            assert people.status_code == 200 and leaks(found) == [], link
            assert "1 запись" in found or "никого не называет" in found, link


def test_reconciliation_does_not_propose_them(site: Flask) -> None:
    queries = {
        "queries": json.dumps({f"q{n}": {"query": words} for n, words in enumerate(["Общинский", HIDDEN, LIVING])})
    }
    text = site.test_client().post("/api/v1/reconcile", data=queries).get_data(as_text=True)
    assert SEEN in text and leaks(text) == []


@pytest.mark.parametrize("key", [HIDDEN, LIVING])
@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Эта запись не показывается"), ("en", "This record is not shown")]
)
def test_their_page_is_gone_in_the_readers_language(site: Flask, key: str, language: str, words: str) -> None:
    client = site.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    answer = client.get(f"/record/{key}")
    assert answer.status_code == 410 and words in answer.get_data(as_text=True)
    assert client.get(f"/api/v1/records/{key}").status_code == 410
    assert client.get(f"/correct/{key}").status_code == client.post(f"/correct/{key}").status_code == 410


def test_an_accepted_statement_is_shown_without_how_to_reach_the_reader(run: Run, site: Flask) -> None:
    for text in (run("show", SEEN)[1], site.test_client().get(f"/record/{SEEN}").get_data(as_text=True)):
        assert "Он любил сад." in text and leaks(text) == []


def test_the_site_says_how_many_are_withheld(site: Flask) -> None:
    page = site.test_client().get("/about?lang=en").get_data(as_text=True)
    assert "1 record of a person who may be alive" in page and "1 record that the keepers" in page
