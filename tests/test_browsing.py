"""Are the lists to leaf through whole, in order, and counted right? Against the tables themselves."""

import pytest
from sqlmodel import Session

from memorial import browsing
from memorial.browsing import (
    DAY,
    PLACES,
    columns_for_lists,
    letters_of,
    people_of,
    people_of_place,
    people_of_surname,
    places_of,
    starts_of,
    surnames,
    values_of,
)
from memorial.bulk import select
from memorial.narrowed_search import ListsAwayError

ALL = (0, 10_000)


def number(session: Session, statement: str) -> int:
    return int(select(session, statement)[0][0])


@pytest.mark.parametrize("field", ["nationality", "source", "body_kind", "sentencing_body", "burial_place", DAY])
def test_each_number_is_the_length_of_its_list(sample: Session, field: str) -> None:
    values = values_of(sample, field)
    assert sum(count for _, count in values) == number(sample, "SELECT count(*) FROM victim_record")
    for value, count in values[:5] + values[-2:]:
        people = people_of(sample, ((field, value),), ALL)
        assert people.total == len(people.ids) == len(set(people.ids)) == count


def test_letters_hold_everybody_with_a_surname_once(sample: Session) -> None:
    letters = letters_of(sample)
    with_surname = number(
        sample, "SELECT count(DISTINCT record_id) FROM name_posting WHERE kind = 0 AND surname_id > 0"
    )
    assert sum(count for _, count in letters) == with_surname
    assert [letter for letter, _ in letters] == sorted({letter for letter, _ in letters})
    for letter, count in letters:
        assert sum(own for _, own in starts_of(sample, letter)) == count


def test_surnames_go_on_where_the_page_ended(sample: Session) -> None:
    whole = surnames(sample, "к", "", 1000)
    first = surnames(sample, "К", "", 3)
    assert [*first, *surnames(sample, "К", first[-1].text, 1000)] == whole
    assert all(one.text.startswith("к") and one.records >= 1 for one in whole)


def test_everybody_of_a_surname_is_in_its_list_also_by_another_name(sample: Session) -> None:
    for one in surnames(sample, "", "", 1000):
        people = people_of_surname(sample, one.text.upper(), ALL)
        assert people.total == one.records, one.text


def test_lists_go_by_the_alphabet_and_letters_lead_into_them(sample: Session) -> None:
    people = people_of(sample, (("source", "demonstration"),), ALL)
    sql = "SELECT surname FROM name_form WHERE position = 0 AND record_id = ?"
    names = [select(sample, sql, (one,)) for one in people.ids]
    known = [row[0][0].lower().replace("ё", "е") for row in names if row and row[0][0]]
    assert known == sorted(known)
    for letter, place in people.letters:
        assert known[place][0].upper() == letter
        assert place == 0 or known[place - 1][0].upper() != letter
    assert people_of(sample, (("source", "demonstration"),), (20, 10)).ids == people.ids[20:30]


@pytest.mark.parametrize(("field", "column"), PLACES.items())
def test_places_of_a_region_hold_everybody_there(sample: Session, field: str, column: str) -> None:
    for region, count in values_of(sample, field)[:3]:
        if region is not None:
            total, found = places_of(sample, (field, str(region)), ALL)
            assert total == len(found) and sum(own for _, own in found) == count
            assert places_of(sample, (field, str(region)), (1, 2)) == (total, found[1:3])
            for printed, own in found[:3]:
                sql = f"SELECT count(*) FROM victim_record WHERE {column}_id = (SELECT id FROM place WHERE printed = ?)"
                assert select(sample, sql, (printed,))[0][0] >= own
                assert people_of_place(sample, printed, ALL).total >= own


def test_a_day_lists_the_executions_of_every_year(sample: Session) -> None:
    day = next(value for value, _ in values_of(sample, DAY) if value)
    found = set(people_of(sample, ((DAY, day),), ALL, "execution").ids)
    sql = (
        "SELECT record_id FROM repression_event WHERE kind = 'execution' AND earliest = latest "
        f"AND substr(edtf, 6, 5) = '{day}'"
    )
    assert found and found <= {row[0] for row in select(sample, sql)}


def test_what_nobody_has_is_an_empty_list(sample: Session) -> None:
    assert people_of(sample, (("burial_place", "нигде"),), ALL).total == 0
    assert people_of_surname(sample, "Ъъъ", ALL).total == 0
    assert people_of(sample, ((DAY, "02-30"),), (0, 10), "execution").ids == ()
    assert surnames(sample, "%", "", 10) == surnames(sample, "_", "", 10) == []


def test_an_empty_book_has_no_lists(session: Session) -> None:
    assert letters_of(session) == values_of(session, "nationality") == ()
    assert people_of(session, (("nationality", "polish"),), ALL).total == 0


def test_without_columns_a_sentence_is_raised(sample: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "columns_of", lambda _session: None)
    with pytest.raises(ListsAwayError):
        columns_for_lists(sample)
