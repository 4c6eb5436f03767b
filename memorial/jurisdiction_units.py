"""Which unit do these words name? A noun with the numbers and adjectives before it: «901 стр. дивизии»."""

import re
from dataclasses import dataclass
from functools import cache

from memorial.adjectives import nominative, ordinal, stem_of, titled
from memorial.expert_tables import read_table
from memorial.territories import full_name, is_known, stem_by_prefix, town_of

ROMAN_NUMBER = re.compile(r"[IVXХ]{1,5}")
MOST_WORDS_LEFT = 6  # «61 отдельной морской стрелковой бригады» has four
WRITTEN_IN_CAPITALS = frozenset({"во", "ово", "та", "ва"})
CUT_SHORT = re.compile(r"[^\W\d_]{3}[^\W\d_]*[сц]к")  # «Волковыск. р.»
ADJECTIVE_STEMS = ("ск", "цк", "н", "ов", "ев")
# Territories are not numbered: «2 район» is a part of a court's name.
UNNUMBERED = frozenset({"область", "край", "АССР", "ССР", "район", "городской", "отдел", "железная дорога", "губерния"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One territory or unit that the words name: which words, and how narrow it is."""

    name: str
    rank: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A noun that heads the name of a territory or unit."""

    noun: str
    gender: str
    rank: int


@cache
def _units() -> dict[str, Unit]:
    return {row["form"]: Unit(row["unit"], row["gender"], int(row["rank"])) for row in read_table("jurisdiction_units")}


@cache
def _qualifiers() -> dict[str, str]:
    return {row["form"].lower(): row["stem"] for row in read_table("jurisdiction_qualifiers")}


@cache
def _not_names() -> frozenset[str]:
    return frozenset(row["stem"] for row in read_table("jurisdiction_not_names"))


def bare_word(word: str) -> str:
    """The word in small letters without its full stop."""
    return word.rstrip(".").lower()


def unit_mention(words: list[str], place: int) -> Mention | None:
    """A unit's noun with the numbers and adjectives that stand before it, or with the name after it."""
    unit = _units().get(bare_word(words[place]))
    if unit is None or (bare_word(words[place]) in WRITTEN_IN_CAPITALS and not words[place].isupper()):
        return None
    start = _first_modifier(words, place, unit)
    name = _unit_name(words[start:place], unit) if start < place else None
    if name:
        return Mention(name, unit.rank, start, place + 1)
    return _named_after(words, place, unit)


def _first_modifier(words: list[str], place: int, unit: Unit) -> int:
    """Where the words begin that belong to this noun: numbers, soldiers' words and at most one proper adjective."""
    start = place
    proper = False
    while start > 0 and place - start < MOST_WORDS_LEFT:
        word = words[start - 1]
        if not (_is_number(word) or _qualifier(word)):
            if proper or not _is_proper(word, unit):
                break
            proper = True
        start -= 1
    return start


def _is_number(word: str) -> bool:
    return word[0].isdecimal() or bool(ROMAN_NUMBER.fullmatch(word))


def _qualifier(word: str) -> str | None:
    """The stem of a soldiers' word, abbreviated or in any case."""
    if abbreviated := _qualifiers().get(bare_word(word)):
        return abbreviated
    stem = (stem_of(word) or "").lower()
    full = _qualifiers().get(stem)
    return full if full and len(full) <= len(stem) else None  # «красн.» is Краснознаменный, «Красной» is not


def proper_stem(word: str) -> str | None:
    """The stem of an adjective that is a name: «Саратовской», «смоленской», «Западного»."""
    bare = word.rstrip(".")
    stem = bare if CUT_SHORT.fullmatch(bare) else stem_of(bare)
    if stem is None or not stem.lower().endswith(ADJECTIVE_STEMS) or stem.lower() in _not_names():
        return None
    named = word[0].isupper() or stem.endswith(("ск", "цк"))
    return stem if named and bare_word(word) not in _units() else None


def _is_proper(word: str, unit: Unit) -> bool:
    return bool(proper_stem(word) or _abbreviated(word, unit))


def _abbreviated(word: str, unit: Unit) -> str | None:
    """«Тамб. обл.», «Яроблсуд», «Коми АССР»: a name cut short, or one without cases."""
    if not word[0].isupper() or bare_word(word) in _units():
        return None
    return stem_by_prefix(word.rstrip("."), unit.noun)


def _unit_name(modifiers: list[str], unit: Unit) -> str | None:
    """The modifiers and the noun in the nominative; nothing when no modifier tells which one it is."""
    if len(modifiers) == 1 and (only := proper_stem(modifiers[0])):
        return _territory(only, unit)
    if len(modifiers) == 1 and (only := _abbreviated(modifiers[0], unit)):
        return _territory(only, unit)
    if not any(_is_number(word) or (proper_stem(word) and not _qualifier(word)) for word in modifiers):
        return None
    if unit.noun in UNNUMBERED and not any(proper_stem(word) for word in modifiers):
        return None
    return " ".join([*(_modifier(word, unit.gender) for word in modifiers), unit.noun])


def _modifier(word: str, gender: str) -> str:
    if _is_number(word):
        return ordinal(word, gender)
    if qualifier := _qualifier(word):
        return nominative(qualifier, gender)
    return nominative(titled(proper_stem(word) or word), gender)


def _territory(stem: str, unit: Unit) -> str | None:
    """The full name of the territory with this adjective."""
    if unit.noun == "городской":
        return town_of(stem)
    if unit.noun == "отдел":
        return first_known(stem, ("область", "АССР", "край")) or full_name(stem, "район", "m")
    if unit.noun == "область" and not is_known(stem, "область") and is_known(stem, "автономная область"):
        return full_name(stem, "автономная область", "f")
    return full_name(stem, unit.noun, unit.gender)


def first_known(stem: str, units: tuple[str, ...]) -> str | None:
    """The full name in the first of these units that has a territory with this adjective."""
    for unit in units:
        if is_known(stem, unit):
            return full_name(stem, unit, "")
    return None


def _named_after(words: list[str], place: int, unit: Unit) -> Mention | None:
    """«облсуд Новосибирский», «ж. д. им. Ворошилова», «гарнизона г. Твери», «ИТЛ „Ж“»."""
    after = words[place + 1 : place + 3]
    if not after:
        return None
    if bare_word(after[0]) in ("им", "имени") and len(after) == 2:
        return Mention(f"{unit.noun} им. {after[1]}", unit.rank, place, place + 3)
    if unit.noun == "гарнизон" and bare_word(after[0]) == "г" and len(after) == 2:
        return Mention(f"гарнизон г. {after[1]}", unit.rank, place, place + 3)
    if unit.noun == "спецлагерь" and after[0].startswith("№"):
        return Mention(f"{unit.noun} {after[0]}", unit.rank, place, place + 2)
    if unit.noun == "ИТЛ" and len(after[0]) <= 2 and after[0].isupper():
        return Mention(f"ИТЛ «{after[0]}»", unit.rank, place, place + 2)
    return _adjective_after(words, place, unit)


def _adjective_after(words: list[str], place: int, unit: Unit) -> Mention | None:
    last = len(words) - 1
    court = place + 1 <= last and bare_word(words[place + 1]).startswith("суд")
    stem = proper_stem(words[last]) if court and place + 2 == last else None
    name = _territory(stem, unit) if stem else None
    return Mention(name, unit.rank, place, last + 1) if name else None
