"""What lists are there to leaf through? By letter, place, nationality, source, body, day of execution, burial place."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_skeleton, get_month_names
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from memorial.body_profiles import body_names
from memorial.browsing import (
    DAY,
    PLACES,
    People,
    letters_of,
    people_of,
    people_of_place,
    people_of_surname,
    places_of,
    starts_of,
    surnames,
    values_of,
)
from memorial.living import today
from memorial.reasons import shown
from memorial.summaries import RecordSummary, summaries
from schema.authorities import SentencingBody
from web.body_words import body_name
from web.database import reading
from web.filters import FILTERS, LONGEST_VALUE, NOT_RECORDED, in_words
from web.languages import language
from web.paging import Pages

blueprint = Blueprint("browse", __name__)

PEOPLE_ON_A_PAGE = 50
VALUES_ON_A_PAGE = 100
LONGEST_PLACE = 1_000
LEAP_YEAR = 1936  # it has every day that there is
MONTHS = range(1, 13)
DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")
ALPHABETS = ("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")

# The name in the address → the field of the columns, and the heading.
LISTS: dict[str, tuple[str, Any]] = {
    "lived": ("residence_present_region", lazy_gettext("By place of residence (region of today)")),
    "native": ("birth_present_region", lazy_gettext("By place of birth (region of today)")),
    "nationality": ("nationality", lazy_gettext("By nationality")),
    "source": ("source", lazy_gettext("By source")),
    "body": ("body_kind", lazy_gettext("By kind of sentencing body")),
    "court": ("sentencing_body", lazy_gettext("By sentencing body")),
    "burial": ("burial_place", lazy_gettext("By burial place")),
    "day": (DAY, lazy_gettext("By day of execution")),
}


@blueprint.get("/browse")
def browse() -> ResponseReturnValue:
    """The letters, and what else there is to leaf through."""
    day = f"{today():%m-%d}"
    return render_template(
        "browse/browse.html", alphabets=_alphabets(), lists=LISTS, today=day, day_in_words=day_in_words
    )


@blueprint.get("/browse/names/<start>")
def names(start: str) -> ResponseReturnValue:
    """The surnames that begin with these letters."""
    after = request.args.get("after", "")[:LONGEST_VALUE]
    found = surnames(reading(), start[:LONGEST_VALUE], after, VALUES_ON_A_PAGE + 1)
    starts = starts_of(reading(), start) if len(start) == 1 else ()
    if not found and not starts:
        abort(404)
    page = [(shown(one.text), one.records) for one in found[:VALUES_ON_A_PAGE]]
    more = page[-1][0] if len(found) > VALUES_ON_A_PAGE else None
    return render_template(
        "browse/names.html", start=start, starts=starts, surnames=page, more=more, alphabets=_alphabets()
    )


@blueprint.get("/browse/<kind>")
def values(kind: str) -> ResponseReturnValue:
    """The values of one field with their numbers, a page at a time."""
    if kind not in LISTS:
        abort(404)
    if kind == "day":
        return _calendar()
    counts = values_of(reading(), LISTS[kind][0])
    if request.args.get("sort") == "name":
        counts = tuple(sorted(counts, key=lambda one: (one[0] is None, str(one[0]))))
    pages = Pages(_number("page"), VALUES_ON_A_PAGE, len(counts))
    part = counts[pages.first_item - 1 :][:VALUES_ON_A_PAGE]
    if not part and pages.number > 1:
        abort(404)
    words = _words(kind, [value for value, _ in part])
    rows = [(NOT_RECORDED if value is None else value, words[value], number) for value, number in part]
    return render_template("browse/values.html", kind=kind, heading=LISTS[kind][1], rows=rows, pages=pages)


@blueprint.get("/browse/<kind>/places")
def places(kind: str) -> ResponseReturnValue:
    """The printed places of a region with their numbers, a page at a time."""
    region, field = request.args.get("of", ""), LISTS.get(kind, ("",))[0]
    if field not in PLACES or not region or len(region) > LONGEST_VALUE:
        abort(404)
    page = _number("page")
    total, found = places_of(reading(), (field, region), ((page - 1) * VALUES_ON_A_PAGE, VALUES_ON_A_PAGE))
    if not found:
        abort(404)
    pages = Pages(page, VALUES_ON_A_PAGE, total)
    return render_template("browse/places.html", kind=kind, region=region, rows=found, pages=pages)


@blueprint.get("/people/place")
def place() -> ResponseReturnValue:
    """Everybody who lived in a printed place or was born there."""
    printed = request.args.get("of", "")[:LONGEST_PLACE]
    found = people_of_place(reading(), printed, _slice())
    return _people(found, {"endpoint": "browse.place", "of": printed}, printed, url_for("browse.browse"))


@blueprint.get("/people/surname/<surname>")
def surname(surname: str) -> ResponseReturnValue:
    """Everybody of one surname."""
    found = people_of_surname(reading(), surname[:LONGEST_VALUE], _slice())
    address = {"endpoint": "browse.surname", "surname": surname}
    return _people(found, address, shown(surname), url_for("browse.names", start=surname[:1].upper()))


@blueprint.get("/people/<kind>")
def people(kind: str) -> ResponseReturnValue:
    """Everybody of one value of a field."""
    written = request.args.get("of", "")
    if kind not in LISTS or not written or len(written) > LONGEST_VALUE:
        abort(404)
    value = None if written == NOT_RECORDED else written
    found = people_of(reading(), ((LISTS[kind][0], value),), _slice(), "execution" if kind == "day" else "name")
    title = _words(kind, [value])[value]
    if kind == "day":
        title = str(gettext("Shot on %(day)s", day=title))
    chosen: dict[str, Any] = {kind: written}
    narrower = url_for("search.results", **chosen) if kind in FILTERS else None
    back = url_for("browse.values", kind=kind, month=written[:2] if kind == "day" else None)
    return _people(found, {"endpoint": "browse.people", "kind": kind, "of": written}, title, back, narrower)


def _people(
    found: People, address: Mapping[str, str], title: str, back: str, narrower: str | None = None
) -> ResponseReturnValue:
    pages = Pages(_number("page"), PEOPLE_ON_A_PAGE, found.total)
    is_empty_day = (
        not found.total and address.get("kind") == "day" and is_day(address["of"])
    )  # today, and nobody is known of it: no dead end
    if not found.ids and not is_empty_day:
        abort(404)
    known = summaries(reading(), found.ids)
    records: Sequence[RecordSummary] = [known[one] for one in found.ids if one in known]
    letters = [(letter, place // PEOPLE_ON_A_PAGE + 1) for letter, place in found.letters] if pages.count > 1 else []
    return render_template(
        "browse/people.html", address=address, title=title, back=back, narrower=narrower, records=records, pages=pages,
        letters=letters,
    )  # fmt: skip


def _calendar() -> ResponseReturnValue:
    """The days of one month with the number of those who were shot on each, in whatever year."""
    asked = request.args.get("month", "")
    month = int(asked) if asked.isascii() and asked.isdecimal() and int(asked[:4]) in MONTHS else today().month
    counts = dict(values_of(reading(), DAY))
    days = [f"{month:02d}-{day:02d}" for day in range(1, monthrange(LEAP_YEAR, month)[1] + 1)]
    return render_template(
        "browse/day.html",
        month=month,
        months=get_month_names(context="stand-alone", locale=language()),
        days=[(day, day_in_words(day), counts.get(day, 0)) for day in days],
        today=f"{today():%m-%d}",
    )


def _alphabets() -> list[list[tuple[str, int]]]:
    """The letters with which surnames begin and how many people there are: Russian, Latin, all others."""
    letters = dict(letters_of(reading()))
    known = [[(letter, letters.pop(letter)) for letter in alphabet if letter in letters] for alphabet in ALPHABETS]
    return [alphabet for alphabet in (*known, list(letters.items())) if alphabet]


def _words(kind: str, found: Sequence[Any]) -> dict[Any, str]:
    """What the values of a list are called."""
    field = LISTS[kind][0]
    if kind == "day":
        return {value: day_in_words(str(value)) for value in found}
    if kind == "court":
        bodies = body_names(reading(), [str(value) for value in found])
        return {value: _body(bodies.get(value)) or in_words(field, value) for value in found}
    return {value: in_words(field, value) for value in found}


def _body(body: SentencingBody | None) -> str | None:
    return body_name(body.name_ru, body.name_en, language()) if body else None


def day_in_words(day: str) -> str:
    """«24 ноября» for `11-24`; what is no day stays as it is."""
    if not is_day(day):
        return day
    return str(format_skeleton("MMMMd", date.fromisoformat(f"{LEAP_YEAR}-{day}"), locale=language()))


def is_day(day: str) -> bool:
    """Whether the text is a month and a day: `11-24`, `02-29`."""
    match = DAY_OF_YEAR.fullmatch(day)
    return (
        match is not None and int(match[1]) in MONTHS and 1 <= int(match[2]) <= monthrange(LEAP_YEAR, int(match[1]))[1]
    )


def _number(name: str) -> int:
    """A page number; anything that is none is the first page."""
    asked = request.args.get(name, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1


def _slice() -> tuple[int, int]:
    return (_number("page") - 1) * PEOPLE_ON_A_PAGE, PEOPLE_ON_A_PAGE
