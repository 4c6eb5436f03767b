"""The main ways of readers through the site, walked in a real browser on a phone, without any JavaScript."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.web.test_in_browser import browser, site  # noqa: F401  fixtures

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Any, site: str) -> Iterator[Any]:  # noqa: F811
    """A page on a phone whose owner reads English; nothing is run on it."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=site, locale="en", java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def press(page: Any, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).first.click()


def test_a_person_is_found_by_keyboard_alone(reader: Any) -> None:
    reader.goto("/")
    reader.keyboard.press("Tab")
    assert reader.locator(".skip:focus").count() == 1
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    reader.keyboard.type("Wisniewski Jan")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/search?**")
    reader.get_by_role("link", name="Вишневский Ян Казимирович").press("Enter")
    reader.wait_for_url("**/record/invented:1")
    assert heading(reader) == "Вишневский Ян Казимирович"


def test_from_an_example_to_the_explanation_of_a_word(reader: Any) -> None:
    reader.goto(f"/search?q={quote('Вишневский Ян')}")
    reader.get_by_role("link", name="Вишневский Ян Казимирович").click()
    reader.locator("details.explained summary").first.click()
    reader.locator("details.explained[open] a").first.click()
    reader.wait_for_url("**/glossary#*")
    assert heading(reader) == "What the words mean"


def test_nobody_is_found_then_a_wider_question_finds(reader: Any) -> None:
    reader.goto("/search?from=1950&to=1960&place=" + quote("Тридевятый"))
    assert "Nobody found" in heading(reader)
    press(reader, "Leave out the years of birth")
    assert "1 record found" in heading(reader)


def test_a_long_list_is_turned_and_a_person_left_again(reader: Any) -> None:
    reader.goto("/search?q=" + quote("Долгополов"))
    press(reader, "Next page →")
    reader.wait_for_url("**page=2**")
    reader.locator(".card a").first.click()
    assert heading(reader) == "Долгополов Тихон"
    reader.get_by_role("link", name=re.compile("Others of this surname")).click()
    assert "25 records found" in heading(reader)


def test_the_language_is_changed_without_losing_the_question(reader: Any) -> None:
    reader.goto("/search?q=" + quote("Вишневский") + "&from=1880")
    reader.get_by_role("navigation", name="Language").get_by_text("English", exact=True).first.click()
    press(reader, "Polski")
    assert "Znaleziono 1 zapis" in heading(reader)
    assert reader.locator("#q").input_value() == "Вишневский"
    assert reader.get_by_text("Wiszniewski Jan Kazimirowicz").count() == 1
    reader.locator(".card a").first.click()
    assert reader.locator("html").get_attribute("lang") == "pl"


def test_from_a_life_to_a_ready_letter(reader: Any) -> None:
    reader.goto("/record/invented:1")
    reader.get_by_role("link", name=re.compile("What the family can do next")).click()
    reader.get_by_role("link", name=re.compile("A ready letter")).first.click()
    assert "Вишневский Ян Казимирович" in reader.locator("textarea").input_value()
    other = reader.get_by_role("link", name=re.compile("The letter in (English|Russian)")).first
    other.click()
    assert "Вишневский Ян Казимирович" in reader.locator("textarea").input_value()
    press(reader, "Back to the life")
    reader.wait_for_url("**/record/invented:1")


def test_a_letter_is_mended_and_sent_by_keyboard_alone(reader: Any) -> None:
    reader.goto("/correct/invented:1?lang=en")
    reader.get_by_label("What do you know?").focus()
    reader.keyboard.type("He was born in 1883.")
    reader.get_by_role("button", name="Send").press("Enter")
    link = reader.get_by_role("alert").get_by_role("link").first
    link.press("Enter")
    assert reader.url.endswith("#how")
    reader.get_by_label("How do you know it?").focus()
    reader.keyboard.type("from the family")
    reader.get_by_label("What I wrote may be shown").press("Space")
    assert reader.get_by_label("What do you know?").input_value() == "He was born in 1883."
    reader.get_by_role("button", name="Send").press("Enter")
    reader.wait_for_url("**/thank-you/*")
    assert heading(reader) == "Thank you"


def test_from_nobody_found_to_telling_of_a_person(reader: Any) -> None:
    reader.goto("/search?q=" + quote("Щщыыъ Жзкхч"))
    press(reader, "Add a person we do not have")
    assert reader.get_by_label("Name of the person").input_value() == "Щщыыъ Жзкхч"
    reader.get_by_label("What do you know?").fill("Deported in 1930.")
    reader.get_by_label("How do you know it?").fill("from the family")
    reader.get_by_label("What I wrote may be shown").check()
    reader.get_by_role("button", name="Send").click()
    assert heading(reader) == "Thank you"


def test_from_a_life_to_those_beside_it(reader: Any) -> None:
    reader.goto("/record/invented:1")
    reader.get_by_role("link", name=re.compile("show all")).first.click()
    reader.locator("main .ways a").first.click()
    assert "/record/" in reader.url


def test_a_table_is_counted_narrowed_and_taken_away(reader: Any) -> None:
    reader.goto("/statistics")
    reader.get_by_label("Rows").select_option("penalty")
    reader.get_by_label("Columns").select_option("sentence_year")
    reader.get_by_role("button", name="Count").click()
    assert reader.get_by_role("columnheader", name="1937").count() == 1
    reader.get_by_role("link", name="Death", exact=True).click()
    assert reader.get_by_text("Penalty: Death").count() >= 1
    assert "format=csv" in str(reader.get_by_role("link", name="CSV").get_attribute("href"))


def test_from_a_wrong_address_to_the_search(reader: Any) -> None:
    reader.goto("/nowhere")
    assert heading(reader) == "There is no such page"
    press(reader, "To the search page")
    reader.get_by_label("Name of the person").fill("Лесников")
    reader.get_by_role("button", name="Find").click()
    assert "2 records found" in heading(reader)


def test_a_life_is_cited_and_kept(reader: Any) -> None:
    reader.goto("/record/invented:1")
    reader.locator("section.keep summary").click()
    with reader.expect_download() as kept:
        reader.get_by_role("link", name="BibTeX").click()
    assert kept.value.suggested_filename == "record.bib"
