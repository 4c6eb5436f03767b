"""The pages in a real browser: every language, narrow and wide, light and dark, with the accessibility checker axe.

Each page is looked at in one language for each width. MEMORIAL_ALL_PAGES=1 (`make access`) looks at all of them in all;
MEMORIAL_PICTURES names a folder that gets a picture of each.
"""

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

from tests.web.conftest import REGION
from web.languages import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": f"/search?q={quote('Вишневский Ян')}&from=1880&place={quote('Примерск')}",
    "list": f"/search?q={quote('Долгополов')}&page=2",
    "past the end": f"/search?q={quote('Долгополов')}&page=40",
    "nobody": f"/search?q={quote('Щщыыъ Жзкхч Ъъович')}&from=1890",
    "narrowed": "/search?from=1800&decade=1890&sort=birth",
    "widened": f"/search?q={quote('Долгополов Тихон')}&nationality=polish&mode=exact",
    "lists": "/browse",
    "a letter": f"/browse/names/{quote('Д')}",
    "values": "/browse/nationality",
    "days": "/browse/day?month=11",
    "places of a region": f"/browse/lived/places?of={quote(REGION)}",
    "people": "/people/source?of=invented",
    "people of a surname": f"/people/surname/{quote('Долгополов')}",
    "distorted names": "/distorted-names",
    "ask again": "/search?q=",
    "life": "/record/invented:1",
    "nameless": "/record/invented:2",
    "household": f"/record/invented:h/{quote('Прохор')}",
    "others": "/same/page/invented:1",
    "family": "/family/invented:1",
    "request": "/request/region_unknown/ru/invented:1",
    "about": "/about",
    "glossary": "/glossary",
    "letter": "/correct/invented:1",
    "new person": "/add-person",
    "thanks": "/thank-you/7",
    "counts": "/statistics?rows=penalty",
    "crossed counts": "/statistics?rows=body_kind&columns=sentence_year&where=sex%3D",
    "counts of nothing": "/statistics?rows=shoe_size",
    "coverage": "/coverage",
    "quality": "/quality",
    "bodies": "/bodies",
    "body": "/body/dvoika",
    "people of a body": "/body-people/dvoika",
    "operation": "/operation/polish",
    "programs": "/api",
    "not found": "/nowhere",
}
NO_PAGE = ("past the end", "ask again", "counts of nothing", "not found")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TARGET = 44  # CSS pixels; a tick has its whole line as target
SMALLEST_TYPE = 18  # CSS pixels
REFLOW = 320  # CSS pixels: 1280 at 400 per cent (WCAG 1.4.10)
ALL_PAGES = bool(os.environ.get("MEMORIAL_ALL_PAGES"))
PICTURES = os.environ.get("MEMORIAL_PICTURES")
LOOKS = [(360, "light"), (1280, "dark")] + ([(360, "dark"), (1280, "light")] if ALL_PAGES else [])

TOO_SMALL = """least => [...document.querySelectorAll(
        'a, button, select, textarea, input:not([type=checkbox], [type=hidden]), summary, .tick')]
    .filter(part => part.offsetParent && !part.closest('.skip, .trap'))
    .filter(part => part.getBoundingClientRect().height < least - 0.5)
    .map(part => part.outerHTML)"""
UNSEEN_FOCUS = """() => {
    const part = document.activeElement, style = getComputedStyle(part), box = part.getBoundingClientRect();
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width && box.height;
    return seen ? null : part.outerHTML;
}"""
TO_REACH = "a[href], button, input:not([type=hidden], [tabindex='-1']), select, textarea, summary"
MOST_STEPS = 200


def axe_script() -> str | None:
    """The text of axe-core from MEMORIAL_AXE (the file or its folder) or node_modules; None when it is nowhere."""
    places = [os.environ.get("MEMORIAL_AXE"), "build/axe/node_modules/axe-core", "node_modules/axe-core"]
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


@pytest.fixture(params=LOOKS, ids=[f"{width} {scheme}" for width, scheme in LOOKS])
def page(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    yield from opened(browser, site, *request.param)


@pytest.fixture
def phone(browser: Any, site: str) -> Iterator[Any]:
    yield from opened(browser, site, *LOOKS[0])


def opened(browser: Any, site: str, width: int, scheme: str) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=site, locale="ru"
    )
    yield context.new_page()
    context.close()


