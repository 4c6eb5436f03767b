"""Facts about the API: what it answers, how it pages, and how it says no."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from pyarrow import parquet as pq

API = "/api/v1"
WRONG = {
    "/records": 400,
    "/records?q=": 400,
    "/records?q=Крон&limit=0": 400,
    "/records?q=Крон&limit=101": 400,
    "/records?q=Крон&limit=x": 400,
    "/records?q=Крон&cursor=!!!": 400,
    "/records?q=Крон&cursor=eHh4": 400,
    "/records?q=Крон&mode=psychic": 400,
    "/records?q=Крон&born=90": 400,
    "/records?q=Крон&born=1900..1890": 400,
    f"/records?place={'x' * 301}": 400,
    "/records/none:1": 404,
    "/bodies?limit=-1": 400,
    "/bodies?cursor=%FF": 400,
    "/count": 400,
    "/count?by=shoe_size": 400,
    "/count?by=sex&where=penalty": 400,
    "/count?by=sex&where=source%3D%27%20OR%201%3D1": 400,
    "/count?by=sex&format=xml": 400,
    "/count?by=sex&unit=persons": 400,
    "/nothing": 404,
}


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_question_gets_a_problem_with_a_sentence(client: FlaskClient, address: str) -> None:
    answer = client.get(API + address)
    assert answer.status_code == WRONG[address]
    assert answer.content_type == "application/problem+json"
    document: Any = answer.get_json()
    assert document["status"] == answer.status_code and document["detail"].endswith(".")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_only_get_is_answered(client: FlaskClient) -> None:
    answer = client.post(f"{API}/sources")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")


def test_a_record_is_that_of_the_contract(client: FlaskClient) -> None:
    record = client.get(f"{API}/records/invented:1").get_json()
    assert record["key"] == "invented:1" and record["name"]["surname"] == "Вишневский"
    assert client.get(f"{API}/records/invented:h/Прохор").get_json()["key"] == "invented:h/Прохор"


def everything(client: FlaskClient, address: str) -> list[Any]:
    """The items of every page."""
    found: list[Any] = []
    following: str | None = address
    while following:
        page = client.get(following).get_json()
        found += page["items"]
        following = page["next"]
    return found


def test_pages_follow_each_other_to_the_end(client: FlaskClient) -> None:
    whole = client.get(f"{API}/records?q=Долгополов&limit=100").get_json()
    paged = everything(client, f"{API}/records?q=Долгополов&limit=7")
    assert len(paged) == whole["total"] == len({hit["record_key"] for hit in paged}) == 25
    assert [body["key"] for body in everything(client, f"{API}/bodies?limit=1")] == ["dvoika"]


def test_fields_of_a_count_stand_in_one_parameter_or_in_several(client: FlaskClient) -> None:
    several = client.get("/api/v1/count?by=sex&by=nationality")
    assert several.get_json() == client.get("/api/v1/count?by=sex,nationality").get_json()
    assert several.get_json()["by"] == ["sex", "nationality"]


def test_counts_sum_to_n_in_every_shape(client: FlaskClient) -> None:
    table = client.get(f"{API}/count?by=sex,penalty").get_json()
    assert table["n"] == sum(row["count"] for row in table["rows"]) == 29
    csv = client.get(f"{API}/count?by=sex,penalty&format=csv")
    assert csv.content_type.startswith("text/csv")
    read = pq.read_table(io.BytesIO(client.get(f"{API}/count?by=sex,penalty&format=parquet").data))
    assert sum(read.column("count").to_pylist()) == 29


def test_sources_and_snapshots(client: FlaskClient) -> None:
    (source,) = client.get(f"{API}/sources").get_json()["items"]
    assert (source["key"], source["licence"], source["records"]) == ("invented", "CC0", 29)
    assert client.get(f"{API}/snapshots").get_json()["items"] == []


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"{API}/sources")
    again = client.get(f"{API}/sources", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_the_description_is_valid_and_every_path_answers(client: FlaskClient) -> None:
    document = client.get(f"{API}/openapi.json").get_json()
    validate(document)
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        address = API + path.replace("{key}", "invented:1")
        assert client.get(address, query_string={"id": "invented:1"}).status_code in (200, 400)


@pytest.mark.parametrize("sums", ["one word\n", None])
def test_a_spoiled_snapshot_is_told_without_paths(
    client: FlaskClient, app: Flask, tmp_path: Path, sums: str | None
) -> None:
    (tmp_path / "0001").mkdir()
    if sums:
        (tmp_path / "0001" / "SHA256SUMS").write_text(sums)
    usual, app.config["SNAPSHOTS"] = app.config["SNAPSHOTS"], tmp_path
    answer = client.get(f"{API}/snapshots")
    app.config["SNAPSHOTS"] = usual
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert "restore" in answer.get_json()["detail"] and str(tmp_path) not in answer.get_data(as_text=True)
