"""Has every rule of ours words for the reader? The rules of the tables against the page that counts them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from imports.events import CATEGORY_RULE, EXECUTION_RULE
from memorial.body_kinds import RULE_NAMES, kind_of, words_of_kind
from memorial.expert_tables import read_table
from memorial.quality import Quality
from schema.vocabulary import vocabulary
from web import statistics
from web.languages import LANGUAGES
from web.rule_words import readings_in_words, rule_in_words


def rules() -> set[str]:
    """The names that the tables and the code give."""
    troikas = {
        f"troika_{row['marker']}{'_by_date' if row['from'] or row['to'] else ''}"
        for row in read_table("body_troika_rules")
    }
    operations = {row["rule"] for row in read_table("operation_rules") if row["operation"]}
    words = {f"words_{row['kind']}" for row in read_table("body_kind_rules") if row["kind"] in vocabulary("body_kinds")}
    dateless = kind_of(words_of_kind("тройка"), None).rule
    return troikas | operations | words | {*RULE_NAMES.values(), "corrected", dateless, CATEGORY_RULE, EXECUTION_RULE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_words(app: Flask, language: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert [rule for rule in rules() if "_" in rule_in_words(rule, language)] == []


def test_a_rule_that_nobody_knows_is_shown_by_its_name(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert rule_in_words("moon_was_full", "en") == "moon_was_full"


def test_the_same_words_are_counted_together(app: Flask) -> None:
    found = [
        ("body", "words_cheka", 2),
        ("event", "polish_charge_by_album", 1),
        ("event", "polish_charge_in_autumn_1938, category_by_body_and_date", 3),
        ("event", "greek_charge_by_album", 4),
    ]
    with app.test_request_context("/?lang=en"):
        assert readings_in_words(found, "en") == {
            "body": [("by the words: Cheka", 2)],
            "event": [
                ("body, date and charge are those of this mass operation", 5),
                (
                    "body, date and charge are those of this mass operation; "
                    "the category follows from the body and the date",
                    3,
                ),
            ],
        }


def test_the_page_says_the_rules_in_words(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Quality({}, (), (("body", "troika_nkvd", 7), ("body", "words_dvoika", 2)), (), {})
    monkeypatch.setattr(statistics, "measured", lambda _: found)
    page = client.get("/quality?lang=ru").get_data(as_text=True)
    assert "тройка, назван НКВД — 7" in page and "по словам: Комиссия НКВД и Прокурора" in page
    assert "troika_nkvd" not in page and "words_" not in page
