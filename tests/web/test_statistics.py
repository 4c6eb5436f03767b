"""Facts about the pages of counts: tables with n and caveats, published figures, bodies and operations."""

import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from memorial.count_fields import FIELDS
from memorial.cross_table import Margin
from memorial.snapshot import write_snapshot
from web.count_words import FIELD_NAMES, value_in_words
from web.languages import LANGUAGES

PAGES = {
    "/statistics": 200,
    "/statistics?rows=body_kind&columns=sentence_year": 200,
    "/statistics?rows=sex&where=penalty%3Ddeath": 200,
    "/statistics?rows=shoe_size": 400,
    "/statistics?rows=sex&where=penalty%3D%27%20OR%201%3D1": 400,
    "/statistics?rows=sex&where=birth_year%3D37": 400,
    "/coverage": 200,
    "/quality": 200,
    "/bodies": 200,
    "/body/dvoika": 200,
    "/body/nothing": 404,
    "/body-people/dvoika": 200,
    "/body-people/dvoika?after=invented:1": 200,
    "/body-people/nothing": 404,
    "/statistics?rows=birth_decade&columns=sentencing_body&show=row": 200,
    "/statistics?rows=sentencing_body&columns=source&show=first&where=invented%3Dyes&where=sex%3D": 200,
    "/operation/polish": 200,
    "/operation/nothing": 404,
    "/api": 200,
}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_small_and_without_script(client: FlaskClient, address: str, language: str) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == PAGES[address]
    page = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and " style=" not in page and len(page) < 90_000


def test_a_table_tells_n_unknowns_and_caveats(english: FlaskClient) -> None:
    page = english.get("/statistics?rows=nationality").get_data(as_text=True)
    for words in (
        "29 records",
        "not recorded",
        "ordinary criminals",
        "after September 1938",
        "для проверки</span> 29",
        "CSV",
    ):
        assert words in page
    assert "<td>28</td>" in page and "<td>1</td>" in page


def test_a_table_speaks_the_language_of_its_reader(client: FlaskClient, english: FlaskClient) -> None:
    address = "/statistics?rows=body_kind&columns=sentence_month"
    russian, other = (one.get(address).get_data(as_text=True) for one in (client, english))
    for words in ("ноябрь 1937", "двойка", "Месяц приговора", "не указано"):
        assert words in russian
    for words in ("November 1937", "Month of the sentence", "not recorded"):
        assert words in other
    assert ">dvoika<" not in russian + other and ">sentence_month<" not in russian + other


def test_rows_and_columns_cross(english: FlaskClient) -> None:
    page = html5lib.parse(
        english.get("/statistics?rows=sex&columns=penalty").get_data(as_text=True), namespaceHTMLElements=False
    )
    table = page.find(".//table")
    head = ["".join(cell.itertext()) for cell in table.find("thead/tr")]
    assert head == ["Sex", "Death", "not recorded or not understood", "all"]
    assert ["".join(cell.itertext()) for cell in table.findall("tbody/tr")[-1]] == ["all", "1", "28", "29"]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_its_name_and_words_for_its_values(client: FlaskClient, field: str) -> None:
    page = client.get(f"/statistics?rows={field}").get_data(as_text=True)
    assert str(FIELD_NAMES[field]) and f'value="{field}" selected' in page
    with client.application.test_request_context(headers={"Accept-Language": "ru"}):
        for value in (*FIELDS[field].possible, None, Margin.ALL, Margin.OTHERS):
            assert value_in_words(field, value) not in ("", value)


@pytest.mark.parametrize(
    ("address", "told"),
    {
        "/statistics?rows=shoe_size": "нечего",
        "/statistics?rows=sex&where=birth_year%3D37": "«37»",
        "/statistics?rows=sex&where=penalty%3Ddeth": "«deth»",
        "/statistics?rows=sex&where=penalty": "penalty=death",
        "/statistics?rows=sex&where=jurisdiction%3DНарния": "«Нарния»",
    }.items(),
)
def test_a_mistake_is_told_in_the_language_of_the_reader(client: FlaskClient, address: str, told: str) -> None:
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    (alert,) = re.findall(r'role="alert"><p>(.*?)</p>', page)
    assert answer.status_code == 400 and told in alert and re.search("[а-я]{4}", alert)


