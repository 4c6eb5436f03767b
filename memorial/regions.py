"""In which region is it? The unit of its time that a printed place names, and what stands there today."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from memorial.expert_tables import read_table
from memorial.jurisdiction_mentions import mentions_in
from memorial.jurisdiction_units import bare_word
from memorial.jurisdictions import WORD
from memorial.region_towns import PREFIX, region_of_town

COUNTRY_RANK = 20  # of a Union republic or a country in `regions.csv`
LONGEST = 500  # characters of a place that are read; the longest printed one of 60,000 has 300
NOW = re.compile(r"(?<!\w)(?:ныне|теперь|в наст(?:оящее|\.)\s*вр(?:емя|\.)|совр(?:еменн\w+|\.))(?!\w)", re.IGNORECASE)
# «Акмолинская (Целиноградская) обл.»: a later name between the adjective and its noun.
BRACKETED = re.compile(r"\([^()]{1,40}\)\s*(?=(?:обл|губ|кр|АССР|ССР))")
SPACED_HYPHEN = re.compile(r"(?<=[оеая]) ?- ?(?=[А-ЯЁ][а-яё]+(?:ск|цк))")  # «Западно - Сибирский»
PREFIXED = re.compile(r"(?<!\w)(?P<prefix>[А-ЯЁ][а-яё]{0,4})\.\s?-?\s?(?P<stem>[А-ЯЁ][а-яё]+?(?:ск|земн))(?=[а-яё])")
UNIT_WORDS = 3  # «Северо - Кавказский край» is three words before the noun, most are one
# Behind these words a country's noun is the name of a village or of a street.
SETTLEMENTS = frozenset(
    "с д дер х хут п пос ст м мест ул пер им имени село деревня деревне хутор станция станица колхоз совхоз".split()
)


class Region(NamedTuple):
    """The unit of its time in full and in the nominative, and the region or country of today; None where not sure."""

    historical: str | None
    present: str | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """One territory: its name, how narrow it is, and what stands there today (several: the print must say which)."""

    name: str
    rank: int
    present: tuple[str, ...]


def read_region(printed: str) -> Region:
    """«Саратовской обл.», «Тверской губ.», «БССР» → the unit of its time and the region of today.

    Only names that our tables hold are read (`regions.csv`, `region_names.csv` and the tables of jurisdictions);
    where several are printed the narrowest counts. What is not sure stays None.
    """
    before, after = _then_and_now(printed[:LONGEST])
    words = _words(before)
    units = _units_in(words)
    chosen = max(units, key=lambda unit: unit.rank) if units else None  # of equals the first
    today = _units_in(_words(after)) if after else []
    stated = _present_of(max(today, key=lambda unit: unit.rank), today) if today else None
    present = stated or _with_town(chosen, units, region_of_town(words))
    return Region(chosen.name if chosen else None, present)


def _then_and_now(printed: str) -> tuple[str, str]:
    """«… Буинского уезда (ныне Чувашская АССР)»: what it was, and behind «ныне» what it is."""
    match = NOW.search(printed)
    return (printed[: match.start()], printed[match.end() :]) if match else (printed, "")


def _present_of(chosen: _Unit, printed: list[_Unit]) -> str | None:
    """What stands there today; of several answers the one that another printed unit names."""
    if len(chosen.present) < 2:
        return chosen.present[0] if chosen.present else None
    named = (unit.present[0] for unit in printed if len(unit.present) == 1)
    return next((country for country in named if country in chosen.present), None)


def _with_town(chosen: _Unit | None, printed: list[_Unit], town: str | None) -> str | None:
    """The region of the town, where it lies in the country of the printed unit: units lost parts; else the unit's."""
    if chosen is None:
        return town
    present = _present_of(chosen, printed)
    if town is None or _country(town) not in map(_country, chosen.present):
        return present
    return present if present and town in _countries() else town


def _country(present: str) -> str:
    """The country of a region of today: «Украина, Полтавская область» → «Украина»."""
    country = present.partition(",")[0]
    return country if country in _countries() else "Россия"


