"""Who stands beside this person, how is the page cited and kept? The lists of others, citations, explanations."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from memorial.others import KINDS, PART, company_of, others
from memorial.record_rows import rows_of
from schema.database import open_database, table_of
from schema.events import RepressionEvent
from schema.records import VictimRecord
from web import create_app


def page_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@pytest.fixture
def session(app: Flask) -> Session:
    return Session(app.extensions["memorial_database"].engine())


def test_people_of_the_same_page_are_shown_with_the_way_to_all(client: FlaskClient) -> None:
    page = page_of(client, "/record/invented:1")
    assert "На той же странице источника" in page
    assert 'href="/record/invented:long/0"' in page
    assert 'href="/same/page/invented:1"' in page


def test_nobody_is_beside_himself(session: Session) -> None:
    with session:
        for number in range(5):
            record = rows_of(session, f"invented:long/{number}")
            assert record
            for company in company_of(session, record, 4):
                assert record.record.key not in [other.key for other in company.people]
                assert len(company.people) <= 4


def test_a_list_goes_on_where_it_stopped(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memorial.others.PART", 10)
    with session:
        record = rows_of(session, "invented:1")
        assert record
        met: list[str] = []
        after: int | None = 0
        while after is not None:
            company = others(session, record, "page", after)
            assert company
            met += [other.key for other in company.people]
            after = company.after
        assert len(met) == len(set(met)) == 28  # the nameless, the long list and the family
    assert PART > 10


def test_every_kind_of_list_has_a_page_or_says_that_there_is_none(client: FlaskClient) -> None:
    for kind in KINDS:
        assert client.get(f"/same/{kind}/invented:1").status_code in (200, 404)
    assert client.get("/same/shoes/invented:1").status_code == 404
    assert client.get("/same/page/invented:none").status_code == 404
    for odd in ("-1", "x", "٣", "9" * 40):
        assert client.get("/same/page/invented:1", query_string={"after": odd}).status_code == 400


@pytest.fixture
def sharing(make_book: Callable[[str], None], tmp_path: Path) -> FlaskClient:
    """The book in which one more person has residence, sentence and grave in common with the whole life."""
    url = f"sqlite:///{tmp_path / 'memorial.db'}"
    make_book(url)
    with Session(open_database(url).execution_options(writes=True)) as session, session.begin():
        first, fellow = (
            session.scalars(select(VictimRecord).where(table_of(VictimRecord).c.key == f"invented:{number}")).one()
            for number in ("1", "long/24")
        )
        fellow.residence_place_id = first.residence_place_id
        for event in session.scalars(select(RepressionEvent)).all():
            if event.kind in ("sentence", "burial"):
                session.add(RepressionEvent(**event.model_dump() | {"id": None, "record_id": fellow.id}))
    client: FlaskClient = create_app(url).test_client()
    return client


def test_people_of_one_place_sentence_and_grave_find_each_other(sharing: FlaskClient) -> None:
    for kind in ("residence", "sentence", "burial"):
        page = page_of(sharing, f"/same/{kind}/invented:1")
        assert "/record/invented:long/24" in page, kind
        assert "/record/invented:long/23" not in page, kind


def test_bibtex_escapes_what_bibtex_would_obey(client: FlaskClient) -> None:
    text = page_of(client, "/cite/bibtex/invented:1")
    assert text.startswith("@misc{invented:1,\n") and "{{Вишневский Ян Казимирович}}" in text
    assert "/record/invented:1" in text
    unsafe = page_of(client, "/cite/bibtex/invented:h/Прохор")
    assert re.match(r"@misc\{[A-Za-z0-9:._-]+,", unsafe)


def test_csl_json_is_one_item_of_a_list(client: FlaskClient) -> None:
    (item,) = json.loads(page_of(client, "/cite/csl/invented:1"))
    assert item["title"] == "Вишневский Ян Казимирович"
    assert item["page"] == "17" and item["number"] == "1"
    assert item["URL"].endswith("/record/invented:1")
    assert client.get("/cite/endnote/invented:1").status_code == 404


def test_the_page_can_be_sent_without_a_tracker(client: FlaskClient) -> None:
    page = page_of(client, "/record/invented:1")
    assert 'href="mailto:?subject=' in page
    assert re.search(r'readonly value="http://localhost/record/invented:1"', page)


def test_a_term_is_explained_once_and_leads_to_the_glossary(client: FlaskClient) -> None:
    page = page_of(client, "/record/invented:1")
    anchors = re.findall(r'href="/glossary#(\w+)"', page)
    assert "dvoika" in anchors and "told" in anchors
    assert len(anchors) == len(set(anchors))
    glossary = page_of(client, "/glossary")
    assert all(f'id="{anchor}"' in glossary for anchor in anchors)
