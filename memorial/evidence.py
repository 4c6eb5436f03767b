"""Why is this a hit? Each piece of evidence with its score and its words in Russian and English."""

from dataclasses import dataclass
from functools import cache

from memorial.orthography import read_table

# Value of a reason → the table with its names.
NAMED_IN = {"language": "spelling_languages", "ending": "ending_languages"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that was equated, found or missed. `language` of a value may differ by the reader's language."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    score: float = 0.0

    def words(self, language: str = "ru") -> str:
        """The reason as a person reads it."""
        values = {name: in_language(name, value, language) for name, value in self.values}
        return sentences()[self.code][language].format_map(values)


Evidence = Reason  # a reason with its score is a piece of evidence


def reason(code: str, score: float = 0.0, **values: str) -> Reason:
    """A reason with its values in a fixed order."""
    return Reason(code, tuple(sorted(values.items())), round(score, 1))


def in_language(name: str, value: str, language: str) -> str:
    """A value as it is written in the reader's language: only names of orthographies differ."""
    if name not in NAMED_IN:
        return value
    row = languages(NAMED_IN[name]).get(value)
    return row[language] if row else value


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Code → its sentence in each language."""
    return {row["code"]: row for row in read_table("reasons")}


@cache
def languages(table: str) -> dict[str, dict[str, str]]:
    """Orthography or language → its name in each language."""
    return {row["language"]: row for row in read_table(table)}
