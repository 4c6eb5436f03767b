"""Which body is it, however printed? One key, one Russian and one English name, and years of life."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from memorial.bodies import BodyReading
from memorial.expert_tables import read_table
from memorial.jurisdictions import WHOLE_UNION

LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya e".split(" "),
        strict=True,
    )
)
RAILWAY = "железная дорога"
ORDINAL = re.compile(r"(\d+)-[йяе]")
ENGLISH_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
# «Особое совещание ОГПУ ДВК» is the one at the OGPU Collegium: its territory tells whose cases it heard.
ONE_FOR_THE_UNION = "special_council"


@dataclass(frozen=True, slots=True)
class BodyDescription:
    """The authority record of one sentencing body."""

    key: str
    kind: str
    jurisdiction: str | None
    name_ru: str
    name_en: str
    extrajudicial: bool | None
    active_from: str | None
    active_to: str | None

    def columns(self) -> tuple[str | bool | None, ...]:
        """The values in the order of the authority table."""
        return (
            self.key,
            self.kind,
            self.jurisdiction,
            self.name_ru,
            self.name_en,
            self.extrajudicial,
            self.active_from,
            self.active_to,
        )


def describe_body(reading: BodyReading) -> BodyDescription:
    """The authority record of the body that was read."""
    return _describe(reading.kind, reading.organ, reading.jurisdiction)


def body_key(reading: BodyReading) -> str:
    """A stable name in Latin letters: `nkvd_troika:saratovskaya-oblast`, `special_council:mgb`."""
    return describe_body(reading).key


@cache
def _lives() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["kind"], row["organ"]): row for row in read_table("body_life")}


@cache
def _english_words() -> dict[str, str]:
    return {row["russian"]: row["english"] for row in read_table("body_english_words")}


@lru_cache(maxsize=65_536)
def _describe(kind: str, organ: str | None, jurisdiction: str | None) -> BodyDescription:
    life = _lives()[kind, organ or ""]
    if kind == ONE_FOR_THE_UNION:
        jurisdiction = "СССР" if organ != "gpu_ukraine" else "Украинская ССР"
    named = None if (kind in WHOLE_UNION and jurisdiction == "СССР") or organ == "gpu_ukraine" else jurisdiction
    return BodyDescription(
        key=":".join([kind, *_key_parts(organ, named)]),
        kind=kind,
        jurisdiction=jurisdiction,
        name_ru=f"{life['name_ru']} — {named}" if named else life["name_ru"],
        name_en=f"{life['name_en']}, {_english(named)}" if named else life["name_en"],
        extrajudicial={"yes": True, "no": False}.get(life["extrajudicial"]),
        active_from=life["from"] or None,
        active_to=life["to"] or None,
    )


def _key_parts(organ: str | None, jurisdiction: str | None) -> list[str]:
    parts = [organ] if organ else []
    return [*parts, _latin(jurisdiction.lower(), separator="-")] if jurisdiction else parts


def _latin(text: str, separator: str = " ") -> str:
    letters = "".join(LATIN.get(letter, letter if letter.isascii() and letter.isalnum() else " ") for letter in text)
    return separator.join(letters.split())


def _english(name: str) -> str:
    """«Саратовская область» → “Saratovskaya Oblast”: the words for units in English, names transliterated."""
    return " ".join(_english_words().get(word) or _titled(word) for word in name.replace(RAILWAY, "Railway").split())


def _titled(word: str) -> str:
    if number := ORDINAL.fullmatch(word):
        return number[1] + _english_ending(number[1])
    latin = "-".join(_latin(part.lower(), "") for part in word.split("-"))
    if word.isupper():
        return latin.upper()
    return "-".join(part.capitalize() for part in latin.split("-"))


def _english_ending(figures: str) -> str:
    """52 → “nd”, 12 → “th”."""
    return "th" if figures[-2:-1] == "1" else ENGLISH_ENDINGS.get(figures[-1], "th")
