"""What does a search engine see? robots.txt, a paged sitemap of the records, and each life as structured data."""

import re
from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for
from sqlalchemy import func, select

from memorial.summaries import EventSummary
from schema.database import table_of
from schema.records import VictimRecord
from schema.sources import Source
from web.database import reading
from web.dates_in_words import date_in_words
from web.fate import fate_in_words
from web.languages import language

blueprint = Blueprint("manners", __name__)

Json = dict[str, Any]

PART = 10_000  # records in one part of the sitemap; the protocol allows 50,000 addresses
PAGES = (
    "search.home",
    "browse.browse",
    "about.about",
    "glossary.glossary",
    "statistics.statistics",
    "statistics.coverage",
)
PRECISE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")  # what EDTF and ISO 8601 write alike
TOLD = ("told_to_family", "death_beside_execution")  # warnings beside a death that may be invented


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What a robot may read: lives and pages, but no questions, letters or endless lists."""
    return _text(render_template("manners/robots.txt"), "text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The parts of the sitemap: the pages, then the records by their numbers."""
    last = reading().execute(select(func.max(table_of(VictimRecord).c.id))).scalar() or 0
    return _text(render_template("manners/sitemap_index.xml", parts=range(-(-last // PART) + 1)), "application/xml")


@blueprint.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """One part: part 0 has the pages, every other the records of one range of numbers; invented people are left out."""
    if number == 0:
        addresses = [url_for(page, _external=True) for page in PAGES]
    elif number * PART < 2**62:
        addresses = [url_for("records.record", key=key, _external=True) for key in _keys(number)]
    else:
        abort(404)
    return _text(render_template("manners/sitemap.xml", addresses=addresses), "application/xml")


def describe(record: Json) -> str:
    """The life in one line for a preview of the page: birth, place, fate."""
    birth = record["birth"]
    day = birth["date"] or {}
    told = [date_in_words(day.get("edtf"), language()) or day.get("printed"), birth["place"]]
    fate = fate_in_words([_summary(event) for event in record["events"]], language())
    return " · ".join(filter(None, [*told, fate, record["source"]["title"]]))


def as_person(record: Json, address: str) -> Json:
    """The record as a schema.org Person; only what the source states, dates only where they are precise."""
    name, birth, death = record["name"], record["birth"], _death(record)
    person = {
        "@context": "https://schema.org",
        "@type": "Person",
        "identifier": record["key"],
        "url": address,
        "name": name["printed"],
        "givenName": name["given_name"],
        "additionalName": name["patronymic"],
        "familyName": name["surname"],
        "alternateName": [form["printed"] for form in name["forms"] if form["kind"] != "main"],
        "birthDate": _precise(birth["date"]),
        "birthPlace": _place(birth["place"]),
        "deathDate": _precise(death.get("date")),
        "deathPlace": _place(death.get("place")),
        "subjectOf": {"@type": "CreativeWork", "name": record["source"]["title"]},
    }
    return {key: value for key, value in person.items() if value}


def _keys(number: int) -> list[str]:
    record, source = table_of(VictimRecord), table_of(Source)
    asked = (
        select(record.c.key)
        .join(source, source.c.id == record.c.source_id)
        .where(record.c.id > (number - 1) * PART, record.c.id <= number * PART, source.c.invented.is_(False))
    )
    return list(reading().scalars(asked.order_by(record.c.id)))


def _summary(event: Json) -> EventSummary:
    date, body = event["date"] or {}, event["body"] or {}
    printed = (event["kind"], date.get("edtf"), date.get("printed"), event["place"])
    return EventSummary(*printed, body.get("kind"), body.get("printed"), event["penalty"], event["term_months"])


def _death(record: Json) -> Json:
    """The death that the source states; empty where it is concluded, or may be one that a family was told."""
    told = any(warning["code"] in TOLD for warning in record["warnings"])
    executed = [event for event in record["events"] if event["kind"] == "execution"]
    died = [] if told else [event for event in record["events"] if event["kind"] == "death"]
    return next((event for event in executed or died if event["basis"] == "stated"), {})


def _precise(date: Json | None) -> str | None:
    edtf = (date or {}).get("edtf") or ""
    return edtf if PRECISE.fullmatch(edtf) else None


def _place(printed: str | None) -> Json | None:
    return {"@type": "Place", "name": printed} if printed else None


def _text(text: str, kind: str) -> Response:
    return Response(text, content_type=f"{kind}; charset=utf-8")
