"""Is every word of the time explained, with its source? The table against the vocabularies."""

import pytest

from memorial.glossary import Explanation, explain_stage, explanations
from schema.vocabulary import vocabulary

# These say by themselves what they are, or say that nothing is known.
PLAIN_BODIES = {"prosecutor", "other", "unknown"}
WITHOUT_VOCABULARY = {"stages", "articles"}


@pytest.mark.parametrize("one", explanations(), ids=lambda one: one.key)
def test_an_explanation_is_whole(one: Explanation) -> None:
    assert all(one.name.values()) and all(one.text.values()) and one.source
    for code in one.explains:
        name, _, value = code.partition(":")
        assert value and (name in WITHOUT_VOCABULARY or value in vocabulary(name)), code


def test_keys_are_unique() -> None:
    keys = [one.key for one in explanations()]
    assert len(keys) == len(set(keys))


def test_every_body_and_operation_is_explained() -> None:
    explained = {code for one in explanations() for code in one.explains}
    assert {f"body_kinds:{kind}" for kind in vocabulary("body_kinds") if kind not in PLAIN_BODIES} <= explained
    assert {f"operations:{key}" for key in vocabulary("operations")} <= explained


@pytest.mark.parametrize(
    ("kind", "event", "expected"),
    [
        ("sentence", {"body": {"kind": "dvoika"}, "penalty": "death"}, ["dvoika", "death_penalty"]),
        ("sentence", {"sentence": "10 лет ИТЛ без права переписки"}, ["no_correspondence"]),
        ("sentence", {"articles": [{"article": "58-10"}, {"article": "58-11"}]}, ["article_58"]),
        ("sentence", {"articles": [{"article": "158"}]}, []),
        ("sentence", {"charge": "хищение, закон от 7 августа 1932 г."}, ["law_of_spikelets"]),
        ("told", {}, ["told"]),
        ("arrest", {}, []),
    ],
)
def test_what_a_stage_needs_explained(kind: str, event: dict[str, object], expected: list[str]) -> None:
    assert [one.key for one in explain_stage(kind, event)] == expected
