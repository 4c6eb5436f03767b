"""Which archive is asked? The table of archives against invented records."""

from typing import Any

import pytest

from memorial.archives import archives_for, region_of_case
from memorial.expert_tables import read_table
from memorial.glossary import explanations
from schema.vocabulary import vocabulary

KNOWN_FACTS = {"facts:party"}


def record(**more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "events": [],
        "residence": None,
        "birth": {"place": None},
        "party": None,
        "nationality": None,
    }
    return empty | more


def event(kind: str, year: str | None = None, **more: Any) -> dict[str, Any]:
    date = {"earliest": f"{year}-01-01"} if year else None
    return {"kind": kind, "date": date, "place": None, "body": None} | more


def body(kind: str, jurisdiction: str | None) -> dict[str, Any]:
    return {"kind": kind, "jurisdiction": jurisdiction}


TROIKA = event("sentence", "1937", body=body("nkvd_troika", "Саратовская область"))
SETTLERS = event("deportation", "1949")


@pytest.mark.parametrize(
    ("found", "first", "absent"),
    [
        (record(events=[TROIKA]), "fsb_region", "sbu"),
        (record(events=[TROIKA], residence="г. Киев, Украинская ССР"), "fsb_region", "sbu"),
        (record(events=[event("arrest")], residence="Московская обл., Небывалый р-н"), "garf_moscow", "sbu"),
        (record(events=[event("arrest")], residence="Харьковская обл."), "sbu", "fsb_region"),
        (record(events=[SETTLERS], residence="Латвийская ССР"), "latvia", "fsb_region"),
        (record(events=[SETTLERS], residence="Карагандинская обл."), "kazakhstan_settlers", "fsb_region"),
        (record(events=[event("sentence", "1938", body=body("military_collegium", "СССР"))]), "fsb_centre", "sbu"),
        (record(residence="Тамбовская обл."), "fsb_region", "sbu"),
        (record(), "region_unknown", "fsb_region"),
    ],
)
def test_the_region_and_the_body_decide(found: dict[str, Any], first: str, absent: str) -> None:
    keys = [archive.key for archive in archives_for(found)]
    assert keys[0] == first
    assert absent not in keys


def test_only_party_members_are_sent_to_the_party_archive() -> None:
    members = {party: [one.key for one in archives_for(record(party=party))] for party in ("член ВКП(б)", "б/п")}
    assert "party" in members["член ВКП(б)"]
    assert "party" not in members["б/п"]


def test_a_year_outside_excludes() -> None:
    polish = {"code": "polish", "printed": "поляк"}
    keys = {
        year: [one.key for one in archives_for(record(nationality=polish, events=[event("arrest", year)]))]
        for year in ("1937", "1940")
    }
    assert "poland" in keys["1940"]
    assert "poland" not in keys["1937"]


def test_the_place_of_the_body_goes_before_the_birthplace() -> None:
    assert region_of_case(record(events=[TROIKA], birth={"place": "Тверская губ."})) == "Саратовская область"
    assert region_of_case(record(birth={"place": "Тверская губ."})) == "Тверская область"


@pytest.mark.parametrize("row", read_table("archives"), ids=lambda row: row["key"])
def test_a_row_is_whole(row: dict[str, str]) -> None:
    for column in ("where", "when", "ru", "en", "what_ru", "what_en", "source", "because"):
        assert row[column], column
    assert row["letter"] in ("ru", "en")
    assert row["sure"] in ("yes", "no")
    assert not row["url"] or row["url"].startswith(("https://", "http://"))
    for code in row["when"].split():
        name, _, value = code.partition(":")
        assert code in KNOWN_FACTS or value in vocabulary(name), code


def test_keys_are_unique_and_the_file_is_explained() -> None:
    keys = [row["key"] for row in read_table("archives")]
    assert len(keys) == len(set(keys))
    assert "investigation_file" in {one.key for one in explanations()}
