"""How do people say this date? «5 августа 1937», «в мае 1937», «около 1890»: as precise as known, no more."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "dates_in_words.toml"
POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<sign>[~?%]?)"
)
LONGEST = 40  # characters; two days with signs and a stroke are 23
FIRST_SEASON = 21  # EDTF: 21 spring … 24 winter
OPEN = ("", "..")
SOURCE_LANGUAGE = "ru"  # of the printed lists
NUMBERS = re.compile(r"(?:[0-9]{2}\.){0,2}[0-9]{4}")
YEAR_WORDS = re.compile(r" ?\b(?:г\.|г$|год[ау]?$)|^в ")


def date_in_words(edtf: str | None, language: str) -> str | None:
    """The date standing alone: «5 августа 1937», «1884 год»; nothing when the text is no date of ours."""
    return _say(edtf, language, "name")


def when_in_words(edtf: str | None, language: str) -> str | None:
    """The date as part of a sentence: «в мае 1937», «в 1884 году», «on 5 August 1937»."""
    return _say(edtf, language, "at")


def says_more(printed: str | None, edtf: str | None) -> bool:
    """Whether the printed date holds more than its reading: «14.09.37» does, «14.09.1937» does not."""
    words = YEAR_WORDS.sub("", printed or "").strip()
    as_numbers = "-".join(reversed(words.split("."))) if NUMBERS.fullmatch(words) else None
    as_words = {YEAR_WORDS.sub("", say(edtf, SOURCE_LANGUAGE) or "") for say in (date_in_words, when_in_words)}
    return bool(words) and edtf not in (words, as_numbers) and words not in as_words


@dataclass(frozen=True, slots=True)
class _Point:
    """One day, month, season, year or decade as EDTF writes it."""

    year: str
    month: int | None
    day: int | None
    sign: str

    @property
    def precision(self) -> str:
        """Which pattern of the table says it."""
        if self.year.endswith("X"):
            return "decade"
        if self.month is None:
            return "year"
        if self.month >= FIRST_SEASON:
            return "season"
        return "day" if self.day else "month"


@cache
def _table() -> dict[str, Any]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)


def _words(language: str) -> dict[str, Any]:
    words: dict[str, Any] = _table().get(language, _table()["en"])
    return words


@lru_cache(maxsize=8192)  # the days of the terror are few, and a page says twenty of them
def _say(edtf: str | None, language: str, case: str) -> str | None:
    if not edtf or len(edtf) > LONGEST:
        return None
    first, stroke, last = edtf.partition("/")
    ends = (_read(first), _read(last) if stroke else None)
    sides = (first, last) if stroke else (first,)
    if any(end is None and side not in OPEN for end, side in zip(ends, sides, strict=False)) or not any(ends):
        return None
    words = _words(language)
    if stroke:
        return _say_span(ends, words, case)
    return _say_point(ends[0], words, case) if ends[0] else None


def _read(text: str) -> _Point | None:
    match = POINT.fullmatch(text)
    if match is None:
        return None
    month, day = (int(part) if part and part != "XX" else None for part in match.group("month", "day"))
    possible = month is None or 1 <= month <= 12 or FIRST_SEASON <= month < FIRST_SEASON + 4
    return _Point(match["year"], month, day if month else None, match["sign"]) if possible else None


def _say_point(point: _Point, words: dict[str, Any], case: str) -> str:
    cases: dict[str, str] = {
        name: pattern.format(**_parts(point, words)) for name, pattern in words[point.precision].items()
    }
    if point.sign:
        signed: str = words["signs"][point.sign].format(**cases)
        return signed
    return cases[case]


def _parts(point: _Point, words: dict[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {"year": point.year.replace("X", "0"), "day": point.day}
    if point.precision == "season":
        place = (point.month or 0) - FIRST_SEASON
        return parts | {"season": words["seasons"][place]} | _forms(words, "season", place)
    if point.month:
        place = point.month - 1
        return parts | {"month": words["months"][place]} | _forms(words, "month", place)
    return parts


def _forms(words: dict[str, Any], noun: str, place: int) -> dict[str, str]:
    return {f"{noun}_{case}": words[f"{noun}s_{case}"][place] for case in ("of", "at")}


def _say_span(ends: tuple[_Point | None, _Point | None], words: dict[str, Any], case: str) -> str:
    first, last = ends
    spans: dict[str, str] = words["spans"]
    if first is None or last is None:
        said = {
            f"{side}_of": _say_point(end, words, "of") for side, end in zip(("first", "last"), ends, strict=True) if end
        }
        return spans["until" if first is None else "since"].format(**said)
    if first.precision == last.precision == "year" and not first.sign and not last.sign:
        kind = "either" if int(last.year) - int(first.year) == 1 else "years"
        return spans[kind if case == "name" else f"{kind}_at"].format(first=first.year, last=last.year)
    return spans["between"].format(first_of=_say_point(first, words, "of"), last_of=_say_point(last, words, "of"))