def visits(width: int) -> Iterator[tuple[str, str, str]]:
    """(Page, language, address): each page once in a language that differs by page and width, or in all of them."""
    languages = list(LANGUAGES)
    for number, (name, address) in enumerate(PAGES.items()):
        for language in languages if ALL_PAGES else [languages[(number + width // 500) % len(languages)]]:
            yield name, language, f"{address}{'&' if '?' in address else '?'}lang={language}"


def test_every_page_is_accessible_and_fits(page: Any) -> None:
    axe, size = axe_script(), page.viewport_size
    wrong = []
    for name, language, address in visits(size["width"]):
        answer = page.goto(address)
        assert answer.ok or name in NO_PAGE, name
        if axe:
            page.evaluate(axe)
        wrong += [(name, language, what) for what in faults(page, size["width"], checked=axe is not None)]
        if PICTURES:
            picture = f"{name.replace(' ', '-')}-{language}-{size['width']}.png"
            page.screenshot(path=Path(PICTURES) / picture, full_page=True)
    assert wrong == []
    if axe is None:
        pytest.skip("accessibility not checked: npm install --prefix build/axe axe-core")


def faults(page: Any, width: int, *, checked: bool) -> Iterator[str]:
    """What is wrong with the page in the browser."""
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield "scrolls sideways"
    if page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") < SMALLEST_TYPE:
        yield "small type"
    yield from page.evaluate(TOO_SMALL, SMALLEST_TARGET)
    if checked:
        for one in page.evaluate("standards => axe.run({runOnly: standards})", STANDARDS)["violations"]:
            yield f"{one['id']}: {one['nodes'][0]['html']}"


def test_every_page_can_be_enlarged(phone: Any) -> None:
    for name, language, address in visits(REFLOW):
        phone.set_viewport_size({"width": REFLOW, "height": 800})
        phone.goto(address)
        wide = "document.documentElement.scrollWidth"
        assert phone.evaluate(wide) <= REFLOW, f"{name} in {language} scrolls sideways at {REFLOW} px"
        phone.set_viewport_size({"width": 1280, "height": 800})
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        assert phone.evaluate(wide) <= 1280, f"{name} in {language} scrolls sideways with text twice as large"


@pytest.mark.parametrize("address", [PAGES["results"], PAGES["letter"], PAGES["life"]])
def test_everything_is_reached_by_keyboard_and_seen(phone: Any, address: str) -> None:
    phone.goto(address)
    wanted = phone.evaluate(f'[...document.querySelectorAll("{TO_REACH}")].filter(p => p.checkVisibility()).length')
    reached = 0
    for _ in range(MOST_STEPS):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement === document.body"):
            break
        reached += phone.evaluate(f'document.activeElement.matches("{TO_REACH}")')
        assert phone.evaluate(UNSEEN_FOCUS) is None
    assert reached == wanted


def test_pages_are_ready_for_languages_from_right_to_left(phone: Any) -> None:
    for name in ("home", "results", "life", "letter", "crossed counts"):
        phone.goto(PAGES[name])
        phone.evaluate("document.documentElement.dir = 'rtl'")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, name
        heading = phone.locator("h1").first.bounding_box()
        assert heading["x"] + heading["width"] > 330, name


def test_no_request_leaves_the_site_and_nothing_is_complained_of(phone: Any, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: complaints.append(message.text) if "404" not in message.text else None)
    for address in PAGES.values():
        phone.goto(address)
    assert all(url.startswith(site) for url in asked)
    assert [one for one in complaints if "400" not in one] == []


def test_a_life_prints_on_one_sheet(phone: Any) -> None:
    for language in LANGUAGES:
        phone.goto(f"/record/invented:1?lang={language}")
        pages = re.findall(rb"/Type\s*/Page\b", phone.pdf(prefer_css_page_size=True))
        assert len(pages) == 1, language
    phone.emulate_media(media="print")
    assert not phone.get_by_role("navigation").first.is_visible()


def test_a_list_is_narrowed_and_widened_by_keyboard_alone(phone: Any) -> None:
    phone.goto("/search?from=1800")
    people = phone.locator(".cards > li")
    phone.locator(".filters summary").focus()
    phone.keyboard.press("Enter")
    phone.get_by_label("Национальность").press("ArrowDown")
    phone.get_by_role("button", name="Показать").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**nationality=polish**")
    assert people.count() == 1
    phone.get_by_role("link", name="Национальность").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url(lambda url: "nationality" not in url)
    assert people.count() == 20


def test_one_leafs_from_the_first_page_to_a_life(phone: Any) -> None:
    phone.goto("/")
    for link in ("Листать списки: по буквам, местам, дням", "Д 25", "Долгополов 25", "Долгополов Тихон"):
        phone.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()
    assert phone.locator("h1").inner_text() == "Долгополов Тихон"


def test_the_people_found_stay_in_sight_on_a_phone(phone: Any) -> None:
    phone.goto(f"/search?q={quote('Долгополов')}&decade=1890")
    assert phone.locator(".cards > li").first.bounding_box()["y"] < phone.viewport_size["height"]
