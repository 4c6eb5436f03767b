"""Can a reader leaf through the book? Letters, values, days, and people page by page; no address is a dead end."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from memorial import browsing
from tests.web.conftest import REGION
from web import browse
from web.browse import LISTS

NAUGHTY = ["' OR 1=1; --", "<script>alert(1)</script>", "Я" * 400, "\x00", "%", "../..", "none", "𝕴", "02-30"]


def text(client: FlaskClient, address: str, **arguments: str) -> tuple[int, str]:
    answer = client.get(address, query_string=arguments or None)
    return answer.status_code, answer.get_data(as_text=True)


def test_the_overview_leads_to_letters_and_every_list(client: FlaskClient) -> None:
    status, page = text(client, "/browse")
    assert status == 200
    assert quote("/browse/names/Д") in page and ">25<" in page
    assert all(f"/browse/{kind}" in page for kind in LISTS)
    assert "В этот день: расстреляны" in page


def test_a_letter_leads_to_surnames_and_a_surname_to_its_people(client: FlaskClient) -> None:
    page = text(client, "/browse/names/Д")[1]
    assert "Долгополов" in page and quote("/people/surname/Долгополов") in page
    status, page = text(client, "/people/surname/Долгополов")
    assert status == 200 and page.count('href="/record/invented:long/') == 25
    assert page.count("вымышленный человек") == 25
    assert "/record/invented:1" in text(client, "/people/surname/Висневский")[1]  # another spelling of his name


@pytest.mark.parametrize("kind", LISTS)
def test_every_value_of_every_list_leads_to_people(client: FlaskClient, kind: str) -> None:
    address = f"/browse/{kind}?month=11" if kind == "day" else f"/browse/{kind}"
    status, page = text(client, address)
    assert status == 200
    found = [part.partition('"')[0] for part in page.split('href="/people/')[1:]]
    assert found
    for one in found:
        status, people = text(client, "/people/" + one.replace("&amp;", "&"))
        assert status == 200 and "/record/invented:" in people


def test_a_day_lists_who_was_shot_on_it(client: FlaskClient) -> None:
    assert "10 ноября" in text(client, "/browse/day", month="11")[1]
    status, page = text(client, "/people/day", of="11-10")
    assert status == 200 and "Расстреляны 10 ноября" in page and "Вишневский" in page


def test_a_day_without_anybody_is_no_dead_end(client: FlaskClient) -> None:
    status, page = text(client, "/people/day", of="02-29")
    assert status == 200 and "никого не называет" in page and "/browse/day?month=02" in page
    assert [text(client, "/people/day", of=day)[0] for day in ("02-30", "13-01", "1-1", "٠١-٠١")] == [404] * 4


def test_a_long_list_has_pages_letters_and_a_way_to_any_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "PEOPLE_ON_A_PAGE", 10)
    first, last = (text(client, "/people/source", of="invented", page=page)[1] for page in ("1", "3"))
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'rel="prev"' in last and 'rel="next"' not in last
    assert "Страница 1 из 3" in first and '<form class="turn"' in first
    assert "page=3" in first and ">Л</a>" in first  # where the letter begins
    assert text(client, "/people/source", of="invented", page="4")[0] == 404


def test_a_place_lists_who_lived_or_was_born_there(client: FlaskClient) -> None:
    status, page = text(client, "/people/place", of="г. Примерск")
    assert status == 200 and "/record/invented:1" in page
    assert text(client, "/people/place", of="нигде")[0] == text(client, "/people/place")[0] == 404
    assert [text(client, f"/browse/{kind}/places", of="нигде")[0] for kind in ("lived", "native", "day", "x")] == [
        404
    ] * 4


def test_a_region_lists_its_places(client: FlaskClient) -> None:
    status, page = text(client, "/browse/lived/places", of=REGION)
    assert status == 200 and "г. Примерск" in page


def test_a_list_can_be_narrowed_by_the_search(client: FlaskClient) -> None:
    page = text(client, "/people/nationality", of="polish")[1]
    assert "/search?nationality=polish" in page
    assert "/record/invented:1" in text(client, "/search", nationality="polish")[1]


@pytest.mark.parametrize("words", NAUGHTY)
def test_any_address_gets_a_page(client: FlaskClient, words: str) -> None:
    for address in ("/browse/{}", "/browse/names/{}", "/people/surname/{}", "/people/{}?of=1"):
        status, page = text(client, address.format(quote(words, safe="")))
        assert status in (200, 404) and "<script>" not in page
    for kind in LISTS:
        for name in ("of", "page", "sort", "month"):
            for head in ("/browse/", "/people/"):
                status, page = text(client, head + kind, **{"of": "none", name: words})
                assert status in (200, 404) and "<script>" not in page


def test_where_no_columns_can_be_kept_the_page_asks_for_patience(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "columns_of", lambda _session: None)
    status, page = text(client, "/browse")
    assert status == 503 and "Записи сейчас недоступны" in page


def test_how_names_were_distorted_is_told(client: FlaskClient, english: FlaskClient) -> None:
    assert "Wiśniewski → Вишневский" in text(client, "/distorted-names")[1]
    assert "by ear" in text(english, "/distorted-names")[1]