@cache
def _countries() -> frozenset[str]:
    """The countries of today, and lands whose country is disputed."""
    whole = {one for unit in _units().values() if unit.rank <= COUNTRY_RANK for one in unit.present}
    return frozenset(whole | {"Крым", "Абхазия", "Южная Осетия"})


@cache
def _units() -> dict[str, _Unit]:
    """Every territory by its full name."""
    return {
        row["name"]: _Unit(row["name"], int(row["rank"]), tuple(row["present"].split(";")) if row["present"] else ())
        for row in read_table("regions")
    }


@cache
def _nouns() -> dict[tuple[str, ...], _Unit]:
    """The words of each noun («Польши», «Немцев Поволжья», «БССР») → its territory."""
    abbreviated = {
        (row["form"],): row["name"]
        for row in read_table("jurisdiction_abbreviations")
        if not row["place"] and row["name"] in _units()
    }
    nouns = {tuple(row["form"].split(" ")): row["name"] for row in read_table("region_names")}
    return {words: _units()[name] for words, name in (abbreviated | nouns).items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _nouns())


@cache
def _unit_forms() -> frozenset[str]:
    """How the nouns of regions are printed: «обл», «губернии», «края»."""
    regional = {"область", "край", "губерния", "АССР", "ССР", "автономная область"}
    return frozenset(row["form"] for row in read_table("jurisdiction_units") if row["unit"] in regional)


def _words(text: str) -> list[str]:
    return WORD.findall(PREFIXED.sub(_in_full, SPACED_HYPHEN.sub("-", BRACKETED.sub(" ", text))))


def _in_full(match: re.Match[str]) -> str:
    """«Н.-Новгородская» → «Нижегородская»: the adjective alone would name another territory."""
    return _prefixes().get((match["prefix"].lower(), match["stem"].lower()), match.group())


@cache
def _prefixes() -> dict[tuple[str, str], str]:
    return {(row["prefix"], row["stem"]): row["full"] for row in read_table("region_prefixes")}


def _units_in(words: list[str]) -> list[_Unit]:
    """Every territory that these words name, in their order."""
    nouns_of_units, first_words = _unit_forms(), _first_words()
    found: list[_Unit] = []
    for place, word in enumerate(words):  # of some 15 words one or two name a territory: the others must cost little
        bare = word.rstrip(".")
        if bare.lower() in nouns_of_units:
            unit = _before(words, place) or _noun_at(words, place) or _reversed(words, place)
        elif bare in first_words:
            unit = _noun_at(words, place)
        else:
            continue
        if unit:
            found.append(unit)
    return found


def _noun_at(words: list[str], place: int) -> _Unit | None:
    """The territory of the one or two words that stand here, if they name no village."""
    if place and bare_word(words[place - 1]) in SETTLEMENTS:
        return None
    both = tuple(word.rstrip(".") for word in words[place : place + 3] if word != "/")[:2]
    return _nouns().get(both) or _nouns().get(both[:1])


def _before(words: list[str], place: int) -> _Unit | None:
    """The territory of the adjective before the noun; of more words where that alone is none."""
    if not place or (place > 1 and PREFIX.fullmatch(words[place - 2])):  # «В.-Волжская обл.»: not the Volga's
        return None
    return _named_by((words[place - 1], words[place])) or (
        _named_by(tuple(words[max(0, place - UNIT_WORDS) : place + 1])) if place > 1 else None
    )


def _reversed(words: list[str], place: int) -> _Unit | None:
    """«губ. Тверская», «области Ростовской»: the adjective behind its noun, when no other noun claims it."""
    after = words[place + 1 : place + 3]
    if not after or (len(after) == 2 and after[1] not in {",", ")"}):
        return None
    return _named_by((after[0], words[place]))


@lru_cache(maxsize=16_384)
def _named_by(words: tuple[str, ...]) -> _Unit | None:
    """The territory that these words name with the noun at their end."""
    named = [mention.name for mention in mentions_in(list(words)) if mention.end == len(words)]
    return next((_units()[name] for name in named if name in _units()), None)
