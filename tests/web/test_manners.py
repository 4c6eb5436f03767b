"""What does a search engine see, how much may be asked, what is written down? Sitemap, structured data, limits, log."""

import json
import logging
import re
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from gunicorn.config import Config  # type: ignore[import-untyped]

from web import manners
from web.languages import LANGUAGES
from web.limits import PAGES_A_MINUTE
from web.server import QuietLog

FAR_AWAY = {"REMOTE_ADDR": "192.0.2.7"}  # an address for documentation


def addresses(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.content_type.startswith("application/xml")
    return [element.text or "" for element in ElementTree.fromstring(answer.data).iter() if element.tag.endswith("loc")]


def test_robots_are_led_to_the_sitemap_and_kept_from_questions(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Disallow: /search" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert not any(line.startswith("Disallow: /record") for line in lines)


def test_the_sitemap_has_every_record_once(real: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "PART", 10)
    parts = addresses(real, "/sitemap.xml")
    assert len(parts) == 4  # the pages, then 29 records in tens
    found = [one for part in parts for one in addresses(real, part.removeprefix("http://localhost"))]
    assert len(found) == len(set(found)) == 29 + len(manners.PAGES)
    assert all(real.get(one.removeprefix("http://localhost")).status_code == 200 for one in found)


def test_invented_people_are_not_offered_to_search_engines(client: FlaskClient) -> None:
    assert addresses(client, "/sitemap-1.xml") == []
    assert '<meta name="robots" content="noindex">' in client.get("/record/invented:1").get_data(as_text=True)


def test_a_part_that_cannot_be_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/sitemap-{10**30}.xml").status_code == 404


def test_a_life_is_structured_data_as_precise_as_its_source(client: FlaskClient) -> None:
    page = client.get("/record/invented:1").get_data(as_text=True)
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    person = json.loads(found)
    assert person["@type"] == "Person" and person["familyName"] == "Вишневский"
    assert person["alternateName"] == ["Висневский"]
    assert "birthDate" not in person  # about 1884
    assert "deathDate" not in person  # concluded by a rule, not stated
    assert person["birthPlace"]["name"] == "д. Выдумка <Небывалого> уезда"
    assert "<Небывалого>" not in found


def test_a_life_has_a_description_and_a_title_for_previews(real: FlaskClient) -> None:
    page = real.get("/record/invented:1?lang=ru").get_data(as_text=True)
    assert '<meta property="og:title" content="Вишневский Ян Казимирович">' in page
    assert re.search(r'<meta name="description" content="около 1884 · д\. Выдумка [^"]*Расстрел', page)
    assert "noindex" not in page


def test_the_page_names_its_languages_and_direction(client: FlaskClient) -> None:
    page = client.get("/record/invented:1").get_data(as_text=True)
    assert 'dir="ltr"' in page
    for code in (*LANGUAGES, "x-default"):
        assert f'hreflang="{code}"' in page


def test_one_address_may_ask_much_but_not_everything(client: FlaskClient) -> None:
    answers = [client.get("/robots.txt", environ_base=FAR_AWAY) for _ in range(PAGES_A_MINUTE + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "подождите" in answers[-1].get_data(as_text=True).lower()
    assert client.get("/robots.txt").status_code == 200


def test_what_is_asked_is_written_nowhere(app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/search?q=Небывальщиков")
        client.get("/search?q=" + "Небывальщиков" * 9000)
    assert "Небывальщиков" not in caplog.text and "%D0%9D%D0%B5%D0%B1" not in caplog.text


def test_the_servers_own_log_holds_no_address(caplog: pytest.LogCaptureFixture) -> None:
    log = QuietLog(Config())
    log.error_log.propagate = True
    asked = "Небывальщиков"
    with caplog.at_level(logging.DEBUG):
        try:
            raise ValueError(asked)
        except ValueError as complaint:
            log.exception("Error handling request %s %s", "GET", f"/search?q={asked}")
            log.exception(complaint)
    assert "Error handling request: ValueError" in caplog.text
    assert asked not in caplog.text


def test_a_page_in_an_asked_language_is_its_own_original(client: FlaskClient) -> None:
    page = client.get("/record/invented:1?lang=pl").get_data(as_text=True)
    assert '<link rel="canonical" href="http://localhost/record/invented:1?lang=pl">' in page
    assert '<meta property="og:locale" content="pl_PL">' in page
    assert '<link rel="canonical" href="http://localhost/record/invented:1">' in client.get("/record/invented:1").text


@pytest.mark.parametrize(
    ("events", "told", "day"),
    [
        ([("execution", "stated", "1937-11-10")], False, "1937-11-10"),
        ([("execution", "inferred", "1937-11-10"), ("death", "stated", "1943-02-12")], False, None),
        ([("death", "stated", "1943-02-12")], True, None),
        ([("death", "stated", "1943-02-12")], False, "1943-02-12"),
        ([("execution", "stated", "1937-11-10"), ("death", "stated", "1943-02-12")], True, "1937-11-10"),
    ],
)
def test_a_death_that_may_be_invented_is_no_structured_data(
    events: list[tuple[str, str, str]], told: bool, day: str | None
) -> None:
    record = {
        "key": "a:1",
        "name": {"printed": "Крон", "given_name": None, "patronymic": None, "surname": "Крон", "forms": []},
        "birth": {"date": None, "place": None},
        "events": [
            {"kind": kind, "basis": basis, "date": {"edtf": edtf}, "place": None} for kind, basis, edtf in events
        ],
        "source": {"title": "Книга"},
        "warnings": [{"code": "told_to_family"}] if told else [],
    }
    assert manners.as_person(record, "http://localhost/record/a:1").get("deathDate") == day
