"""Facts about finding people: who comes first, how a hit is called, what a strange question gets, and why."""

import csv
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from memorial.errors import MemorialError
from memorial.query import MODES, SearchQuery
from memorial.search import explain, search
from tests.benchmarks.invented_names import invent
from tests.name_index_data import database_of

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RANKINGS, SAME, BAD = cases("rankings"), cases("names_same"), cases("queries_bad")
PEOPLE = sorted({row[column] for row in RANKINGS for column in ("better", "worse")})
SURNAMES = sorted({row["printed"].capitalize() for row in SAME})


def open_session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def people() -> Iterator[Session]:
    yield from open_session(database_of([(name, None) for name in PEOPLE]))


@pytest.fixture(scope="module")
def surnames() -> Iterator[Session]:
    yield from open_session(database_of([(f"{name} Лука", None) for name in SURNAMES]))


@pytest.fixture(scope="module")
def namesakes() -> Iterator[Session]:
    yield from open_session(database_of([("Иванов Иван Иванович", year) for year in range(1880, 1900)]))


def names(session: Session, text: str, **asked: Any) -> list[str]:
    return [hit.name for hit in search(session, SearchQuery(text, limit=50, **asked)).hits]


@pytest.mark.parametrize("row", RANKINGS, ids=[f"{row['query']}: {row['because']}" for row in RANKINGS])
def test_the_better_record_stands_first(people: Session, row: dict[str, str]) -> None:
    found = names(people, row["query"])
    assert row["better"] in found
    assert row["worse"] not in found or found.index(row["better"]) < found.index(row["worse"])


@pytest.mark.parametrize("row", SAME, ids=[f"{row['written']}: {row['because']}" for row in SAME])
def test_a_hit_is_called_what_it_is(surnames: Session, row: dict[str, str]) -> None:
    hits = search(surnames, SearchQuery(f"{row['written']} Лука", limit=50)).hits
    group = next(hit.group for hit in hits if hit.name.startswith(row["printed"].capitalize()))
    latin = row["group"] == "exact" and group == "spelling" and row["written"][0].isascii()
    assert group == row["group"] or latin


@pytest.mark.parametrize("row", BAD, ids=[row["because"] for row in BAD])
def test_a_strange_question_gets_an_answer_or_a_sentence(people: Session, row: dict[str, str]) -> None:
    if row["answer"] == "sentence":
        with pytest.raises(MemorialError) as told:
            search(people, SearchQuery(row["text"]))
        assert str(told.value).strip().endswith(".")
    else:
        assert search(people, SearchQuery(row["text"])).total >= 0


@pytest.mark.parametrize("row", RANKINGS, ids=[row["query"] for row in RANKINGS])
def test_each_mode_holds_the_one_before(people: Session, row: dict[str, str]) -> None:
    found = [set(names(people, row["query"], mode=mode)) for mode in MODES]
    assert all(narrow <= wide for narrow, wide in pairwise(found))


def test_a_year_of_birth_tells_namesakes_apart(namesakes: Session) -> None:
    hits = search(namesakes, SearchQuery("Иванов Иван Иванович", born=(1891, 1891))).hits
    assert hits[0].born == "1891"


def test_every_hit_says_why(people: Session) -> None:
    for row in RANKINGS:
        for hit in search(people, SearchQuery(row["query"])).hits:
            assert hit.reasons and all(reason.words("ru") and reason.words("en") for reason in hit.reasons)


def test_the_same_question_has_the_same_answer(people: Session) -> None:
    for row in RANKINGS:
        query = SearchQuery(row["query"], limit=50)
        assert search(people, query) == search(people, query)


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    invented = [person[:3] for person in invent(600, SURNAMES)]
    pairs = [f"{one[0]} {other[1]}" for one, other in zip(invented[:60], invented[60:], strict=False)]
    asked = [*pairs, *(word for pair in pairs for word in pair.split())]
    answers = []
    for order in (asked, asked[::-1]):
        with Session(database_of([(" ".join(person), None) for person in invented])) as session:
            answers.append({query: search(session, SearchQuery(query)).hits for query in order})
    assert answers[0] == answers[1]


def test_people_who_are_not_there_are_never_called_the_same(people: Session) -> None:
    for text in ("Дубов Илья Петрович", "Янковский Петр Лукич", "Сомко Лука Ильич"):
        assert not [hit for hit in search(people, SearchQuery(text)).hits if hit.group == "exact"]


def test_another_surname_is_doubted_more_than_a_slip_in_the_given_name() -> None:
    with Session(database_of([("Рон Александр", None), ("Кон Алексанлр", None)])) as session:
        scores = {hit.name: hit.score for hit in search(session, SearchQuery("Кон Александр")).hits}
    assert scores["Кон Алексанлр"] > scores["Рон Александр"]


def test_explain_tells_each_piece_of_evidence(people: Session) -> None:
    key = search(people, SearchQuery("Somov Petr")).hits[0].record_key
    pieces = explain(people, "Somov Petr", key)
    assert len(pieces) >= 2
    assert all(piece.words("en") and piece.words("ru") for piece in pieces)


@pytest.mark.skipif("MEMORIAL_TEST_POSTGRES" not in os.environ, reason="MEMORIAL_TEST_POSTGRES names no PostgreSQL")
def test_postgresql_gives_the_same_answers(people: Session) -> None:
    engine = database_of([(name, None) for name in PEOPLE], os.environ["MEMORIAL_TEST_POSTGRES"])
    with Session(engine) as other:
        for row in RANKINGS:
            assert names(other, row["query"]) == names(people, row["query"])
    engine.dispose()
