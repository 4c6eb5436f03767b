"""Facts about the pages of counts: tables with n and caveats, published figures, bodies and operations."""

import html5lib  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient

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
    "/operation/polish": 200,
    "/operation/nothing": 404,
    "/api": 200,
}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_valid_small_and_without_script(client: FlaskClient, address: str, language: str) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == PAGES[address]
    page = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and " style=" not in page and len(page) < 90_000


def test_a_table_tells_n_unknowns_and_caveats(english: FlaskClient) -> None:
    page = english.get("/statistics?rows=nationality").get_data(as_text=True)
    for words in ("29 records", "not recorded", "ordinary criminals", "after September 1938", "invented 29", "CSV"):
        assert words in page
    assert "<td>28</td>" in page and "<td>1</td>" in page


def test_the_chart_is_a_picture_without_script(client: FlaskClient) -> None:
    answer = client.get("/statistics/chart.svg?rows=penalty")
    assert answer.content_type.startswith("image/svg+xml")
    assert b"<svg" in answer.data and b"<script" not in answer.data
    assert client.get("/statistics/chart.svg?rows=shoe_size").status_code == 400


def test_coverage_shows_published_figures_as_printed(english: FlaskClient) -> None:
    page = english.get("/coverage").get_data(as_text=True)
    for figure in ("over 800,000", "49.3 %", "335,513", "247,157", "mid-Sep 1938", "Werth 2010", "96.4"):
        assert figure in page


def test_a_body_shows_its_forms_sentences_and_people(client: FlaskClient) -> None:
    page = client.get("/body/dvoika").get_data(as_text=True)
    for words in ("Ком. НКВД и Прокурора", "1937", "/record/invented:1", "Комиссия НКВД и Прокурора СССР"):
        assert words in page
    assert "/body/dvoika" in client.get("/bodies").get_data(as_text=True)


def test_an_operation_shows_order_figures_and_sentences(english: FlaskClient) -> None:
    page = english.get("/operation/polish").get_data(as_text=True)
    for words in ("00485, 11 Aug 1937", "140,000", "111,000", "<td>1937</td><td>1</td>"):
        assert words in page
