"""What holds on every page: language, headers, the banner, size, and pages for what goes wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from schema.database import open_database
from schema.upgrade import upgrade
from web import create_app
from web.languages import LANGUAGES

PAGES = {
    "/": 200,
    "/search?q=Вишневский": 200,
    "/search?q=Долгополов&page=2&from=1880": 200,
    "/search?q=Щщыыъ Жзкхч": 200,
    "/search?q=": 400,
    "/search?q=Долгополов&page=40": 404,
    "/record/invented:1": 200,
    "/record/invented:2": 200,
    "/record/invented:h/Прохор": 200,
    "/record/none:1": 404,
    "/about": 200,
    "/browse": 200,
    "/browse/names/Д": 200,
    "/browse/nationality": 200,
    "/browse/day": 200,
    "/people/surname/Долгополов": 200,
    "/people/source?of=invented": 200,
    "/search?nationality=polish&sort=name": 200,
    "/distorted-names": 200,
    "/correct/invented:1": 200,
    "/add-person": 200,
    "/thank-you/7": 200,
    "/nowhere": 404,
}
LARGEST_FIRST_LOAD = 100_000
SEARCH_BOX, AGAIN = 'type="search"', '<a class="step" href="">'


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_html_in_its_language(client: FlaskClient, address: str, language: str) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == PAGES[address]
    page = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{language}"' in page
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("address", PAGES)
def test_every_page_keeps_to_itself(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Permissions-Policy" in answer.headers
    page = answer.get_data(as_text=True)
    assert page.count("<script") == page.count('<script type="application/ld+json">')  # data, which nothing runs
    assert " style=" not in page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_invented_people_are_here(client: FlaskClient, address: str) -> None:
    assert "Здесь есть вымышленные записи для показа" in client.get(address).get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_first_load_is_small(client: FlaskClient, address: str) -> None:
    parts = [address, "/static/style.css", "/static/icon.svg"]
    answers = [client.get(part) for part in parts]
    assert sum(len(answer.data) for answer in answers) < LARGEST_FIRST_LOAD
    for answer in answers:
        answer.close()


def test_no_banner_without_invented_people(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    engine = open_database(url)
    upgrade(engine)
    engine.dispose()
    page = create_app(url).test_client().get("/about?lang=ru").get_data(as_text=True)
    assert "вымышленные" not in page
    assert "Ни один источник ещё не загружен" in page


def test_an_import_shows_at_once(tmp_path: Path, make_book: Callable[[str], None]) -> None:
    url = f"sqlite:///{tmp_path / 'memorial.db'}"
    engine = open_database(url)
    upgrade(engine)
    engine.dispose()
    client = create_app(url).test_client()
    assert "вымышленные" not in client.get("/?lang=ru").get_data(as_text=True)
    make_book(url)
    assert "29 записей" in client.get("/?lang=ru").get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "cookie", "accepted", "language"),
    [
        ("/?lang=en", "ru", "ru", "en"),
        ("/", "en", "ru", "en"),
        ("/", None, "en-GB,en;q=0.9,ru;q=0.5", "en"),
        ("/", None, "ru-RU", "ru"),
        ("/", None, "fi", "ru"),
        ("/?lang=xx", None, "en", "en"),
    ],
)
def test_language_is_asked_then_remembered_then_the_browsers(
    app: Flask, address: str, cookie: str | None, accepted: str, language: str
) -> None:
    client = app.test_client()
    if cookie:
        client.set_cookie("lang", cookie)
    page = client.get(address, headers={"Accept-Language": accepted}).get_data(as_text=True)
    assert f'<html lang="{language}"' in page


def test_a_chosen_language_is_kept_in_a_strict_cookie(app: Flask) -> None:
    client = app.test_client()
    cookie = client.get("/?lang=en").headers["Set-Cookie"]
    assert "SameSite=Lax" in cookie and "HttpOnly" in cookie
    assert '<html lang="en"' in client.get("/about", headers={"Accept-Language": "ru"}).get_data(as_text=True)


def test_changing_the_language_keeps_the_question(client: FlaskClient) -> None:
    page = client.get("/search?q=Крон&from=1884").get_data(as_text=True)
    assert "/search?q=%D0%9A%D1%80%D0%BE%D0%BD&amp;from=1884&amp;lang=en" in page


def test_about_names_sources_licence_and_gaps(client: FlaskClient) -> None:
    page = client.get("/about").get_data(as_text=True)
    for words in ("Вымышленная книга для проверки", "CC0", "обычным уголовным статьям", "после сентября 1938", "29"):
        assert words in page


def test_healthz_is_short(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


@pytest.fixture
def away(tmp_path: Path) -> FlaskClient:
    """A site whose database is not there."""
    client: FlaskClient = create_app(f"sqlite:///{tmp_path / 'gone.db'}").test_client()
    return client


def test_healthz_tells_when_the_database_is_away(away: FlaskClient) -> None:
    answer = away.get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json()["sentence"].endswith(".")


@pytest.mark.parametrize("address", ["/", "/search?q=Крон", "/record/a:1", "/about"])
def test_a_page_without_its_database_says_when_to_come_back(away: FlaskClient, address: str, tmp_path: Path) -> None:
    answer = away.get(address, headers={"Accept-Language": "ru"})
    assert answer.status_code == 503
    assert "Записи сейчас недоступны" in answer.get_data(as_text=True)
    assert not list(tmp_path.iterdir()), "a missing database must not be made anew and empty"


def test_the_site_recovers_when_the_database_comes_back(away: FlaskClient, tmp_path: Path) -> None:
    assert away.get("/about").status_code == 503
    engine = open_database(f"sqlite:///{tmp_path / 'gone.db'}")
    upgrade(engine)
    engine.dispose()
    assert away.get("/about").status_code == 200


@pytest.mark.parametrize(
    ("trouble", "status"), [(ValueError("Крон"), 500), (OperationalError("x", {}, OSError()), 503)]
)
def test_trouble_inside_is_neither_shown_nor_logged_with_the_question(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: Any, trouble: Exception, status: int
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("web.search.narrowed_search", fail)
    answer = client.get("/search?q=Крон")
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert "Вы ни в чём не виноваты" in page
    assert type(trouble).__name__ not in page
    assert type(trouble).__name__ in caplog.text
    assert "Крон" not in caplog.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("status", "way_on"),
    [(404, SEARCH_BOX), (410, SEARCH_BOX), (429, AGAIN), (500, AGAIN), (503, AGAIN)],
)  # fmt: skip
def test_every_trouble_has_a_page_with_a_way_on(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str, status: int, way_on: str
) -> None:
    def fail(*_: object) -> None:
        abort(status)

    monkeypatch.setattr("web.search.narrowed_search", fail)
    answer = client.get(f"/search?q=Вишневский&lang={language}")
    page = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert answer.status_code == status and f'<html lang="{language}"' in page
    assert way_on in page.partition("<main")[2]


def test_other_methods_and_large_bodies_are_told(client: FlaskClient) -> None:
    assert client.post("/search", data={"q": "Крон"}).status_code == 405
    assert client.post("/", data=b"x" * 200_000).status_code in (405, 413)


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "[::1", "x" * 5000, "é"])
def test_any_host_gets_an_answer(client: FlaskClient, host: str) -> None:
    answer = client.get("/record/invented:1", headers={"Host": host})
    assert answer.status_code in (200, 400)
    assert b"<script>" not in answer.data


def test_a_page_never_writes(app: Flask) -> None:
    engine = app.extensions["memorial_database"].engine()
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM source")
