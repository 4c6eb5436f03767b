from collections.abc import Iterator

import pytest
from flask import Flask

from web.question import Question, QuestionError, loosened, read_question


@pytest.fixture(autouse=True)
def speaking(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("arguments", "text", "born", "place"),
    [
        ({"q": " Крон   Арнольд "}, "Крон Арнольд", None, None),
        ({"q": "Крон Арнольд 1884"}, "Крон Арнольд", (1884, 1884), None),
        ({"q": "1884 Крон", "from": "1880"}, "1884 Крон", (1880, 9999), None),
        ({"q": "1884"}, "", (1884, 1884), None),
        ({"from": "1890", "to": "1880"}, "", (1880, 1890), None),
        ({"to": "1880"}, "", (1, 1880), None),
        ({"place": "Саратов\x00"}, "", None, "Саратов"),
        ({"q": "Кр\u202eон\x07\tЯн"}, "Кр он Ян", None, None),
    ],
)
def test_a_question_is_read(
    arguments: dict[str, str], text: str, born: tuple[int, int] | None, place: str | None
) -> None:
    query = read_question(arguments).as_query()
    assert (query.text, query.born, query.place) == (text, born, place)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"q": "   "},
        {"q": "\x00\x1f\u202e"},
        {"q": "😀 !!!"},
        {"q": "я" * 10_000},
        {"q": "я " * 100},
        {"from": "давно"},
        {"from": "18"},
        {"place": "я" * 10_000},
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(arguments: dict[str, str]) -> None:
    with pytest.raises(QuestionError) as told:
        read_question(arguments)
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 200


@pytest.mark.parametrize(
    ("page", "offset"), [("", 0), ("1", 0), ("3", 40), ("0", 0), ("-1", 0), ("²", 0), ("9" * 50, 0), ("9999", 980)]
)
def test_any_page_number_is_some_page(page: str, offset: int) -> None:
    assert read_question({"q": "Крон", "page": page}).as_query().offset == offset


def test_an_address_gives_the_same_question_back() -> None:
    question = Question("Крон", 1880, 1890, "Саратов", "exact", 2, (("decade", "1880"), ("source", "none")), "birth")
    assert read_question({name: str(value) for name, value in question.address().items()}) == question


def test_a_question_is_loosened_step_by_step() -> None:
    wider = loosened(Question("Крон Арнольд Фрицевич 1884", place="Саратов", page=3))
    assert {what: (one.name, one.born, one.place) for what, one in wider.items()} == {
        "patronymic": ("Крон Арнольд", (1884, 1884), "Саратов"),
        "surname": ("Крон", (1884, 1884), "Саратов"),
        "years": ("Крон Арнольд Фрицевич", None, "Саратов"),
        "place": ("Крон Арнольд Фрицевич", (1884, 1884), ""),
    }
    assert all(one.page == 1 for one in wider.values())


def test_the_patronymic_may_stand_anywhere_but_first() -> None:
    assert loosened(Question("Арнольд Фрицевич Крон"))["patronymic"].text == "Арнольд Крон"
    assert "patronymic" not in loosened(Question("Юрьевич Арнольд"))
