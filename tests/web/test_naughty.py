"""Strings that have broken sites elsewhere: 515 of them in the search box and as names of an imported list.

No error of ours, each shown as it was written, and nothing of it becomes part of a page.
"""

import csv
import json
import os
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlmodel import Session

from imports.batch import import_list, plan_import
from schema.database import open_database, table_of
from schema.records import VictimRecord
from schema.sources import Entry
from schema.upgrade import upgrade
from web import create_app

BLNS = Path(os.environ.get("MEMORIAL_BLNS", "build/naughty/node_modules/big-list-of-naughty-strings/blns.json"))
pytestmark = pytest.mark.skipif(
    not BLNS.exists(), reason="npm install --prefix build/naughty big-list-of-naughty-strings"
)


def strings() -> list[str]:
    found: list[str] = json.loads(BLNS.read_text(encoding="utf-8"))
    return found


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, what runs in them, its words, and what stands in the box."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.runs: list[str] = []
        self.typed = ""
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.add(tag)
        self.runs += [name for name in given if name.startswith("on")]
        self.runs += [tag] if tag == "script" and given.get("type") != "application/ld+json" else []
        addresses = [given.get(name) or "" for name in ("href", "src", "action", "formaction", "srcdoc")]
        self.runs += [address for address in addresses if address.strip().lower().startswith(("javascript:", "data:"))]
        if given.get("id") == "q":
            self.typed = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def one_line(text: str) -> str:
    """A question as the box shows it again: without control signs, each space once."""
    visible = (" " if unicodedata.category(sign).startswith("C") else sign for sign in text)
    return " ".join("".join(visible).split())


def test_the_search_box_takes_any_string(client: FlaskClient) -> None:
    known = {element for page in ("/search?q=Долгополов", "/search?q=Щщыыъ", "/") for element in seen(client, page)}
    for text in strings():
        answer = client.get("/search", query_string={"q": text})
        page = Seen(answer.get_data(as_text=True))
        assert answer.status_code in (200, 400), text
        assert page.elements <= known and page.runs == [], text
        assert answer.status_code == 400 or page.typed == one_line(text), text


def seen(client: FlaskClient, address: str) -> set[str]:
    return Seen(client.get(address).get_data(as_text=True)).elements


@pytest.fixture(scope="module")
def naughty_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, list[tuple[str, str]]]]:
    """A site over a list whose people bear these strings as names, and (key of the record, name as in the list)."""
    folder = tmp_path_factory.mktemp("naughty")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["№", "ФИО", "Год рождения", "Приговор"])
        writer.writerows([number, text, 1890, text] for number, text in enumerate(strings()))
    url = f"sqlite:///{folder / 'memorial.db'}"
    engine = open_database(url)
    upgrade(engine)
    with Session(engine.execution_options(writes=True)) as session:
        import_list(session, plan_import(folder / "list.csv", source_key="naughty"))
        session.commit()
        entry, record = table_of(Entry).c, table_of(VictimRecord).c
        rows = session.execute(select(record.key, entry.cells).join(table_of(Entry), entry.id == record.entry_id))
        kept = [(key, cells[1]) for key, cells in rows]
    engine.dispose()
    yield create_app(url).test_client(), kept


def test_a_list_of_any_strings_is_kept_and_shown_word_for_word(
    naughty_list: tuple[FlaskClient, list[tuple[str, str]]],
) -> None:
    client, kept = naughty_list
    wanted = [text for text in strings() if text.strip()]
    assert {name for _, name in kept} >= {text for text in wanted if text == text.strip()}
    known = seen(client, f"/record/{kept[0][0]}") | {"q", "br"}
    for key, name in kept:
        answer = client.get(f"/record/{key}")
        page = Seen(answer.get_data(as_text=True))
        assert answer.status_code == 200, name
        assert page.runs == [] and page.elements <= known, name
        assert name.strip() in "".join(page.words), name


def test_people_with_such_names_are_found_and_listed(
    naughty_list: tuple[FlaskClient, list[tuple[str, str]]],
) -> None:
    client, kept = naughty_list
    for _, name in kept[::5]:
        answer = client.get("/search", query_string={"q": name})
        assert answer.status_code in (200, 400), name
        assert Seen(answer.get_data(as_text=True)).runs == [], name
