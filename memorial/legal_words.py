"""Which words of a charge belong to an article? Numbers, labels, codes and acts, one after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from memorial.expert_tables import read_table

LONGEST_ACT = 60  # characters between the name of an act and its date or number
_DATE = r"\d{1,2}[.\-/]\s?\d{1,2}[.\-/\s]\s?\d{2,4}|\d{1,2}\s+[а-я]{3,8}\s+\d{4}"
_NUMBER = r"№\s?[\w/-]{1,12}|\b0\d{3,5}\b"


@dataclass(frozen=True, slots=True)
class LegalWord:
    """One word of a charge: what it is, its value and where it stands."""

    kind: str
    value: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    acts = "|".join(row["pattern"] for row in read_table("legal_acts"))
    codes = "|".join(row["pattern"] for row in read_table("legal_codes"))
    formulas = "|".join(re.escape(row["letters"]) for row in _formulas_longest_first())
    words = "|".join(row["pattern"] for row in read_table("legal_formula_words"))
    return re.compile(
        rf"(?P<act>\b(?:{acts})[^\n;:\"(]{{0,{LONGEST_ACT}}}?(?:(?:от\s?)?(?:{_DATE})|(?:{_NUMBER})(?:\s?от\s?(?:{_DATE}))?))"
        rf"|(?P<code>\bУК\b\s{{0,3}}(?:(?:{codes})\b)?|\b(?:{codes})\b)"
        rf"|(?P<formula>(?-i:(?<![\w.])(?:{formulas})(?![\w.]\w)))"
        rf"|(?P<words>\b(?:{words}))"
        r"|(?P<label>\b(?:ст\.?\s?ст|ст|статья|статьи|статье|статьям|статей)\b\.?)"
        r"|(?P<part>\b(?:ч|часть|части|ч-ть)\b\.?\s{0,3}(?P<part_number>\d{1,2}|[IVХX]{1,3})(?!\d)|(?<=\d)ч\.?\s?(?P<glued>\d)(?!\d))"
        r"|(?P<point>\b(?:п|пп|пл|пункт|пункты|пункту|пунктам)\b\.?(?:\s?п\.?)?)"
        r"|(?P<letter>[\"«“„']{1,2}\s?(?P<quoted>[а-еж-и])\s?[\"»”“']{1,2}|(?<=\d)-?(?P<bare>[а-еж-и])(?![а-яё\w])|(?<![\w])(?P<alone>[а-е])(?=[\s,;.)]|$))"
        r"|(?P<number>(?<!\w)(?!\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2})\d{1,3}(?![\d]|,\d|\s?(?:лет|чел|год|г\.|руб|га\b|км)))"
        r"|(?P<link>\s{0,3}[-–—/]{1,2}\s{0,3}(?=\d{1,3}(?!\d)))"
        r"|(?P<comma>[,;]|\bи\b)"
        r"|(?P<via>\bчерез\b)"
        r"|(?P<space>[\s.]+)"
        r"|(?P<other>[^\W\d_]+|.)",
        re.IGNORECASE | re.DOTALL,
    )


def _formulas_longest_first() -> list[dict[str, str]]:
    return sorted(read_table("legal_formulas"), key=lambda row: -len(row["letters"]))


def legal_words(text: str) -> Iterator[LegalWord]:
    """Every word of the text but spaces and full stops, in order."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield LegalWord(kind, _value(match, kind), match.start(), match.end())


def _value(match: re.Match[str], kind: str) -> str:
    if kind == "part":
        return match["part_number"] or match["glued"]
    if kind == "letter":
        return (match["quoted"] or match["bare"] or match["alone"]).lower()
    return match.group()
