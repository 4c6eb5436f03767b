from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from memorial import count_columns
from web import readiness

NAUGHTY = [
    "' OR 1=1; DROP TABLE victim_record; --",
    '" UNION SELECT * FROM entry --',
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raise %} %(letters)s %s",
    "Крон\x00\x01\x1b[31m",
    "Крон \u202e\u200f",
    "Я" * 300,
    "*", "?" * 50, "(((((а+)+)+)+)+", "\\", "'", "%", "_",
    "Ꮖ ﷽ ڄ 𝕴𝖛𝖆𝖓", "а\u0301" * 100,
]  # fmt: skip


def text(client: FlaskClient, address: str, **arguments: str) -> tuple[int, str]:
    answer = client.get(address, query_string=arguments)
    return answer.status_code, answer.get_data(as_text=True)


def test_home_shows_one_box_examples_and_how_much_is_here(client: FlaskClient) -> None:
    status, page = text(client, "/")
    assert status == 200
    assert page.count('type="search"') == 1
    assert "Wojciechowska Bronisława" in page
    assert "29 записей" in page


def test_examples_of_the_invented_source_are_shown_only_beside_it(real: FlaskClient) -> None:
    assert "Wojciechowska Bronisława" not in text(real, "/")[1]


def test_a_person_is_found_with_name_fate_source_and_reason(client: FlaskClient) -> None:
    status, page = text(client, "/search", q="Вишневский Ян")
    assert status == 200
    for words in (
        "Вишневский Ян Казимирович",
        "То же имя",
        "около 1884",
        "Расстрел 10 ноября 1937",
        "Вымышленная книга",
    ):
        assert words in page
    assert '<a href="/record/invented:1">' in page
    assert 'class="why"' in page
    assert "вымышленный человек" in page


def test_english_readers_see_the_name_romanised(english: FlaskClient) -> None:
    page = text(english, "/search", q="Wisniewski Jan")[1]
    assert "Vishnevsky Yan Kazimirovich" in page
    assert "Вишневский Ян Казимирович" in page


def test_a_long_list_has_pages(client: FlaskClient) -> None:
    first, second = (text(client, "/search", q="Долгополов", page=page)[1] for page in ("1", "2"))
    assert first.count('class="card"') == 20
    assert second.count('class="card"') == 5
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'rel="prev"' in second and 'rel="next"' not in second
    assert 'start="21"' in second


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    status, page = text(client, "/search", q="Долгополов", page="40")
    assert status == 404
    assert "Вернуться к первой странице" in page


def test_the_year_of_birth_narrows(client: FlaskClient) -> None:
    assert "Вишневский Ян" in text(client, "/search", **{"q": "Вишневский", "from": "1880", "to": "1890"})[1]
    assert "убрать" in text(client, "/search", **{"q": "Вишневский", "from": "1880", "to": "1890"})[1]


def test_the_nameless_are_found_by_year_and_place(client: FlaskClient) -> None:
    status, page = text(client, "/search", **{"from": "1901", "to": "1901", "place": "Тридевятый"})
    assert status == 200
    assert "/record/invented:2" in page
    assert "Имя в источнике не указано" in page
    assert "Подходят по году и месту" in page


def test_nobody_found_is_no_dead_end(client: FlaskClient) -> None:
    status, page = text(client, "/search", q="Щщыыъ Жзкхч Ъъович", **{"from": "1890"})
    assert status == 200
    for words in (
        "Никого не нашли",
        "просмотрели 29 записей",
        "Искать без отчества",
        "Не учитывать год",
        "base.memo.ru",
    ):
        assert words in page


@pytest.mark.parametrize("question", NAUGHTY)
@pytest.mark.parametrize("field", ["q", "place"])
def test_any_text_gets_a_page_and_is_never_run(client: FlaskClient, question: str, field: str) -> None:
    status, page = text(client, "/search", **{field: question})
    assert status in (200, 400)
    assert "<script>" not in page
    assert "49" not in page.replace("1949", "")


@pytest.mark.parametrize("field", ["q", "place", "from", "to", "page", "mode", "lang"])
def test_ten_thousand_letters_get_a_sentence(client: FlaskClient, field: str) -> None:
    status, page = text(client, "/search", **{"q": "Вишневский", field: "я" * 10_000})
    assert status == (200 if field in ("page", "mode", "lang") else 400)
    assert len(page) < 20_000


