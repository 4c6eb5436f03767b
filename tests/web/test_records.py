from flask.testing import FlaskClient


def page_of(client: FlaskClient, key: str) -> str:
    answer = client.get(f"/record/{key}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_life_is_told_in_order(client: FlaskClient) -> None:
    page = page_of(client, "invented:1")
    stages = [
        "Рождение",
        "Жизнь до репрессий",
        "Арест",
        "Приговор",
        "Расстрел",
        "Захоронение",
        "Что сообщили семье",
        "Реабилитация",
    ]
    places = [page.index(f"<h3>{stage}") for stage in stages]
    assert places == sorted(places)


def test_dates_are_as_precise_as_their_source(client: FlaskClient, english: FlaskClient) -> None:
    assert "август 1937" in page_of(client, "invented:1")
    assert "August 1937" in page_of(english, "invented:1")


def test_every_stage_names_its_source(client: FlaskClient) -> None:
    page = page_of(client, "invented:1")
    assert page.count('href="#source-1"') == page.count('<li class="stage')
    assert 'id="source-1"' in page


def test_what_a_rule_concluded_is_marked(client: FlaskClient) -> None:
    assert "Выведено нами: invented_rule" in page_of(client, "invented:1")


def test_a_stated_operation_tells_what_states_it(client: FlaskClient) -> None:
    page = page_of(client, "invented:1")
    assert "указано в источнике: приказ или операция названы в тексте" in page
    assert "Выведено нами: приказ" not in page


def test_the_printed_entry_stands_word_for_word(client: FlaskClient) -> None:
    page = page_of(client, "invented:1")
    assert "&lt;b&gt;Слово в слово&lt;/b&gt; &amp; так далее." in page
    assert "Вымышленная книга для проверки. С. 17. № 1." in page


def test_other_forms_warnings_and_the_invented_are_shown(client: FlaskClient) -> None:
    page = page_of(client, "invented:1")
    for words in ("Висневский", "Обратите внимание", "Этот человек вымышлен", "по указанию КГБ", "воспаление лёгких"):
        assert words in page


def test_the_body_has_its_name_beside_the_print(client: FlaskClient, english: FlaskClient) -> None:
    assert "Комиссия НКВД и Прокурора СССР" in page_of(client, "invented:1")
    page = page_of(english, "invented:1")
    assert "Commission of the NKVD and the Procurator" in page
    assert "Ком. НКВД и Прокурора" in page


def test_data_is_never_translated(english: FlaskClient) -> None:
    assert '<dd lang="ru">счетовод &amp; кассир</dd>' in page_of(english, "invented:1")


def test_the_nameless_have_a_page(client: FlaskClient) -> None:
    page = page_of(client, "invented:2")
    assert "Имя в источнике не указано" in page
    assert "Тридевятый край" in page


def test_a_key_may_hold_strokes(client: FlaskClient) -> None:
    assert "Долгополов" in page_of(client, "invented:long/7")


def test_a_household_links_its_members(client: FlaskClient) -> None:
    page = page_of(client, "invented:h/Прохор")
    assert "Лесников Ульяна" in page
    assert 'href="/record/invented:h/%D0%A3' in page


def test_an_unknown_record_leads_to_the_search(client: FlaskClient) -> None:
    for key in ("none:1", "invented:", "'; --", "%00", "я" * 3000, "a//b"):
        answer = client.get(f"/record/{key}")
        assert answer.status_code == 404
        assert 'type="search"' in answer.get_data(as_text=True)


def test_a_life_leads_to_those_shot_on_the_same_day_of_the_year(client: FlaskClient) -> None:
    page = client.get("/record/invented:1").get_data(as_text=True)
    assert '<a class="step" href="/people/day?of=11-10">Расстреляны 10 ноября</a>' in page
    assert "/people/day" not in client.get("/record/invented:2").get_data(as_text=True)
