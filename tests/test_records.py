"""Facts about the record JSON, on the invented demonstration source."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session

from memorial.dates import from_edtf
from memorial.record_text import record_as_text
from memorial.records import get_record, sources
from memorial.summaries import summaries
from memorial.withheld import withheld_numbers
from schema.records import VictimRecord
from schema.vocabulary import vocabulary

Json = dict[str, Any]


@pytest.fixture(scope="module")
def records(sample_engine: Engine) -> list[Json]:
    with Session(sample_engine) as session:
        keys = session.scalars(select(VictimRecord.key).order_by(VictimRecord.id)).all()  # type: ignore[call-overload, arg-type]
        return [found for key in keys if (found := get_record(session, key)) is not None]


def test_an_unknown_key_gives_nothing(sample: Session) -> None:
    assert get_record(sample, "demo:none") is None


def test_every_entry_of_the_sample_has_a_record_with_its_printed_words(records: list[Json], sample: Session) -> None:
    withheld = withheld_numbers(sample)["may_be_alive"]
    assert withheld and len(records) + withheld == 364
    assert all(record["printed"] and record["source"]["invented"] for record in records)


def test_every_date_is_edtf_with_its_days_or_only_printed(records: list[Json]) -> None:
    dates = [d for r in records for d in (r["birth"]["date"], *(e["date"] for e in r["events"])) if d]
    assert len(dates) > 800
    for found in dates:
        assert set(found) == {"edtf", "earliest", "latest", "printed"}
        if found["edtf"]:
            again = from_edtf(found["edtf"])
            assert again is not None
            days = (again.earliest, again.latest)
            assert tuple(map(str, days)) == (str(found["earliest"]), str(found["latest"]))
        else:
            assert found["printed"] and found["earliest"] is None


def test_codes_are_of_their_vocabularies(records: list[Json]) -> None:
    events = [event for record in records for event in record["events"]]
    for name, codes in (
        ("event_kinds", {event["kind"] for event in events}),
        ("penalties", {event["penalty"] for event in events}),
        ("operations", {event["operation"] for event in events}),
        ("sentence_categories", {event["sentence_category"] for event in events}),
        ("bases", {event["basis"] for event in events}),
        ("body_kinds", {event["body"]["kind"] for event in events if event["body"]}),
    ):
        assert codes - {None} <= set(vocabulary(name))


def test_events_stand_in_the_order_of_the_life(records: list[Json]) -> None:
    for record in records:
        days = [event["date"]["earliest"] for event in record["events"] if event["date"] and event["date"]["earliest"]]
        assert days == sorted(days)


def test_a_household_knows_its_members(records: list[Json]) -> None:
    households = {record["household"]["key"]: record["household"] for record in records if record["household"]}
    assert len(households) >= 5
    assert all(len(household["members"]) >= 2 for household in households.values())


def test_what_the_family_was_told_stays_beside_the_execution(records: list[Json]) -> None:
    told = [record for record in records if record["death_statements"]]
    assert told
    assert all("told_to_family" in {warning["code"] for warning in record["warnings"]} for record in told)


def test_every_record_reads_as_text(records: list[Json]) -> None:
    assert all("This person is invented" in record_as_text(record) for record in records)


def test_sources_count_their_records(sample: Session) -> None:
    shown = 364 - withheld_numbers(sample)["may_be_alive"]
    assert [(found.source.key, found.records) for found in sources(sample)] == [("demo", shown)]


def test_a_summary_tells_name_birth_and_fate(sample: Session) -> None:
    found = summaries(sample, [1, 2, 3, 999_999])
    assert sorted(found) == [1, 2, 3]
    assert found[1].name_printed and found[1].invented
    assert found[1].birth_earliest is None or isinstance(found[1].birth_earliest, date)
    assert [event.kind for event in found[1].fate]