def test_a_value_leads_to_the_narrower_table_and_back(english: FlaskClient) -> None:
    page = english.get("/statistics?rows=penalty").get_data(as_text=True)
    assert "where=penalty%3Ddeath" in page.replace("&amp;", "&")
    narrowed = english.get("/statistics?rows=sentence_year&where=penalty%3Ddeath").get_data(as_text=True)
    assert "Penalty: Death" in narrowed and ">1937</a>" in narrowed and "leave out" in narrowed


def test_a_table_says_how_to_cite_it(app: Flask, english: FlaskClient, tmp_path: Path) -> None:
    def cited() -> str:
        page = english.get("/statistics?rows=sex&where=penalty%3Ddeath").get_data(as_text=True)
        (words,) = re.findall(r'<p class="address">(.*?)</p>', page)
        return str(words)

    assert "no snapshot holds this data yet" in cited()
    kept, app.config["SNAPSHOTS"] = app.config["SNAPSHOTS"], tmp_path
    try:
        with Session(app.extensions["memorial_database"].engine()) as session:
            write_snapshot(session, tmp_path)
        assert "Snapshot 1" in cited() and "n = 1" in cited() and "rows=sex&amp;where=penalty%3Ddeath" in cited()
    finally:
        app.config["SNAPSHOTS"] = kept


def test_the_chart_is_a_picture_without_script(client: FlaskClient) -> None:
    answer = client.get("/statistics/chart.svg?rows=penalty")
    assert answer.content_type.startswith("image/svg+xml")
    assert b"<svg" in answer.data and b"<script" not in answer.data
    assert client.get("/statistics/chart.svg?rows=shoe_size").status_code == 400


def test_coverage_shows_published_figures_as_printed(english: FlaskClient) -> None:
    page = english.get("/coverage").get_data(as_text=True)
    for figure in ("over 800,000", "49.3 %", "335,513", "247,157", "mid-Sep 1938", "Werth 2010", "96.4"):
        assert figure in page


def test_all_people_of_a_body_come_in_pages(client: FlaskClient) -> None:
    page = client.get("/body-people/dvoika").get_data(as_text=True)
    assert "Вишневский Ян Казимирович" in page and 'rel="next"' not in page
    assert "/body-people/dvoika" in client.get("/body/dvoika").get_data(as_text=True)
    assert "/record/" not in client.get("/body-people/dvoika?after=invented:1").get_data(as_text=True)


def test_a_body_shows_its_forms_sentences_and_people(client: FlaskClient) -> None:
    page = client.get("/body/dvoika").get_data(as_text=True)
    for words in ("Ком. НКВД и Прокурора", "1937", "/record/invented:1", "Комиссия НКВД и Прокурора СССР"):
        assert words in page
    assert "/body/dvoika" in client.get("/bodies").get_data(as_text=True)


def test_an_operation_shows_order_figures_and_sentences(english: FlaskClient) -> None:
    page = english.get("/operation/polish").get_data(as_text=True)
    for words in ("00485, 11 Aug 1937", "140,000", "111,000", ">1937</a></th><td>1</td>"):
        assert words in page


@pytest.mark.parametrize("address", ["/statistics", "/coverage", "/quality", "/operation/kulak", "/body/dvoika"])
def test_every_page_of_counts_says_whom_books_leave_out(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?lang=en").get_data(as_text=True)
    assert "almost never include people convicted as ordinary criminals" in page


def test_pages_of_bodies_and_operations_say_what_they_were(client: FlaskClient) -> None:
    body = client.get("/body/dvoika?lang=en").get_data(as_text=True)
    assert "bound as “albums”" in body
    operation = client.get("/operation/kulak?lang=en").get_data(as_text=True)
    assert "The largest of the mass operations" in operation and "00447, 30 Jul 1937" in operation
    assert 'href="/coverage"' in operation


def test_coverage_is_one_table_of_the_published_figures(client: FlaskClient) -> None:
    page = client.get("/coverage?lang=en").get_data(as_text=True)
    for words in ("335,513", "247,157", "mid-Sep 1938", "13–14 Jun 1941", "Politburo, 15 Sep 1938", "96.4"):
        assert words in page
    assert page.count("<table") == 2 and 'href="/operation/polish"' in page
