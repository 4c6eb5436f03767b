"""Facts about the closed vocabularies."""

import pytest

from schema.vocabulary import FOLDER, UnknownTermError, get_term, vocabulary

NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", NAMES)
def test_every_term_has_labels_a_definition_and_a_source(name: str) -> None:
    lacking = [t.code for t in vocabulary(name).values() if not all((t.ru, t.en, t.definition, t.source))]
    assert lacking == []


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_plain_words_and_stand_once(name: str) -> None:
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    codes = [line.split(",", 1)[0] for line in lines[1:]]
    assert len(codes) == len(set(codes)) == len(vocabulary(name))
    assert all(code.isidentifier() and code.islower() for code in codes)


def test_troika_has_a_russian_label() -> None:
    assert get_term("body_kinds", "nkvd_troika").label("ru") == "Тройка НКВД"


def test_an_unknown_code_is_told_in_a_sentence() -> None:
    with pytest.raises(UnknownTermError, match="not in the vocabulary penalties"):
        get_term("penalties", "deth")
