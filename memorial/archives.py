"""Which archive holds such a file? By body, region and year of a record; where we are not sure, the table says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from memorial.expert_tables import read_table
from memorial.glossary import codes_of
from memorial.regions import read_region

Json = dict[str, Any]

TABLE = "archives"
ANYWHERE, UNKNOWN, RUSSIA = "*", "?", "Россия"
# How the units of Russia are called; those of other countries stand behind the name of their country and a comma.
OF_RUSSIA = re.compile(r"область|край|[Рр]еспублика|округ|Москва|Санкт-Петербург|Россия")
IN_THE_PARTY = re.compile(r"член|канд|ВКП|РКП|КПСС|КП\(")  # «б/п» was never in it
WITHOUT_EVENTS = "event_kinds:arrest"  # a source that tells nothing lists people who were arrested


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive to ask: names and what it holds by language, the region meant, the language of a letter, how sure."""

    key: str
    name: dict[str, str]
    holds: dict[str, str]
    region: str | None
    url: str
    letter: str
    sure: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Case:
    """What decides where a file is: the region of today, the codes of the record, the year."""

    region: str | None
    codes: frozenset[str]
    year: str | None

    @property
    def wheres(self) -> set[str]:
        """Every word of the column `where` that holds for this case."""
        if self.region is None:
            return {ANYWHERE, UNKNOWN}
        country = self.region.split(",")[0]
        russia = {RUSSIA} if country == self.region and OF_RUSSIA.search(country) else set()
        return {ANYWHERE, self.region, country} | russia

    @property
    def part(self) -> str | None:
        """The region inside its country; None where only the country is known."""
        region = (self.region or "").split(", ")[-1]
        inside = "," in (self.region or "") or OF_RUSSIA.search(region)
        return region if inside and region != RUSSIA else None


def archives_for(record: Json) -> list[Archive]:
    """The archives that may hold papers of this person, in the order in which to ask."""
    case = _Case(region_of_case(record), frozenset(_codes(record)), _year(record))
    return [_archive(row, case) for row in _rows() if _fits(row, case)]


def region_of_case(record: Json) -> str | None:
    """The region or country of today in which the case was: of the body, the arrest, the residence, the birth."""
    events = record["events"]
    bodies = (event["body"]["jurisdiction"] for event in events if event["kind"] == "sentence" and event["body"])
    arrests = (event["place"] for event in events if event["kind"] == "arrest")
    for printed in (*bodies, *arrests, record["residence"], record["birth"]["place"]):
        if printed and (found := read_region(printed).present):
            return found
    return None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(read_table(TABLE))


def _fits(row: dict[str, str], case: _Case) -> bool:
    return (
        not case.wheres.isdisjoint(row["where"].split("|"))
        and not case.codes.isdisjoint(row["when"].split())
        and (not case.year or (row["from"] or case.year) <= case.year <= (row["to"] or case.year))
    )


def _archive(row: dict[str, str], case: _Case) -> Archive:
    return Archive(
        row["key"],
        {"ru": row["ru"], "en": row["en"]},
        {"ru": row["what_ru"], "en": row["what_en"]},
        case.part,
        row["url"],
        row["letter"],
        row["sure"] == "yes",
        row["source"],
    )


def _codes(record: Json) -> Iterator[str]:
    for event in record["events"]:
        yield from codes_of(event["kind"], event)
    if not record["events"]:
        yield WITHOUT_EVENTS
    if IN_THE_PARTY.search(record["party"] or ""):
        yield "facts:party"
    if record["nationality"]:
        yield f"nationalities:{record['nationality']['code']}"


def _year(record: Json) -> str | None:
    days = (event["date"]["earliest"] for event in record["events"] if event["date"] and event["date"]["earliest"])
    first: str | None = min(days, default=None)
    return first[:4] if first else None