def test_an_empty_question_is_asked_again_kindly(client: FlaskClient) -> None:
    status, page = text(client, "/search", q="  ")
    assert status == 400
    assert "Напишите, пожалуйста, имя" in page
    assert 'type="search"' in page


def test_what_was_typed_is_shown_again_and_escaped(client: FlaskClient) -> None:
    page = text(client, "/search", q='"><b>Вишневский')[1]
    assert "<b>Вишневский" not in page
    assert "&lt;b&gt;Вишневский" in page


def test_a_list_is_narrowed_by_what_its_people_have_in_common(client: FlaskClient) -> None:
    page = text(client, "/search", q="Вишневский")[1]
    assert '<option value="polish">поляк, полька · 1</option>' not in page  # one value alone is no choice
    everybody = text(client, "/search", **{"from": "1800"})[1]
    assert '<option value="1890">1890-е · 25</option>' in everybody
    assert '<option value="polish">' in everybody and 'value="none">' in everybody
    narrowed = text(client, "/search", **{"from": "1800", "nationality": "polish"})[1]
    assert narrowed.count('class="card"') == 1 and "/record/invented:1" in narrowed
    assert "убрать" in narrowed and 'value="polish" selected' in narrowed


def test_filters_and_order_stand_in_the_address_of_every_page(client: FlaskClient) -> None:
    page = text(client, "/search", q="Долгополов", decade="1890", sort="birth")[1]
    assert "q=%D0%94" in page and "decade=1890&amp;sort=birth&amp;page=2" in page
    assert '<input type="hidden" name="q" value="Долгополов">' in page
    assert text(client, "/search", q="Долгополов", decade="1890", sort="birth", page="2")[1].count('class="card"') == 5


def test_filters_alone_are_a_question(client: FlaskClient) -> None:
    status, page = text(client, "/search", nationality="none", sort="name")
    assert status == 200 and "Найдено 28 записей" in page
    assert text(client, "/search", nationality="none", arrested="1937")[0] == 200


@pytest.mark.parametrize(
    "name", ["decade", "lived", "native", "nationality", "body", "penalty", "arrested", "source", "sort"]
)
@pytest.mark.parametrize("value", [*NAUGHTY, "9" * 400, "1937", "none", "-1", "٣"])
def test_any_filter_gets_a_page(client: FlaskClient, name: str, value: str) -> None:
    for question in ({"q": "Долгополов"}, {}):
        status, page = text(client, "/search", **question, **{name: value})
        assert status in (200, 400)
        assert "<script>" not in page


def test_exactness_is_one_click_away_and_back(client: FlaskClient) -> None:
    assert "Показать и другие написания" not in text(client, "/search", q="Вишневский")[1]
    exact = text(client, "/search", q="Вишневский", mode="exact")[1]
    assert "Показать и другие написания" in exact


@pytest.mark.parametrize("mode", ["exact", "spelling", "sound"])
def test_every_mode_is_told_in_words(client: FlaskClient, mode: str) -> None:
    page = text(client, "/search", q="Долгополов", mode=mode)[1]
    assert "убрать" in page and f">{mode} " not in page


def test_nobody_found_is_asked_again_step_by_step(client: FlaskClient) -> None:
    page = text(client, "/search", q="Долгополов Тихон", nationality="polish", mode="exact")[1]
    assert "Никого не нашли" in page and "Мы поискали ещё раз, шире" in page
    assert "без условий списка — 25 записей" in page
    assert page.count('class="card"') == 5 and "Показать всех, кого нашли так" in page
    assert "Похожие фамилии в этой книге" in page


def test_surnames_near_the_question_are_offered(client: FlaskClient) -> None:
    page = text(client, "/search", q="Dolgopolow Tihon")[1]
    assert "Искали как" in page and "Долгополов" in page
    assert "mode=exact" in page


def test_columns_that_are_not_ready_are_made_behind_the_search(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(count_columns, "LARGE", 1)
    monkeypatch.setattr(count_columns, "_place", lambda _session: tmp_path / "book.counts.arrow")
    client = app.test_client()
    status, page = text(client, "/search", q="Долгополов", lang="ru")
    assert status == 200 and page.count('class="card"') == 20 and "Уточнить или упорядочить" not in page
    begun = app.extensions[readiness.AT_WORK]
    begun.join()
    with app.app_context():
        readiness.make_ready()
    assert app.extensions[readiness.AT_WORK] is begun  # not again at once
    assert (tmp_path / "book.counts.arrow").exists()
    assert "Уточнить или упорядочить" in text(client, "/search", **{"from": "1800"})[1]
