"""Facts about the pages for what goes wrong: in the reader's language, with a way on, with nothing of the inside."""

import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import TooManyRequests

from memorial.errors import HiddenRecordError, LivingRecordError, RemovedRecordError
from web import create_app
from web.languages import LANGUAGES

SECRET = "Тайна-47"
TROUBLES = {
    "404": (lambda: None, 404),
    "410": (lambda: RemovedRecordError("invented:1", "2026-01-01"), 410),
    "410 hidden": (lambda: HiddenRecordError("invented:1"), 410),
    "410 living": (lambda: LivingRecordError("invented:1"), 410),
    "429": (lambda: TooManyRequests(SECRET), 429),
    "500": (lambda: ValueError(SECRET), 500),
    "503": (lambda: OperationalError(SECRET, {}, OSError(SECRET)), 503),
}


def troubled(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str, language: str) -> tuple[int, str]:
    make, _ = TROUBLES[what]

    def rows_of(*_: object) -> None:
        if (trouble := make()) is not None:
            raise trouble

    monkeypatch.setattr("web.records.rows_of", rows_of)
    answer = client.get("/record/invented:1", headers={"Accept-Language": language})
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("what", TROUBLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_is_told_in_every_language_with_a_way_on(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str, language: str
) -> None:
    status, page = troubled(client, monkeypatch, what, language)
    assert status == TROUBLES[what][1]
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{language}"' in page and '<a class="step" href="/">' in page
    assert SECRET not in page and not re.search("Error|Traceback|sqlite|memorial/", page)


@pytest.mark.parametrize("what", TROUBLES)
def test_each_language_has_its_own_words(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    heads = {re.findall("<h1>(.*?)</h1>", troubled(client, monkeypatch, what, code)[1])[0] for code in LANGUAGES}
    assert len(heads) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_database_that_is_away_is_told_in_every_language(tmp_path: Path, language: str) -> None:
    answer = create_app(f"sqlite:///{tmp_path / 'gone.db'}").test_client().get(f"/?lang={language}")
    assert answer.status_code == 503
    assert f'<html lang="{language}"' in answer.text and str(tmp_path) not in answer.text


def test_programs_are_told_without_the_inside_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("web.api.get_record", fail)
    answer = client.get("/api/v1/records/invented:1")
    assert answer.status_code == 500 and answer.content_type == "application/problem+json"
    assert SECRET not in answer.text
