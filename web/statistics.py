"""How many, and how much of it all? Tables of counts with their chart, coverage, quality, and sentencing bodies."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from memorial.body_profiles import find_bodies, find_body, get_body, people_of_body
from memorial.counts import caveats_of
from memorial.counts import count as count_records
from memorial.coverage import coverage as published_and_ours
from memorial.coverage import regional_shares
from memorial.cross_table import Margin
from memorial.errors import UsageError
from memorial.glossary import explain_code
from memorial.quality import quality as measured
from schema.vocabulary import vocabulary
from web.api_questions import MOST_ITEMS
from web.count_charts import draw
from web.count_table import cite_table, lay_out, names_in, source_titles
from web.count_words import FIELD_GROUPS, FIELD_NAMES, MEASURES, mistake_in_words, value_in_words
from web.database import reading
from web.languages import language
from web.rule_words import readings_in_words
from web.table_words import said

blueprint = Blueprint("statistics", __name__)

FIRST = ("body_kind", "")
PEOPLE_ON_A_PAGE = 50


@blueprint.get("/statistics")
def statistics() -> ResponseReturnValue:
    """A table by one or two fields, with its n, unknowns, sources and caveats."""
    by, where = _asked()
    form = {"by": by, "where": where, "groups": FIELD_GROUPS, "measures": MEASURES, "measure": _measure()}
    try:
        table = count_records(reading(), by, where)
    except UsageError as mistake:
        return render_template("statistics/statistics.html", **form, problem=mistake_in_words(mistake)), 400
    page = lay_out(table, _measure(), where)
    return render_template(
        "statistics/statistics.html", **form, page=page, ALL=Margin.ALL, fields=FIELD_NAMES,
        caveats=_caveats(table.question.fields), cite=cite_table(page), source_titles=source_titles(),
    )  # fmt: skip


@blueprint.get("/statistics/chart.svg")
def chart() -> Response:
    """The table as bars, the longest first."""
    by, where = _asked()
    try:
        table = count_records(reading(), by, where)
    except UsageError:
        abort(400)
    answer = Response(draw(table, names_in(table)), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@blueprint.get("/coverage")
def coverage() -> ResponseReturnValue:
    """Our counts beside the published totals."""
    session = reading()
    return render_template(
        "statistics/coverage.html",
        totals=published_and_ours(session),
        shares=regional_shares(session),
        operations=vocabulary("operations"),
        fields=FIELD_NAMES,
        caveats=_caveats({"operation", "sentence_category"}),
    )


@blueprint.get("/quality")
def quality() -> ResponseReturnValue:
    """How complete the fields are, and what is open."""
    found = measured(reading())
    return render_template(
        "statistics/quality.html", quality=found, readings=readings_in_words(found.rules, language()),
        fields=FIELD_NAMES, caveats=_caveats(set()),
    )  # fmt: skip


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
    tables = [lay_out(table, where=[f"sentencing_body={key}"]) for table in (found.years, found.penalties)]
    out_of_court = {True: "yes", False: "no", None: None}[found.body.extrajudicial]
    return render_template(
        "statistics/body.html", profile=found, tables=tables, fields=FIELD_NAMES, ALL=Margin.ALL,
        out_of_court=value_in_words("extrajudicial", out_of_court, {}) if out_of_court else None,
        explained=explain_code("body_kinds", found.body.kind), caveats=_caveats({"sentencing_body"}),
    )  # fmt: skip


@blueprint.get("/body-people/<path:key>")
def body_people(key: str) -> ResponseReturnValue:
    """The people whom a body sentenced, a page at a time."""
    found = find_body(reading(), key)
    if found is None:
        abort(404)
    people = people_of_body(reading(), found.id or 0, request.args.get("after", ""), PEOPLE_ON_A_PAGE + 1)
    more = people[PEOPLE_ON_A_PAGE - 1].key if len(people) > PEOPLE_ON_A_PAGE else None
    return render_template("statistics/body_people.html", body=found, people=people[:PEOPLE_ON_A_PAGE], more=more)


@blueprint.get("/operation/<key>")
def operation(key: str) -> ResponseReturnValue:
    """One operation: its order and dates, its published figures, our sentences."""
    term = vocabulary("operations").get(key)
    if term is None:
        abort(404)
    total = next(one for one in published_and_ours(reading()) if one.published.key == key)
    where = [f"operation={key}"]
    tables = [
        lay_out(count_records(reading(), [field], where), where=where)
        for field in ("sentence_year", "penalty", "body_kind")
    ]
    return render_template(
        "statistics/operation.html", term=term, total=total, tables=tables, fields=FIELD_NAMES, ALL=Margin.ALL,
        explained=explain_code("operations", key), caveats=_caveats({"operation"}),
    )  # fmt: skip


def _asked() -> tuple[list[str], list[str]]:
    rows, columns = request.args.get("rows", FIRST[0]), request.args.get("columns", FIRST[1])
    conditions = [text for text in request.args.getlist("where") if text.strip()]
    return [name for name in (rows, columns) if name], conditions


def _measure() -> str:
    asked = request.args.get("show", "")
    return asked if asked in MEASURES else "count"


def _caveats(fields: set[str]) -> list[str]:
    return [said(caveat, "count_caveats", language()) for caveat in caveats_of(fields)]
