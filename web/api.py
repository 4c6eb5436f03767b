"""How do programs ask? Version 1 of the JSON API: records, bodies, counts, sources, snapshots."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from memorial.body_profiles import body_as_json, find_bodies
from memorial.count_formats import as_csv, as_json, as_parquet
from memorial.counts import count as count_records
from memorial.errors import GoneRecordError, MemorialError, UsageError
from memorial.records import get_record
from memorial.search import search
from memorial.snapshot import snapshots as written_snapshots
from memorial.snapshot_errors import SnapshotChangedError
from memorial.snapshot_words import cite_snapshot
from web.api_description import description
from web.api_problems import API, opened, problem
from web.api_questions import MOST_ITEMS, cursor_of, read_cursor, read_limit, read_search
from web.database import reading
from web.holdings import holdings
from web.languages import language
from web.reason_words import reason_in_words

blueprint = Blueprint("api", __name__)

SHAPES = ("json", "csv", "parquet")
SOURCE = (
    "key",
    "title",
    "kind",
    "publisher",
    "year",
    "volume",
    "licence",
    "citation",
    "reliability",
    "url",
    "invented",
)


@blueprint.errorhandler(MemorialError)
def _told(error: MemorialError) -> Response:
    status = 410 if isinstance(error, GoneRecordError) else 400 if isinstance(error, UsageError) else 404
    return problem(status, str(error))


@blueprint.errorhandler(SnapshotChangedError)
def _spoiled(_error: SnapshotChangedError) -> Response:
    return problem(503, "A snapshot of this site is not as it was written; its keeper has to restore it.")


@blueprint.get("/api")
def about() -> ResponseReturnValue:
    """The API in words, for people."""
    return render_template("api/about.html", paths=description()["paths"])


@blueprint.get(f"{API}/openapi.json")
def openapi() -> Response:
    """The description for programs, OpenAPI 3.1."""
    return _answer(description())


@blueprint.get(f"{API}/records/<path:key>")
def record(key: str) -> Response:
    """One record with everything."""
    found = get_record(reading(), key)
    return problem(404, "No record has this key.") if found is None else _answer(found)


@blueprint.get(f"{API}/records")
def records() -> Response:
    """People found by name, birth and place, the best first."""
    question = read_search(request.args)
    found = search(reading(), question)
    hits = [
        {name: getattr(hit, name) for name in ("record_key", "score", "group", "name", "born")}
        | {"reasons": [reason_in_words(reason, language()) for reason in hit.reasons]}
        for hit in found.hits
    ]
    last = question.offset + len(hits)
    return _page(hits, str(last) if hits and last < found.total else None, total=found.total)


@blueprint.get(f"{API}/bodies")
def bodies() -> Response:
    """Every sentencing body in the order of its key."""
    limit = read_limit(request.args)
    found = find_bodies(reading(), read_cursor(request.args), limit + 1)
    more = found[limit - 1].key if len(found) > limit else None
    return _page([body_as_json(body) for body in found[:limit]], more and cursor_of(more))


@blueprint.get(f"{API}/count")
def count() -> Response:
    """Records counted by fields."""
    by = ",".join(request.args.getlist("by")).split(",")
    shape = request.args.get("format", "json")
    if shape not in SHAPES:
        raise UsageError(f"There is no such format; choose among {', '.join(SHAPES)}.")
    table = count_records(reading(), by, request.args.getlist("where"), request.args.get("unit", "records"))
    if shape == "csv":
        return _tagged(Response(as_csv(table, shares=True), content_type="text/csv; charset=utf-8"))
    if shape == "parquet":
        return _tagged(Response(as_parquet(table, shares=True), content_type="application/vnd.apache.parquet"))
    return _answer(as_json(table, shares=True))


@blueprint.get(f"{API}/sources")
def sources() -> Response:
    """Every source with its licence, citation and number of records."""
    return _page(
        [
            {name: getattr(summary.source, name) for name in SOURCE} | {"records": summary.records}
            for summary in holdings(reading()).sources
        ]
    )


@blueprint.get(f"{API}/snapshots")
def snapshots() -> Response:
    """The numbered snapshots on this site, with the checksums of their files."""
    return _page(
        [
            {"number": one.number, "citation": cite_snapshot(one.number), "files": one.sums()}
            for one in written_snapshots(current_app.config["SNAPSHOTS"])
        ]
    )


def _page(items: Sequence[dict[str, Any]], after: str | None = None, **more: Any) -> Response:
    """`items` and, while there are more, `next`: the address of the page that follows."""
    following = None
    if after is not None:
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        following = f"{request.path}?{urlencode([*asked, ('cursor', after)])}"
    return _answer({**more, "items": items, "next": following, "most_items": MOST_ITEMS})


def _answer(document: Any) -> Response:
    return _tagged(jsonify(document))


def _tagged(answer: Response) -> Response:
    """With a tag by which a program sees that nothing has changed."""
    answer.add_etag()
    return opened(answer).make_conditional(request)  # type: ignore[return-value]
