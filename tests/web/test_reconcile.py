"""Facts about reconciliation: a spreadsheet program asks by the protocol, and is answered or refused by it."""

import json
import os
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import jsonschema
import pytest
from flask.testing import FlaskClient

ADDRESS = "/api/v1/reconcile"
WHOLE = "Вишневский Ян Казимирович"


def ask(client: FlaskClient, batch: Any) -> Any:
    """The answer to a batch that is sent as OpenRefine sends it."""
    answer = client.post(ADDRESS, data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    return answer.get_json()


def found(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    """The candidates for one query."""
    answer = ask(client, {"q0": query})
    candidates: list[dict[str, Any]] = answer["q0"]["result"]
    return candidates


def by_name(document: dict[str, Any], name: str) -> Any:
    """What stands under a name; a name of several parts leads inwards."""
    for part in name.split("."):
        document = document[part]
    return document


def test_the_manifest_names_what_there_is(client: FlaskClient) -> None:
    manifest = client.get(ADDRESS).get_json()
    assert "0.2" in manifest["versions"]
    assert [one["id"] for one in manifest["defaultTypes"]] == ["Person"]
    for name in ("view.url", "preview.url"):
        assert "{{id}}" in by_name(manifest, name)
        page = client.get(by_name(manifest, name).replace("{{id}}", "invented%3A1"))
        assert page.status_code == 200 and "Вишневский" in page.get_data(as_text=True)
    for name in ("suggest.entity", "suggest.property", "suggest.type", "extend.propose_properties"):
        service = by_name(manifest, name)
        assert client.get(service["service_url"] + service["service_path"]).status_code == 200


def test_a_whole_name_that_one_record_bears_is_certain(client: FlaskClient) -> None:
    best = found(client, query=WHOLE)[0]
    assert (best["id"], best["match"], best["score"]) == ("invented:1", True, 100)
    assert best["type"] == [{"id": "Person", "name": "Person"}]
    assert "Вымышленная книга" in best["description"]


@pytest.mark.parametrize(
    "query",
    [
        {"query": "Долгополов Тихон"},  # 25 of the same name
        {"query": "Вишневский"},  # a surname alone
        {"query": "Wiśniewski Jan"},  # another spelling
        {"query": WHOLE, "properties": [{"pid": "born", "v": "1920"}]},
        {"query": WHOLE, "properties": [{"pid": "place", "v": "Нарния"}]},
        {"properties": [{"pid": "born", "v": 1884}]},
    ],
)
def test_nobody_is_certain_where_there_is_doubt(client: FlaskClient, query: dict[str, Any]) -> None:
    candidates = found(client, **query)
    assert candidates and not any(one["match"] for one in candidates)
    scores = [one["score"] for one in candidates]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 100 for score in scores)


def test_properties_are_evidence(client: FlaskClient) -> None:
    born = {"pid": "born", "v": "ок. 1884 г."}
    (feature,) = [one for one in found(client, query=WHOLE, properties=[born])[0]["features"] if "birth" in one["id"]]
    assert feature["value"] is True
    parts = [{"pid": "surname", "v": "Вишневский"}, {"pid": "given_name", "v": "Ян"}]
    assert found(client, properties=parts)[0]["match"] is True
    assert found(client, query=WHOLE, properties=[{"pid": "shoe size", "v": [44, {"id": "x", "name": "y"}]}])[0][
        "match"
    ]


def test_a_batch_keeps_its_names_and_limits(client: FlaskClient) -> None:
    answer = ask(
        client, {"a": {"query": "Долгополов", "limit": 3}, "б": {"query": WHOLE, "limit": 1}, "": {"query": "—"}}
    )
    assert {name: len(one["result"]) for name, one in answer.items()} == {"a": 3, "б": 1, "": 0}
    assert ask(client, {}) == {}


def test_a_record_key_finds_its_record(client: FlaskClient) -> None:
    (one,) = found(client, query="invented:h/Прохор")
    assert (one["id"], one["match"]) == ("invented:h/Прохор", True)


def test_only_people_are_here(client: FlaskClient) -> None:
    assert found(client, query=WHOLE, type="Place") == []
    assert found(client, query=WHOLE, type=["Place", "Person"])[0]["match"]
    assert found(client, query=WHOLE, type="Place", type_strict="should")[0]["match"]


def test_address_form_and_body_are_answered_alike(client: FlaskClient) -> None:
    batch = {"q0": {"query": WHOLE}}
    sent = client.post(ADDRESS, json=batch).get_json()
    assert sent == ask(client, batch) == client.get(ADDRESS, query_string={"queries": json.dumps(batch)}).get_json()


def test_a_body_of_the_draft_is_answered_in_its_form(client: FlaskClient) -> None:
    conditions = [{"matchType": "name", "v": WHOLE}, {"matchType": "property", "pid": "born", "v": "1884"}]
    answer = client.post(ADDRESS, json={"queries": [{"conditions": conditions, "limit": 2}]}).get_json()
    assert answer["results"][0]["candidates"][0]["id"] == "invented:1"


NAUGHTY = (
    "", "{", "[]", '"x"', "7", "null", '{"q0": []}', '{"q0": {}}', '{"q0": {"query": 7}}', "[" * 20_000,
    *(
        f'{{"q0": {{"query": "x", {rest}}}}}'
        for rest in (
            '"limit": 0', '"limit": 1.5', '"limit": true', '"limit": 1e999', '"limit": NaN', '"type": 1',
            '"type": "\\ud800"', '"type_strict": "perhaps"', '"properties": 1', '"properties": [{"v": 1}]',
            '"properties": [{"pid": "born"}]', '"properties": [{"pid": 1, "v": 1}]',
            '"properties": [{"pid": "born", "v": {"name": "y"}}]', '"properties": [{"pid": "x", "v": [[1]]}]',
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize("queries", NAUGHTY, ids=range(len(NAUGHTY)))
def test_what_is_no_batch_is_refused_in_a_sentence(client: FlaskClient, queries: str) -> None:
    refused = [
        client.post(ADDRESS, data={"queries": queries}),
        client.post(ADDRESS, data=queries, content_type="application/json"),
    ]
    for answer in refused:
        assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
        assert answer.get_json()["detail"].endswith(".")


@pytest.mark.parametrize("words", ["—", "x" * 400, "\x00", "' OR 1=1 --", "%", "*", '"', "а " * 40, "1890", "🙂"])
def test_a_cell_that_is_no_name_spoils_no_batch(client: FlaskClient, words: str) -> None:
    answer = ask(client, {"q0": {"query": words}, "q1": {"query": WHOLE, "properties": [{"pid": "born", "v": words}]}})
    assert not any(one["match"] for one in answer["q0"]["result"])
    assert answer["q1"]["result"][0]["id"] == "invented:1"


def test_too_many_questions_are_sent_in_parts(client: FlaskClient) -> None:
    batch = {f"q{number}": {"query": WHOLE} for number in range(51)}
    assert client.post(ADDRESS, data={"queries": json.dumps(batch)}).status_code == 413
    wish = {"ids": ["invented:1"] * 101, "properties": []}
    assert client.post(ADDRESS, data={"extend": json.dumps(wish)}).status_code == 413


def test_people_are_suggested_by_how_their_names_begin(client: FlaskClient) -> None:
    def suggested(prefix: str, cursor: int = 0) -> list[str]:
        query = {"prefix": prefix, "cursor": cursor}
        answer = client.get(f"{ADDRESS}/suggest/entity", query_string=query).get_json()
        return [one["id"] for one in answer["result"]]

    for prefix in ("Вишн", "Vishn", "Вишневский Я", WHOLE, "invented:1"):
        assert suggested(prefix) == ["invented:1"], prefix
    first, second = suggested("Долгоп"), suggested("Долгоп", 10)
    assert len(first) == len(second) == 10 and not {*first} & {*second}
    assert suggested("") == suggested("—") == suggested("x" * 400) == []
    assert client.get(f"{ADDRESS}/suggest/entity?prefix=x&cursor=-1").status_code == 400


def test_properties_and_the_type_are_suggested(client: FlaskClient, english: FlaskClient) -> None:
    def suggested(asker: FlaskClient, what: str, prefix: str) -> list[str]:
        answer = asker.get(f"{ADDRESS}/suggest/{what}", query_string={"prefix": prefix}).get_json()
        return [one["id"] for one in answer["result"]]

    assert suggested(english, "property", "pla") == ["place", "birth_place", "burial_place"]
    assert "born" in suggested(client, "property", "год")
    assert suggested(english, "type", "per") == ["Person"] and suggested(english, "type", "city") == []


def test_columns_are_added_to_a_list(english: FlaskClient) -> None:
    wish = {"ids": ["invented:1", "no:1"], "properties": [{"id": "executed"}, {"id": "sentencing_body"}]}
    answer = english.post(ADDRESS, data={"extend": json.dumps(wish)}).get_json()
    assert answer["meta"][0] == {"id": "executed", "name": "Date of execution"}
    assert answer["rows"]["invented:1"] == {"executed": [{"str": "1937-11-10"}], "sentencing_body": [{"str": "dvoika"}]}
    assert answer["rows"]["no:1"] == {"executed": [], "sentencing_body": []}
    proposed = english.get(f"{ADDRESS}/extend/propose?type=Person").get_json()["properties"]
    assert {one["id"] for one in proposed} > {"born", "place", "citation"}


@pytest.mark.parametrize("wish", ["{}", '{"ids": 1, "properties": []}', '{"ids": [1], "properties": []}',
                                  '{"ids": [], "properties": [{"id": "shoe size"}]}'])  # fmt: skip
def test_a_wish_that_cannot_be_read_is_refused(client: FlaskClient, wish: str) -> None:
    answer = client.post(ADDRESS, data={"extend": wish})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


def test_a_preview_fits_into_the_frame_of_another_program(client: FlaskClient) -> None:
    answer = client.get(f"{ADDRESS}/preview?id=invented:1")
    page = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and len(page) < 4_000
    assert "X-Frame-Options" not in answer.headers and "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert client.get("/record/invented:1").headers["X-Frame-Options"] == "DENY"
    assert client.get(f"{ADDRESS}/preview?id=no:1").status_code == 404
    assert client.get(f"{ADDRESS}/preview").status_code == 404


@pytest.mark.parametrize("path", ["", "/suggest/entity?prefix=x", "/preview?id=x", "/extend/propose", "?queries=x"])
def test_pages_of_other_sites_may_ask(client: FlaskClient, path: str) -> None:
    assert client.get(ADDRESS + path).headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options(ADDRESS, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"})
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]


# File of the protocol's own schemas, version 0.2 → the question whose answer it describes.
OFFICIAL: dict[str, tuple[str, dict[str, str]]] = {
    "manifest": ("", {}),
    "reconciliation-result-batch": (
        "",
        {"queries": json.dumps({"q0": {"query": WHOLE}, "q1": {"query": "Долгополов"}})},
    ),
    "suggest-entities-response": ("/suggest/entity", {"prefix": "Долго"}),
    "suggest-properties-response": ("/suggest/property", {"prefix": ""}),
    "suggest-types-response": ("/suggest/type", {"prefix": "P"}),
    "data-extension-response": (
        "",
        {"extend": json.dumps({"ids": ["invented:1"], "properties": [{"id": "born"}, {"id": "residence"}]})},
    ),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_answers_hold_to_the_schemas_of_the_protocol(client: FlaskClient, name: str) -> None:
    folder = os.environ.get("MEMORIAL_RECONCILIATION_SCHEMAS")
    if not folder:
        pytest.skip("MEMORIAL_RECONCILIATION_SCHEMAS does not name a folder with the schemas of version 0.2")
    path, query = OFFICIAL[name]
    schema = json.loads(Path(folder, f"{name}.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    assert not list(validator.iter_errors(client.get(ADDRESS + path, query_string=query).get_json()))
