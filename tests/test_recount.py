"""Are the counts true? Counted again in plain Python from the records as `show --json` tells them, one by one."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from imports.batch import import_list, plan_import
from memorial.count_fields import FIELDS
from memorial.counts import count
from memorial.expert_tables import read_table
from memorial.records import get_record
from memorial.regions import read_region
from schema.database import table_of
from schema.records import VictimRecord

Record = dict[str, Any]
Facts = dict[str, Any]

REAL_ROWS = 500
# What `show --json` does not tell, and so nobody can count again from it.
NOT_SHOWN = {"operation_basis"}
PAIRS = [
    ("body_kind", "sentence_year"),
    ("penalty", "sex"),
    ("nationality", "operation"),
    ("victim_category", "occupation_group"),
    ("jurisdiction", "sentence_month"),
    ("burial_place", "execution_year"),
    ("article", "days_to_execution"),
]
CONDITIONS: list[dict[str, list[Any]]] = [
    {"penalty": ["death"]},
    {"penalty": ["death", "camp"], "sex": ["m"]},
    {"nationality": [None], "extrajudicial": ["yes"]},
    {"sentence_year": [1937, 1938], "sentence_category": ["first"]},
    {"birth_decade": [1890], "rehabilitation_wave": ["1954-1964", None]},
    {"execution_year": [1899]},
]


def facts_of(record: Record) -> Facts:
    """Every field of one record."""
    birth, death = days(record["birth"]["date"]), first(record, "execution")
    sentence, arrest, burial = (first(record, kind) for kind in ("sentence", "arrest", "burial"))
    cleared = next(iter(record["rehabilitations"]), None) or {}
    body, articles = sentence.get("body") or {}, sentence.get("articles") or [{}]
    return {
        "source": record["source"]["key"],
        "invented": "yes" if record["source"]["invented"] else "no",
        "sex": record["sex"],
        "nationality": record["nationality"] and record["nationality"]["code"],
        **{name: record[name] for name in ("education", "party", "social_origin")},
        "birth_year": year(birth),
        "birth_decade": None if not birth or decade(birth[0]) != decade(birth[1]) else decade(birth[0]),
        "age_at_arrest": difference(year(birth), year(days(arrest.get("date")))),
        **regions("birth", record["birth"]["place"]),
        **regions("residence", record["residence"]),
        "occupation_group": work(record["occupation"]),
        "victim_category": "+".join(ways(record)) or None,
        "sentencing_body": body.get("key"),
        "body_kind": body.get("kind"),
        "extrajudicial": {True: "yes", False: "no", None: None}[body.get("extrajudicial")],
        "jurisdiction": body.get("jurisdiction"),
        "article": articles[0].get("article"),
        "legal_code": articles[0].get("code"),
        **{name: sentence.get(name) for name in ("penalty", "term_months", "sentence_category", "operation")},
        **year_and_month("sentence", sentence),
        **year_and_month("arrest", arrest),
        **year_and_month("execution", death),
        "days_to_execution": days_between(days(arrest.get("date")), days(death.get("date"))),
        "burial_place": burial.get("place"),
        "rehabilitation_year": year(days(cleared.get("date"))),
        "rehabilitation_wave": wave(days(cleared.get("date"))),
        "rehabilitation_body": cleared.get("body"),
    }


def first(record: Record, kind: str) -> Record:
    return next((event for event in record["events"] if event["kind"] == kind), {})


def days(told: Record | None) -> tuple[date, date] | None:
    if not told or not told["earliest"] or not told["latest"]:
        return None
    return date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"])


def year(span: tuple[date, date] | None) -> int | None:
    return span[0].year if span and span[0].year == span[1].year else None


def decade(day: date) -> int:
    return day.year - day.year % 10


def difference(earlier: int | None, later: int | None) -> int | None:
    return None if earlier is None or later is None or later < earlier else later - earlier


def regions(prefix: str, place: str | None) -> Facts:
    region = read_region(place) if place else None
    return {
        f"{prefix}_region": region and region.historical,
        f"{prefix}_present_region": region and region.present,
    }


def work(occupation: str | None) -> str | None:
    stems = ((one, row["group"]) for row in read_table("occupation_groups") for one in spellings(row["stem"]))
    return next((group for stem, group in stems if occupation and stem in occupation), None)


def spellings(stem: str) -> tuple[str, str]:
    return stem, stem[:1].upper() + stem[1:]


def ways(record: Record) -> Iterator[str]:
    for row in read_table("victim_categories"):
        kinds, penalties = row["kinds"].split(";"), row["penalties"].split(";")
        if any(event["kind"] in kinds or (event["penalty"] or "-") in penalties for event in record["events"]):
            yield row["category"]


def year_and_month(prefix: str, event: Record) -> Facts:
    span = days(event.get("date"))
    is_precise = span and (span[0].year, span[0].month) == (span[1].year, span[1].month)
    month = f"{span[0].year:04}-{span[0].month:02}" if span and is_precise else None
    return {f"{prefix}_year": year(span), f"{prefix}_month": month}


def days_between(earlier: tuple[date, date] | None, later: tuple[date, date] | None) -> int | None:
    if not earlier or not later or earlier[0] != earlier[1] or later[0] != later[1] or later[0] < earlier[0]:
        return None
    return (later[0] - earlier[0]).days


def wave(span: tuple[date, date] | None) -> str | None:
    for row in read_table("rehabilitation_waves"):
        if span and int(row["from"]) <= span[0].year and span[1].year <= int(row["to"]):
            return row["wave"]
    return None


def all_facts(session: Session) -> list[Facts]:
    keys = session.scalars(select(table_of(VictimRecord).c.key)).all()
    return [facts_of(record) for key in keys if (record := get_record(session, key))]


def differences(session: Session, people: list[Facts], by: tuple[str, ...], only: dict[str, list[Any]]) -> list[Any]:
    """Where the table and the recount differ, in the rows or in their sum."""
    chosen = [one for one in people if all(one[name] in values for name, values in only.items())]
    recount = Counter(tuple(one[name] for name in by) for one in chosen)
    where = [f"{name}={'' if value is None else value}" for name, values in only.items() for value in values]
    table = count(session, by, where)
    counted = {row[:-1]: row[-1] for row in table.rows}
    found: list[Any] = [(cell, counted.get(cell), recount[cell]) for cell in {*counted, *recount}]
    return [one for one in found if one[1] != one[2]] + ([(by, table.n)] if table.n != len(chosen) else [])


def differing(session: Session) -> list[Any]:
    """Every difference between the tables and the recount, by each field, in pairs, under conditions."""
    people = all_facts(session)
    names = [(name,) for name in FIELDS if name not in NOT_SHOWN]
    asked: list[tuple[tuple[str, ...], dict[str, list[Any]]]] = [(by, {}) for by in (*names, *PAIRS)]
    asked += [(by, only) for by in PAIRS[:3] for only in CONDITIONS]
    return [one for by, only in asked for one in differences(session, people, by, only)]


def test_the_invented_people_are_counted_right(sample: Session) -> None:
    assert {*FIELDS} - NOT_SHOWN == {*all_facts(sample)[0]}
    assert differing(sample) == []


@pytest.mark.parametrize("name", ["moscow_executed.csv", "memo_notes.csv"])
def test_real_people_are_counted_right(
    real_data: Callable[[str], Path], name: str, session: Session, tmp_path: Path
) -> None:
    beginning = tmp_path / name
    with real_data(name).open(encoding="utf-8", newline="") as file, beginning.open("w", encoding="utf-8") as out:
        out.writelines(islice(file, REAL_ROWS))
    import_list(session, plan_import(beginning))
    assert differing(session) == []
