"""Facts about the API under questions that nobody would ask: no error of ours, and answers as they are described."""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tests.campaigns.questions import CONFIGURATION
from web.api_description import description

ASKED = [
    (path, method, kind)
    for path, ways in description()["paths"].items()
    for method, way in ways.items()
    for kind in GenerationMode
    if kind is GenerationMode.POSITIVE or (path != "/records/{key}" and (way.get("parameters") or "requestBody" in way))
]
QUESTIONS = 12  # for each operation and kind; `make fuzz` asks thousands


@pytest.fixture(scope="module")
def described(app: Flask) -> schemathesis.BaseSchema:
    """The API as it describes itself, in this process."""
    config = SchemathesisConfig.from_path(CONFIGURATION)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


@pytest.mark.parametrize(("path", "method", "kind"), ASKED)
def test_answers_are_those_of_the_description(
    described: schemathesis.BaseSchema, path: str, method: str, kind: GenerationMode
) -> None:
    @given(case=described[path][method.upper()].as_strategy(generation_mode=kind))
    @settings(
        max_examples=QUESTIONS, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
