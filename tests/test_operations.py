"""Facts about the operations of 1937–38 and the categories of their sentences."""

import csv
from pathlib import Path

import pytest

from memorial.categories import infer_sentence_category, read_sentence_category
from memorial.dates import read_date
from memorial.expert_tables import read_table
from memorial.operations import find_operation
from schema.vocabulary import vocabulary

TABLE = Path(__file__).parent / "cases" / "operations.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["because"] for case in CASES])
def test_operation_and_category(case: dict[str, str]) -> None:
    when = read_date(case["date"])
    found = find_operation(case["body_kind"], when, case["words"])
    assert (found.code if found else "", found.basis if found else "") == (case["operation"], case["basis"])
    assert (infer_sentence_category(case["body_kind"], when, case["penalty"]) or "") == case["category"]


@pytest.mark.parametrize(
    ("printed", "category"),
    [
        ("по 1-й категории", "first"),
        ("1 кат.", "first"),
        ("первая категория (расстрел)", "first"),
        ("осуждён по II категории", "second"),
        ("2-я кат.", "second"),
        ("10 лет ИТЛ", None),
        ("инвалид 1 группы", None),
        ("11 категорий", None),
    ],
)
def test_a_stated_category_is_read(printed: str, category: str | None) -> None:
    assert read_sentence_category(printed) == category


def test_every_rule_names_an_operation_a_kind_and_a_reason() -> None:
    kinds = set(vocabulary("body_kinds"))
    for row in read_table("operation_rules"):
        assert row["operation"] in {*vocabulary("operations"), ""} and row["basis"] in vocabulary("bases")
        assert set(row["body_kinds"].split(";")) - {""} <= kinds
        assert row["because"]


def test_rules_have_names_of_their_own() -> None:
    names = [row["rule"] for row in read_table("operation_rules")]
    assert len(names) == len(set(names))
