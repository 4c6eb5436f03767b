"""For how long? Terms of a sentence in months, and to which penalty each belongs."""

import re
from functools import cache
from typing import NamedTuple

from memorial.expert_tables import read_table

LONGEST_TERM = 50  # years; 25 was the longest in law, two sentences were sometimes added up


class Term(NamedTuple):
    """A length of time and where it is printed."""

    months: float
    start: int
    end: int


@cache
def numerals() -> dict[str, float]:
    """Numbers in words → the number."""
    return {row["words"]: float(row["number"]) for row in read_table("sentence_numerals")}


@cache
def term_pattern() -> re.Pattern[str]:
    """Years with or without months, months alone, «ИТЛ-10», «10 ГЛС», «10 ИТЛ»."""
    words = "|".join(sorted(map(re.escape, numerals()), key=len, reverse=True))
    number = rf"(?:\d{{1,2}}(?:[.,]\s?5(?!\d)|[.,]\d(?!\d))?|(?:{words})(?!\w))"
    months = r"(?:мес\w*\.?|м-цев|м\.|м(?=\s*(?:итл|л/с|лиш|$)))"
    begins = "".join(sorted({word[0] for word in numerals()} | set("иг")))
    return re.compile(
        rf"(?<!\w)(?=[\d{begins}])(?:(?<![.,/№-])(?:(?P<years>{number})\s*(?:\(\w{{3,12}}\)\s*)?(?:летн\w*|лет|годам|года|годов|году|год|годы|г(?=лс)|г(?![\w.]*\s*\d{{4}})\.?|л(?!/)\b\.?)"
        rf"(?:\s*(?:,|и|\.)?\s*(?P<with>{number})\s*{months})?"
        rf"|(?P<months>{number})\s*{months}"
        rf"|(?P<before>\d{{1,2}})\s*(?=итл|л/с|л\.\s?св|ссылк|высылк|тз\b))"
        rf"|(?P<bare_year>(?:год|1 год)(?!\w))(?:\s*(?:и)?\s*(?P<year_and>{number})\s*{months})?"
        rf"|итл\s*(?:на|сроком на|[-–:])?\s*(?P<after>\d{{1,2}})(?![\d.,/]|\s*(?:п/я|олп|отд|лагп)))"
    )


def find_terms(text: str) -> list[Term]:
    """Every term of this text in small letters, in order."""
    found = []
    for match in term_pattern().finditer(text):
        months = _months(match)
        if 0 < months <= LONGEST_TERM * 12:
            found.append(Term(months, match.start(), match.end()))
    return found


def _months(match: re.Match[str]) -> float:
    if match["bare_year"]:
        return 12 + _number(match["year_and"])
    years = _number(match["years"] or match["after"] or match["before"])
    return years * 12 + _number(match["with"] or match["months"])


def _number(text: str | None) -> float:
    if not text:
        return 0
    return numerals()[text] if text in numerals() else float(text.replace(",", ".").replace(" ", ""))
