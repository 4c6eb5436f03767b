"""Articles of a charge: the table `cases/articles.csv`, and what holds for any text."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memorial.articles import Article, find_articles, formula_meanings
from memorial.expert_tables import read_table

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases" / "articles.csv").read_text(encoding="utf-8").splitlines())
)
TABLES = ("legal_codes", "legal_acts", "legal_formulas", "legal_formula_words", "legal_general_articles")


def told(article: Article) -> str:
    part = f"ч{article.part}" if article.part else ""
    points = "п." + ",".join(article.points) if article.points else ""
    return " ".join(piece for piece in (article.code, article.article, part, points) if piece)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_table(case):
    assert "; ".join(told(article) for article in find_articles(case["printed"])) == case["articles"]


def test_the_print_is_kept():
    assert [article.printed for article in find_articles("по ст. 58-10 ч. 2, 59-7")] == ["58-10 ч. 2", "59-7"]


def test_letters_have_a_meaning():
    assert find_articles("ЧСИР")[0].meaning == "член семьи изменника Родины"
    assert find_articles("58-10")[0].meaning is None


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_the_tables_has_its_reason(name):
    for row in read_table(name):
        assert row["because"]
        assert re.compile(row.get("pattern", ""))


def test_formulas_are_unique():
    assert len(formula_meanings()) == len(read_table("legal_formulas"))


@given(st.one_of(st.text(max_size=300), st.text('0123456789 -–,./чпстУКРСФБ«»"а()и№от', max_size=80)))
def test_any_text_never_fails_and_articles_stand_in_it(text):
    for article in find_articles(text):
        assert article.printed in text
        assert article.article


@pytest.mark.parametrize("piece", ["1", "58-", "УК ", "пост ", "п.п.", " ", "-", "«а»", "ч. ", "58-10, ", "72 а "])
def test_a_megabyte_is_read(piece):
    text = piece * (1_000_000 // len(piece))
    assert all(article.printed in text for article in find_articles(text)[:10])
