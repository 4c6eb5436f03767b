"""What readers send: taken with a number, mended with every word kept, shown only when a keeper accepted it."""

import json
import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from memorial.corrections import Verdict, corrections, decide
from schema.database import open_database
from web import create_app
from web.letters import LONGEST_TEXT, printable
from web.limits import LETTERS_AN_HOUR, limiter

PAGE = "/correct/invented:1"
LETTER = {
    "wrong": "Год рождения",
    "known": "Он родился в 1883 году.",
    "how": "Метрическая книга",
    "signed": "внучка",
    "contact": "sekret@example.org",
    "consent": "y",
}
BLNS = Path(os.environ.get("MEMORIAL_BLNS", "build/naughty/node_modules/big-list-of-naughty-strings/blns.json"))
ALL = ("waiting", "accepted", "declined")


@pytest.fixture
def url(tmp_path: Path, make_book: Callable[[str], None]) -> str:
    url = f"sqlite:///{tmp_path}/memorial.db"
    make_book(url)
    return url


@pytest.fixture
def site(url: str) -> Iterator[Flask]:
    app = create_app(url)
    limiter.reset()
    yield app
    limiter.reset()
    for engine in (app.extensions["memorial_database"].engine(), app.extensions["memorial_database"].writer()):
        engine.dispose()


