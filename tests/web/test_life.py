import pytest

from memorial.summaries import EventSummary
from web.fate import fate_in_words
from web.life import life_of


def event(kind: str, edtf: str | None = None, penalty: str | None = None, months: int | None = None) -> EventSummary:
    return EventSummary(kind, edtf, None, None, None, None, penalty, months)


@pytest.mark.parametrize(
    ("fate", "ru", "en"),
    [
        ((), "", ""),
        ((event("burial"),), "", ""),
        (
            (event("arrest", "1937-01"), event("sentence", "1937-05", "death"), event("execution", "1937-05-07")),
            "Приговор в мае 1937: смертная казнь. Расстрел 7 мая 1937.",
            "Sentence in May 1937: death. Execution on 7 May 1937.",
        ),
        ((event("sentence", None, "death"), event("execution", "1938")), "Расстрел в 1938 году.", "Execution in 1938."),
        (
            (event("dispossession", "1930"), event("sentence", None, "camp", 126)),
            "Раскулачивание в 1930 году. Приговор: лагерь, 10 лет 6 месяцев.",
            "Dispossession in 1930. Sentence: camp, 10 years 6 months.",
        ),
    ],
)
def test_a_fate_in_one_line(fate: tuple[EventSummary, ...], ru: str, en: str) -> None:
    assert fate_in_words(fate, "ru").replace("\xa0", " ") == ru
    assert fate_in_words(fate, "en").replace("\xa0", " ") == en


def test_death_and_grave_come_last_wherever_the_source_mentions_them() -> None:
    kinds = ["burial", "arrest", "execution", "sentence"]
    events: list[dict[str, object]] = [
        {
            "kind": kind,
            "date": None,
            "place": "г. Примерск",
            "articles": [],
            "charge": None,
            "sentence": None,
            "rule": None,
        }
        for kind in kinds
    ]
    record = {
        "birth": {"date": None, "place": None},
        "nationality": None,
        "events": events,
        "death_statements": [],
        "rehabilitations": [],
    }
    assert [stage.kind for stage in life_of(record)] == ["arrest", "sentence", "execution", "burial"]
