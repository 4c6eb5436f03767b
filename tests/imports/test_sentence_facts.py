"""What a sentence tells besides itself: additions, later decisions, release and death as events of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.facts import facts_of
from imports.interpretation import interpret
from imports.sentence_facts import facts_of_sentence

LETTERS = st.text(alphabet="10 лет ИТЛ,.Опредлнимзгуосвб-9п/", max_size=120)


def told(printed: str) -> list[tuple[str | None, ...]]:
    return [
        (event.kind, event.date.edtf if event.date else None, event.body.kind if event.body else None, event.penalty)
        for event in facts_of_sentence(printed)
    ]


@pytest.mark.parametrize(
    ("printed", "events"),
    [
        ("ВМН", []),
        (
            "10 лет ИТЛ, 5 лет п/п, конфискация имущества",
            [
                ("additional_penalty", None, None, "disenfranchisement"),
                ("additional_penalty", None, None, "fine_or_confiscation"),
            ],
        ),
        (
            "ВМН. Определением ВК Верховного суда СССР от 31.03.42г. ВМН заменена 10 годами лишения свободы",
            [("changed_sentence", "1942-03-31", "military_collegium", "camp")],
        ),
        (
            "8 лет. Постановлением УНКВД по Саратовской области от 27.05.39 дело прекращено",
            [("changed_sentence", "1939-05-27", "security_organ", "dismissed")],
        ),
        ("5 лет ИТЛ, приговор заменен на ссылку на 5 лет", [("changed_sentence", None, None, "exile")]),
        ("8 лет ИТЛ, освоб. 07.09.41", [("release", "1941-09-07", None, None)]),
        ("10 лет ИТЛ, умер 25.09.1939 в ИТЛ", [("death", "1939-09-25", None, None)]),
        ("10 лет ИТЛ, умер в лагере", []),
    ],
)
def test_each_addition_and_decision_is_an_event(printed: str, events: list[tuple[str | None, ...]]) -> None:
    assert told(printed) == events


@pytest.mark.parametrize(
    ("charge", "operation", "basis", "rule"),
    [
        ("по приказу НКВД № 00485", "polish", "stated", "order_00485_named"),
        ("шпионаж в пользу Польши", "polish", "inferred", "polish_charge_by_album"),
    ],
)
def test_a_stated_operation_keeps_its_rule_as_an_inferred_one_does(
    charge: str, operation: str, basis: str, rule: str
) -> None:
    draft = interpret({"sentencing_body": "двойка 5 декабря 1937 г.", "charge": charge, "sentence": "ВМН"})
    (event,) = draft.events
    assert (event.operation, event.operation_basis) == (operation, basis)
    assert rule in (event.rule or "").split(", ")


def test_they_stand_behind_the_sentence_in_the_life() -> None:
    draft = interpret({"sentence": "10 лет ИТЛ, 5 лет п/п, освоб. 07.09.41", "arrest_date": "05.05.1937"})
    assert [event.kind for event in draft.events] == ["arrest", "sentence", "additional_penalty", "release"]


def test_a_column_for_the_day_counts_more_than_the_words_of_the_sentence() -> None:
    draft = interpret({"sentence": "8 лет ИТЛ, умер 07.09.41", "death_date": "08.09.1941"})
    assert [(event.kind, event.date.edtf) for event in draft.events if event.date] == [("death", "1941-09-08")]


def test_what_stays_unread_is_told() -> None:
    body = facts_of({"sentenced_by": "ОСО при НКВД СССР 31 ноября 1937 г., обв.: ЧСИР."})
    assert [(doubt.printed, doubt.problem) for doubt in body.doubts] == [("31 ноября 1937 г.", "unread_date")]
    sentence = facts_of({"sentence": "по этапу в Энск"})
    assert [(doubt.field, doubt.problem) for doubt in sentence.doubts] == [("sentence", "unknown_penalty")]
    note = facts_of({"note": "Арестован 32.13.1937 г. Приговорен: тройка при УНКВД по Курской обл. 5 мая 1938 г."})
    assert [(doubt.field, doubt.problem) for doubt in note.doubts] == [("note", "unread")]


@given(st.one_of(st.text(max_size=200), LETTERS))
def test_any_text_is_read_and_read_again_alike(printed: str) -> None:
    assert facts_of_sentence(printed) == facts_of_sentence(printed)
    assert all(
        event.sentence is None or event.sentence.split(" ")[0] in printed for event in facts_of_sentence(printed)
    )
