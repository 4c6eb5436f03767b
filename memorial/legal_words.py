"""Which words of a charge belong to an article? Numbers, labels, codes and acts, one after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from memorial.expert_tables import read_table

_ALONE, _ENDS = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # no letter before, none after: «58п.10», «76УК БССР»
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans(RAISED, "0123456789")
CYRILLIC_ROMAN = str.maketrans("хі", "xi")
PARTS = {"i": "1", "ii": "2", "iii": "3", "перв": "1", "втор": "2", "трет": "3"}
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
        rf"|(?P<code>{_ALONE}УК\s{{0,3}}(?:{codes}){_ENDS}|{_ALONE}УК{_ENDS}|{_ALONE}(?:{codes}){_ENDS})"
        rf"|(?P<formula>(?-i:(?<![\w.])(?:{formulas})(?![\w.]\w)))"
        rf"|(?P<words>\b(?:{words}))"
        rf"|(?P<label>{_ALONE}(?:ст\.?\s?ст|ст|статья|статьи|статье|статьям|статей){_ENDS}\.?)"
        rf"|(?P<part>{_ALONE}(?:ч|часть|части|частью|ч-ть){_ENDS}\.?\s{{0,3}}(?P<part_number>\d{{1,2}}|[IVХX]{{1,3}}|(?:перв|втор|трет)\w*)(?!\d)"
        r"|(?<=\d)ч\.?\s?(?P<glued>\d)(?!\d)|(?<=\d)\(\s?(?P<bracket>\d)\s?\))"
        rf"|(?P<point>{_ALONE}(?:п|пп|пл|пункт|пункты|пункту|пунктам){_ENDS}\.?(?:\s?п\.?)?|(?<=\b58 )л\.(?=\s?\d))"
        r"|(?P<letter>[\"«“„']{1,2}\s?(?P<quoted>[а-еж-и])\s?[\"»”“']{1,2}|(?<=\d)-?(?P<bare>[а-еж-и])(?![а-яё\w])|(?<![\w])(?P<alone>[а-е])(?=[\s,;.)]|$))"
        r"|(?P<number>(?<!\w)(?:58\.(?:1[0-4]|[1-9])(?!\d|\.\d)|581[0-4](?!\d)|\d{2,3}[⁰¹²³⁴-⁹]{1,2}"
        r"|(?!\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2})\d{1,3}"
        r"(?!\d|(?:,\d{1,2})?\s?(?:лет|мес|чел|год|г\.|руб|га\b|кг\b|км))))"
        r"|(?P<link>\s{0,3}[-–—/]{1,2}\s{0,3}(?=\d{1,3}(?!\d))|\sпо\s(?=5[489]-\d))"
        r"|(?P<comma>[,;]|\bи\b)"
        r"|(?P<via>\bчерез\b)"
        r"|(?P<space>[\s.]+|[-–—](?=\s{0,3}ч\.?\s{0,3}\d))"  # «58-ч.1»
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
        return _part(match["part_number"] or match["glued"] or match["bracket"])
    if kind == "letter":
        return (match["quoted"] or match["bare"] or match["alone"]).lower()
    if kind == "number":
        return _number(match.group())
    return match.group()


def _part(printed: str) -> str:
    """«ч. II», «часть вторая» → «2»."""
    return PARTS.get(printed[:4].lower().translate(CYRILLIC_ROMAN), printed)


def _number(printed: str) -> str:
    """«58.10», «5810», «58¹⁰» → «58-10»; «02» → «2»."""
    plain = printed.rstrip(RAISED)
    if plain != printed:
        return f"{plain}-{printed[len(plain) :].translate(SUPERSCRIPTS)}"
    if len(plain) == 4 and plain.isdecimal():
        return f"{plain[:2]}-{plain[2:]}"
    return plain.replace(".", "-").lstrip("0") or "0"
