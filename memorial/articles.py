"""Under which article? Code, article, part and points of a printed charge, and the letters of the Special Board."""

from dataclasses import dataclass
from functools import cache

from memorial.article_reader import ArticleReader
from memorial.expert_tables import read_table
from memorial.legal_words import legal_words

LONGEST = 20_000  # characters; the longest printed charge has 2,000


@dataclass(frozen=True, slots=True)
class Article:
    """One article as printed and as read: «58-10 ч. 1» of «УК РСФСР», a formula, or an act with its date or number."""

    printed: str
    code: str | None
    article: str
    part: str | None = None
    points: tuple[str, ...] = ()

    @property
    def meaning(self) -> str | None:
        """What the letters of a formula mean; nothing for a numbered article."""
        return formula_meanings().get(self.article, (None, None))[0]


@cache
def formula_meanings() -> dict[str, tuple[str, str]]:
    """Letters of a formula → its meaning in Russian and in English."""
    return {row["letters"]: (row["meaning_ru"], row["meaning_en"]) for row in read_table("legal_formulas")}


def find_articles(text: str) -> tuple[Article, ...]:
    """Every article, formula and act that this charge names, in order; free words are passed over."""
    reader = ArticleReader(list(legal_words(text[:LONGEST])))
    return tuple(
        Article(text[draft.start : draft.end], draft.code, draft.article, draft.part, tuple(draft.points))
        for draft in reader.read()
    )
