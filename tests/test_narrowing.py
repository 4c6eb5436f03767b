"""Can a search be narrowed and ordered? Against the same question asked of the tables."""

from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from memorial import count_columns
from memorial import narrowed_search as module
from memorial.bulk import select
from memorial.narrowed_search import ListsAwayError, NarrowedResult, narrowed_search
from memorial.narrowing import ORDERS, Narrowing, columns_of, rows_of
from memorial.neighbours import tried
from memorial.query import SearchQuery
from memorial.search import search

FIELDS = ("birth_decade", "nationality", "body_kind", "penalty", "arrest_year", "source")
EVERYBODY = SearchQuery("", born=(1, 9999), limit=1000)
NAMED = SearchQuery("Wojciechowska", limit=1000)


def ask(
    session: Session, query: SearchQuery = EVERYBODY, *conditions: tuple[str, object], **more: str
) -> NarrowedResult:
    return narrowed_search(session, query, Narrowing(conditions, **more), FIELDS)  # type: ignore[arg-type]


def test_without_conditions_nothing_changes(sample: Session) -> None:
    for query in (NAMED, SearchQuery("Wojciechowska Bronisława"), SearchQuery("Иванов", born=(1880, 1900))):
        assert ask(sample, query).found == search(sample, query)
    assert ask(sample).found.total == search(sample, EVERYBODY).total


@pytest.mark.parametrize("query", [EVERYBODY, NAMED, SearchQuery("", place="Саратов", limit=1000)])
@pytest.mark.parametrize("field", FIELDS)
def test_each_count_is_what_the_condition_leaves(sample: Session, query: SearchQuery, field: str) -> None:
    whole = ask(sample, query)
    counts = whole.facets[field]
    assert sum(number for _, number in counts) == whole.found.total > 0
    for value, number in counts[:3] + counts[-1:]:
        narrowed = ask(sample, query, (field, value))
        assert narrowed.found.total == len(narrowed.found.hits) == number
        assert dict(narrowed.facets[field]) == {value: number}


def test_conditions_hold_for_the_tables_too(sample: Session) -> None:
    found = ask(sample, EVERYBODY, ("nationality", "polish"))
    ids = {
        row[0]
        for row in select(
            sample, "SELECT id FROM victim_record WHERE nationality = 'polish' AND birth_edtf IS NOT NULL"
        )
    }
    assert {hit.record_id for hit in found.found.hits} == ids


def test_two_conditions_must_both_hold(sample: Session) -> None:
    one, two = (ask(sample, EVERYBODY, condition) for condition in (("nationality", "polish"), ("penalty", "death")))
    both = ask(sample, EVERYBODY, ("nationality", "polish"), ("penalty", "death"))
    ids = [{hit.record_id for hit in result.found.hits} for result in (one, two, both)]
    assert ids[0] & ids[1] == ids[2]


@pytest.mark.parametrize("value", ["nobody", 1234, "'; --", 10**6])
def test_a_value_that_nobody_has_leaves_nobody(sample: Session, value: object) -> None:
    assert ask(sample, NAMED, ("nationality", value)).found.hits == ()
    assert ask(sample, EVERYBODY, ("arrest_year", value)).found.total == 0


@pytest.mark.parametrize("query", [EVERYBODY, SearchQuery("Александр", limit=1000)])
def test_orders_keep_everybody_and_put_the_unknown_last(sample: Session, query: SearchQuery) -> None:
    likeliest = ask(sample, query).found
    for order in ORDERS:
        ordered = ask(sample, query, order=order).found
        assert sorted(ordered.hits, key=lambda hit: hit.record_id) == sorted(
            likeliest.hits, key=lambda hit: hit.record_id
        )
    years = [hit.born[:4] for hit in ask(sample, query, order="birth").found.hits if hit.born and hit.born.isdecimal()]
    assert years == sorted(years)
    names = [
        hit.name.lower().replace("ё", "е").split()[0] for hit in ask(sample, query, order="name").found.hits if hit.name
    ]
    assert names == sorted(names)


def test_pages_follow_one_another(sample: Session) -> None:
    whole = ask(sample, order="birth").found.hits
    pages = [
        ask(sample, SearchQuery("", born=(1, 9999), limit=10, offset=at), order="birth").found.hits for at in (0, 10)
    ]
    assert (*pages[0], *pages[1]) == whole[:20]


def test_groups_sum_to_the_total(sample: Session) -> None:
    result = ask(sample, NAMED)
    assert sum(result.groups.values()) == result.found.total
    assert result.groups["exact"] == sum(hit.group == "exact" for hit in result.found.hits)


def test_every_record_has_its_row(sample: Session) -> None:
    columns = columns_of(sample)
    assert columns is not None
    ids = np.array([row[0] for row in select(sample, "SELECT id FROM victim_record")])
    assert (columns.codes("record")[rows_of(columns, ids)] == ids).all()
    assert rows_of(columns, np.array([0, 10**9])).tolist() == [-1, -1]


def test_a_record_that_came_since_is_kept_and_meets_no_condition(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = SearchQuery("Журавлёв", mode="exact", limit=1000)
    before = ask(sample, query).found.total
    monkeypatch.setattr("memorial.narrowing.rows_of", lambda _columns, ids: np.full(len(ids), -1))
    assert ask(sample, query).found.total == before
    assert ask(sample, query, ("penalty", "death")).found.total == 0


def test_without_a_place_for_columns_one_can_search_but_not_narrow(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "columns_of", lambda _session, wait: None)
    assert ask(sample, NAMED).found == search(sample, NAMED)
    with pytest.raises(ListsAwayError, match="folder"):
        ask(sample, NAMED, ("penalty", "death"))


def test_an_empty_database_has_empty_lists(session: Session) -> None:
    assert ask(session).found.total == ask(session, NAMED, ("penalty", "death")).found.total == 0


def test_what_was_tried_is_told(sample: Session) -> None:
    (polish,) = tried(sample, "Wojciechowska", 5)
    assert polish.word == "Wojciechowska" and polish.spellings[0] == "Войциховска"
    assert "Войцеховская" in [one.surname for one in polish.neighbours]
    assert [one.word for one in tried(sample, "Пётр Журавлёв", 5)] == ["Журавлев"]
    assert tried(sample, "*", 5) == tried(sample, "", 5) == []


def test_a_large_database_is_searched_while_its_columns_are_not_ready(
    sample: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(count_columns, "LARGE", 1)
    monkeypatch.setattr(count_columns, "_place", lambda _session: tmp_path / "book.counts.arrow")
    unready = ask(sample, NAMED)
    assert unready.found == search(sample, NAMED) and not unready.is_counted and not list(tmp_path.iterdir())
    assert ask(sample, NAMED, ("penalty", "death")).is_counted  # who asks for it waits
    assert ask(sample, NAMED).is_counted
