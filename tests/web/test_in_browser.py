"""The pages in a real browser: narrow and wide, light and dark, both languages, with the accessibility checker axe."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": f"/search?q={quote('Вишневский Ян')}&from=1880&place={quote('Примерск')}",
    "list": f"/search?q={quote('Долгополов')}&page=2",
    "nobody": f"/search?q={quote('Щщыыъ Жзкхч Ъъович')}&from=1890",
    "ask again": "/search?q=",
    "life": "/record/invented:1",
    "nameless": "/record/invented:2",
    "family": f"/record/invented:h/{quote('Прохор')}",
    "about": "/about",
    "letter": "/correct/invented:1",
    "new person": "/add-person",
    "thanks": "/thank-you/7",
    "not found": "/nowhere",
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TARGET = 44  # CSS pixels; a tick has its whole line as target

TOO_SMALL = """least => [...document.querySelectorAll('a, button, input:not([type=checkbox]), summary, .tick')]
    .filter(part => part.offsetParent && !part.classList.contains('skip'))
    .filter(part => part.getBoundingClientRect().height < least - 0.5)
    .map(part => part.outerHTML)"""


def axe_script() -> str | None:
    """The text of axe-core from MEMORIAL_AXE (the file or its folder) or node_modules; None when it is nowhere."""
    places = [os.environ.get("MEMORIAL_AXE"), "node_modules/axe-core"]
    for place in map(Path, filter(None, places)):
        for script in (place, place / "axe.min.js", place / "node_modules" / "axe-core" / "axe.min.js"):
            if script.is_file():
                return script.read_text(encoding="utf-8")
    return None


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=["360 light", "1280 dark"])
def page(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=site, locale="ru"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_accessible_and_fits(page: Any, language: str) -> None:
    axe = axe_script()
    for name, address in PAGES.items():
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert page.evaluate(TOO_SMALL, SMALLEST_TARGET) == [], name
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18
        if axe:
            page.evaluate(axe)
            found = page.evaluate("standards => axe.run({runOnly: standards})", STANDARDS)["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
    if axe is None:
        pytest.skip("accessibility not checked: npm install axe-core, and name its folder in MEMORIAL_AXE")


def test_no_request_leaves_the_site_and_nothing_is_complained_of(page: Any, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if "404" not in message.text else None)
    for address in PAGES.values():
        page.goto(address)
    assert all(url.startswith(site) for url in asked)
    assert [one for one in complaints if "400" not in one] == []


def test_a_person_is_found_by_keyboard_alone(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Вишневский Ян")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    link = page.get_by_role("link", name="Вишневский Ян Казимирович")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/invented:1")
    assert page.locator("h1").inner_text() == "Вишневский Ян Казимирович"


def test_a_life_prints_on_one_sheet(page: Any) -> None:
    page.goto("/record/invented:1")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()


def test_a_letter_is_mended_and_sent_by_keyboard_alone(page: Any) -> None:
    page.goto("/correct/invented:1?lang=en")
    page.get_by_label("What do you know?").focus()
    page.keyboard.type("He was born in 1883.")
    page.get_by_role("button", name="Send").press("Enter")
    link = page.get_by_role("alert").get_by_role("link").first
    link.press("Enter")
    assert page.url.endswith("#how")
    page.get_by_label("How do you know it?").focus()
    page.keyboard.type("from the family")
    page.get_by_label("What I wrote may be shown").press("Space")
    assert page.get_by_label("What do you know?").input_value() == "He was born in 1883."
    page.get_by_role("button", name="Send").press("Enter")
    page.wait_for_url("**/thank-you/*")
    assert page.locator("h1").inner_text() == "Thank you"
