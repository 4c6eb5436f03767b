"""How many, and how much of it all? Tables of counts with their chart, coverage, quality, and sentencing bodies."""

from typing import Any

import pygal
from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from memorial.body_profiles import find_bodies, get_body
from memorial.count_fields import FIELDS
from memorial.counts import Count, caveats
from memorial.counts import count as count_records
from memorial.coverage import coverage as published_and_ours
from memorial.coverage import regional_shares
from memorial.errors import UsageError
from memorial.quality import quality as measured
from memorial.snapshot import snapshots
from memorial.snapshot_words import cite_snapshot
from schema.vocabulary import vocabulary
from web.api_questions import MOST_ITEMS
from web.database import reading
from web.languages import language
from web.vocabulary_words import label

blueprint = Blueprint("statistics", __name__)

FIRST = ("body_kind", "")
MOST_ROWS = 300  # a longer table is taken away as CSV; a page stays below 100 kB
MOST_BARS = 25


@blueprint.get("/statistics")
def statistics() -> ResponseReturnValue:
    """A table by one or two fields, with its n, unknowns, sources and caveats."""
    by, where = _asked()
    try:
        table, problem = count_records(reading(), by, where), None
    except UsageError as told:
        table, problem = None, str(told)
    shown = {"table": table, "problem": problem, "by": by, "where": where, "fields": FIELDS, "most_rows": MOST_ROWS}
    page = render_template("statistics/statistics.html", **shown, caveats=_caveats(table), cite=_cite(), value=_value)
    return page, 400 if problem else 200


@blueprint.get("/statistics/chart.svg")
def chart() -> Response:
    """The first field of the table as bars, the longest first."""
    try:
        table = count_records(reading(), _asked()[0][:1], _asked()[1])
    except UsageError:
        abort(400)
    height = 100 + 30 * min(len(table.rows), MOST_BARS)
    bars = pygal.HorizontalBar(js=[], show_legend=False, print_values=True, height=height)
    bars.x_labels = [_value(table.by[0], row[0]) for row in table.rows[:MOST_BARS]][::-1]
    bars.add("", [row[-1] for row in table.rows[:MOST_BARS]][::-1])
    bars.add_xml_filter(_without_script)
    answer = Response(bars.render(), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@blueprint.get("/coverage")
def coverage() -> ResponseReturnValue:
    """Our counts beside the published totals."""
    session = reading()
    return render_template(
        "statistics/coverage.html", totals=published_and_ours(session), shares=regional_shares(session)
    )


@blueprint.get("/quality")
def quality() -> ResponseReturnValue:
    """How complete the fields are, and what is open."""
    return render_template("statistics/quality.html", quality=measured(reading()))


@blueprint.get("/bodies")
def bodies() -> ResponseReturnValue:
    """The sentencing bodies in the order of their keys."""
    found = find_bodies(reading(), request.args.get("after", "")[:MOST_ITEMS], MOST_ITEMS + 1)
    more = found[MOST_ITEMS - 1].key if len(found) > MOST_ITEMS else None
    return render_template("statistics/bodies.html", bodies=found[:MOST_ITEMS], more=more)


@blueprint.get("/body/<path:key>")
def body(key: str) -> ResponseReturnValue:
    """One sentencing body."""
    found = get_body(reading(), key)
    if found is None:
        abort(404)
    return render_template("statistics/body.html", profile=found, value=_value)


@blueprint.get("/operation/<key>")
def operation(key: str) -> ResponseReturnValue:
    """One operation: its order and dates, its published figures, our sentences."""
    term = vocabulary("operations").get(key)
    if term is None:
        abort(404)
    total = next(one for one in published_and_ours(reading()) if one.published.key == key)
    where = [f"operation={key}"]
    tables = [count_records(reading(), [field], where) for field in ("sentence_year", "penalty")]
    return render_template("statistics/operation.html", term=term, total=total, tables=tables, value=_value)


def _without_script(drawing: Any) -> Any:
    """The drawing without the settings that its library adds for a script which we do not send."""
    for definitions in drawing.iter("defs"):
        for script in definitions.findall("script"):
            definitions.remove(script)
    return drawing


def _asked() -> tuple[list[str], list[str]]:
    rows, columns = request.args.get("rows", FIRST[0]), request.args.get("columns", FIRST[1])
    conditions = [text for text in request.args.getlist("where") if text.strip()]
    return [name for name in (rows, columns) if name], conditions


def _caveats(table: Count | None) -> list[str]:
    return [caveat["ru" if language() == "ru" else "en"] for caveat in caveats(table.question)] if table else []


def _value(field: str, value: Any) -> str:
    """A value in the reader's words; a dash for none."""
    known = FIELDS[field].vocabulary
    if value is None:
        return "—"
    return (label(str(value), known, language()) or str(value)) if known else str(value)


def _cite() -> str | None:
    found = snapshots(current_app.config["SNAPSHOTS"])
    return cite_snapshot(found[-1].number) if found else None
