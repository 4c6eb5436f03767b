"""What can the family do next? The page of archives and the letters."""

import re

import pytest
from flask.testing import FlaskClient

from web.family import LETTERS


def page_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_a_life_leads_to_the_archives(client: FlaskClient) -> None:
    assert 'href="/family/invented:1"' in page_of(client, "/record/invented:1")
    page = page_of(client, "/family/invented:1")
    assert "Архив службы безопасности того региона" in page
    assert "Мы не уверены" in page


@pytest.mark.parametrize("letter_language", LETTERS)
def test_every_letter_of_the_page_is_filled_from_the_record(client: FlaskClient, letter_language: str) -> None:
    for archive in re.findall(r'href="/request/(\w+)/', page_of(client, "/family/invented:1")):
        page = page_of(client, f"/request/{archive}/{letter_language}/invented:1")
        for words in ("Вишневский Ян Казимирович", "Примерск", "Вымышленная книга для проверки. С. 17. № 1."):
            assert words in page, archive
        assert "{region}" not in page


def test_a_letter_speaks_its_own_language_whoever_reads(client: FlaskClient, english: FlaskClient) -> None:
    for reader in (client, english):
        assert "Arrest: August 1937" in page_of(reader, "/request/region_unknown/en/invented:1")
        assert "Арест: август 1937" in page_of(reader, "/request/region_unknown/ru/invented:1")


def test_a_letter_is_kept_as_text(client: FlaskClient) -> None:
    answer = client.get("/request/region_unknown/ru/invented:1?as=text")
    assert answer.content_type == "text/plain; charset=utf-8"
    text = answer.get_data(as_text=True)
    assert "счетовод & кассир" in text and "<" not in text.replace("<Небывалого>", "")
    assert "\n\n\n" not in text


def test_the_nameless_and_the_strange_have_letters_too(client: FlaskClient) -> None:
    assert "[имя]" in page_of(client, "/request/region_unknown/ru/invented:2")
    for address in ("/request/nowhere/ru/invented:1", "/request/region_unknown/xx/invented:1", "/family/invented:none"):
        assert client.get(address).status_code == 404