@pytest.fixture
def reader(site: Flask) -> FlaskClient:
    client: FlaskClient = site.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def send(reader: FlaskClient, page: str = PAGE, **words: str) -> Any:
    """Open the page, fill it, press the button."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', reader.get(page).get_data(as_text=True))
    token = {"csrf_token": found[1]} if found else {}
    return reader.post(page, data=token | LETTER | words)


def queue(url: str) -> list[dict[str, Any]]:
    engine = open_database(url)
    with Session(engine) as session:
        found = corrections(session, ALL)
    engine.dispose()
    return found


def accept(url: str, number: int) -> None:
    engine = open_database(url)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        decide(session, number, Verdict(True, "the book was seen", "keeper"))
    engine.dispose()


def test_a_letter_is_taken_with_a_number(reader: FlaskClient, url: str) -> None:
    answer = send(reader)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/thank-you/1")
    assert "Its number is 1" in reader.get("/thank-you/1").get_data(as_text=True)
    (letter,) = queue(url)
    assert {name: letter[name] for name in LETTER if name != "consent"} == {
        name: words for name, words in LETTER.items() if name != "consent"
    }
    assert (letter["key"], letter["status"], letter["language"]) == ("invented:1", "waiting", "en")


def test_it_is_shown_only_when_accepted_and_never_how_to_reach_the_reader(reader: FlaskClient, url: str) -> None:
    send(reader)
    before = reader.get("/record/invented:1").get_data(as_text=True)
    assert LETTER["known"] not in before
    accept(url, 1)
    after = reader.get("/record/invented:1").get_data(as_text=True)
    for name in ("wrong", "known", "how", "signed"):
        assert LETTER[name] in after
    html5lib.HTMLParser(strict=True).parse(after)
    assert "Слово в слово" in after
    api = reader.get("/api/v1/records/invented:1").json
    assert api["reader_statements"][0]["known"] == LETTER["known"]
    for page in ("/record/invented:1", "/api/v1/records/invented:1", PAGE, "/thank-you/1", "/about", "/quality"):
        assert LETTER["contact"] not in reader.get(page).get_data(as_text=True)


def test_pressing_twice_sends_once(reader: FlaskClient, url: str) -> None:
    assert send(reader).headers["Location"] == send(reader).headers["Location"]
    assert len(queue(url)) == 1


BAD = {
    "nothing known": ({"known": "  "}, "Please write what you know."),
    "no reason": ({"how": ""}, "Please write how you know it"),
    "no consent": ({"consent": ""}, "Please tick that your words may be shown"),
    "too long": ({"known": "Ё" * (LONGEST_TEXT + 1)}, "This is longer than 4000 letters"),
    "a hundred kilobytes": ({"known": "Я" * 100_000}, "This is longer than 4000 letters"),
    "a long line": ({"signed": "я" * 301}, "This is longer than 300 letters"),
    "control characters": ({"known": "Он \x00родился\x1b[31m"}, "Some signs could not be shown"),
    "a machine": ({"website": "http://example.org"}, "Please leave this field empty"),
    "no guard": ({"csrf_token": ""}, "This page was open for long"),
    "a wrong guard": ({"csrf_token": "0" * 64}, "This page was open for long"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_letter_that_cannot_be_taken_says_why_and_keeps_every_word(reader: FlaskClient, url: str, case: str) -> None:
    words, sentence = BAD[case]
    answer = send(reader, **words)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400 and sentence in page
    html5lib.HTMLParser(strict=True).parse(page)
    typed = {name: text for name, text in (LETTER | words).items() if name not in ("consent", "website", "csrf_token")}
    for text in typed.values():
        assert re.sub(r"[\x00\x1b]", "", text).strip() in page
    assert queue(url) == []


NAUGHTY = [
    "<script>alert('ё')</script>",
    "'; DROP TABLE correction; --",
    "{{ 7 * 7 }} {% raw %} ${jndi:ldap://x}",
    "</textarea><img src=x onerror=alert(1)>",
    "\u202eобратно\u202c 👨‍👩‍👧 Z̸a̸l̸g̸o̸",
    "\ufeff\u200b невидимое",
    "1e309 NaN null undefined 0x0",
    "строка\nдругая строка",
]


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_words_are_kept_and_shown_verbatim(reader: FlaskClient, url: str, words: str) -> None:
    assert send(reader, known=words).status_code == 303
    assert queue(url)[0]["known"] == words.strip()
    accept(url, 1)
    page = reader.get("/record/invented:1").get_data(as_text=True)
    assert not re.search(r"<img|<script(?! type=.application/ld)", page)
    text = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    assert words.strip() in text


def test_every_naughty_string_stays_in_the_letter_as_it_was_typed(reader: FlaskClient) -> None:
    if not BLNS.exists():
        pytest.skip("npm install --prefix build/naughty big-list-of-naughty-strings")
    frame = re.sub(r"<textarea.*?</textarea>", "", send(reader, consent="").get_data(as_text=True), flags=re.DOTALL)
    for words in json.loads(BLNS.read_text(encoding="utf-8")):
        answer = send(reader, known=words, consent="")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400, words
        typed = re.search(r'<textarea id="known"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
        assert typed and unescape(typed[1]) == printable(words), words
        assert len(re.findall("<(?!/?(textarea|p|li|a)\\b)", page)) == len(
            re.findall("<(?!/?(textarea|p|li|a)\\b)", frame)
        )


def test_only_so_many_letters_an_hour_and_no_word_is_lost(reader: FlaskClient, url: str) -> None:
    for number in range(LETTERS_AN_HOUR):
        assert send(reader, known="").status_code == 400  # to mend one uses nothing up
        assert send(reader, known=f"Письмо {number}").status_code == 303
    answer = send(reader, known="Одно лишнее")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429 and "We take 10 letters an hour" in page and "Одно лишнее" in page
    assert len(queue(url)) == LETTERS_AN_HOUR


def test_a_database_that_is_busy_loses_no_word(reader: FlaskClient, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.database.PATIENCE_MS", 50)
    engine = open_database(url)
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        answer = send(reader)
    engine.dispose()
    assert answer.status_code == 503
    assert "could not be kept just now" in answer.get_data(as_text=True)
    assert LETTER["known"] in answer.get_data(as_text=True)
    assert send(reader).status_code == 303


def test_a_letter_far_too_long_is_refused(reader: FlaskClient) -> None:
    assert send(reader, known="я" * 1_000_000).status_code == 413


@pytest.mark.parametrize("way", ["get", "post"])
def test_there_is_no_letter_about_a_record_that_is_not_here(reader: FlaskClient, way: str) -> None:
    assert getattr(reader, way)("/correct/none:1").status_code == 404


def test_a_person_we_do_not_have_can_be_told_of(reader: FlaskClient, url: str) -> None:
    nobody = reader.get("/search?q=Ъъыщ Фома").get_data(as_text=True)
    link = re.search(r'href="(/add-person[^"]*)"', nobody)
    assert link
    page = reader.get(link[1]).get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'value="Ъъыщ Фома"' in page
    assert "Please write the name of the person." in send(reader, "/add-person", name="").get_data(as_text=True)
    assert send(reader, "/add-person", name="Ъъыщ Фома", born="1880").status_code == 303
    (letter,) = queue(url)
    assert (letter["key"], letter["name"], letter["born"]) == (None, "Ъъыщ Фома", "1880")


def test_each_worker_knows_the_guard_of_the_others(url: str) -> None:
    limiter.reset()
    first, second = (create_app(url, secret="the same").test_client() for _ in range(2))
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', first.get(PAGE).get_data(as_text=True))
    cookie = first.get_cookie("letter")
    assert found and cookie
    second.set_cookie("letter", cookie.value)
    assert second.post(PAGE, data={"csrf_token": found[1]} | LETTER).status_code == 303


def test_only_who_opens_a_letter_gets_its_cookie(reader: FlaskClient) -> None:
    for page in ("/", "/record/invented:1", "/about"):
        assert "Set-Cookie" not in reader.get(page).headers
    answer = reader.get(PAGE)
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]
