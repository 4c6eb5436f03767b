"""Which words do we allow? Closed vocabularies, each a CSV file with code, labels, definition and source."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its Russian and English label, what it means and who defines it so."""

    code: str
    ru: str
    en: str
    definition: str
    source: str

    def label(self, language: str) -> str:
        """The label in Russian for `ru`, in English for any other language."""
        return self.ru if language == "ru" else self.en


class UnknownTermError(KeyError):
    """A code that its vocabulary does not hold."""

    def __init__(self, code: str, vocabulary_name: str) -> None:
        super().__init__(code)
        self.sentence = f"“{code}” is not in the vocabulary {vocabulary_name}; add it there or correct the code."

    def __str__(self) -> str:
        return self.sentence


@cache
def vocabulary(name: str) -> dict[str, Term]:
    """The vocabulary of this name: code → term, in the order of its file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Term(**row) for row in csv.DictReader(file)}


def get_term(name: str, code: str) -> Term:
    """The term of one code; raises `UnknownTermError` when the vocabulary does not hold it."""
    try:
        return vocabulary(name)[code]
    except KeyError:
        raise UnknownTermError(code, name) from None
