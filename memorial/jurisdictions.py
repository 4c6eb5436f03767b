"""Where did it have power? The territory or unit in a body's own name, the narrowest one stated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from memorial.adjectives import nominative, ordinal, stem_of, titled
from memorial.expert_tables import read_table
from memorial.territories import full_name, is_known, stem_by_prefix, town_nominative, town_of

WORD = re.compile(r"№\s?\d+|\d+(?:-(?:й|я|го|ой|ая|ый|ей|ий|му|м|ю))?(?![^\W\d_])|[^\W\d_]+(?:-[^\W\d_]+)*\.?|[,()/]")
ROMAN_NUMBER = re.compile(r"[IVXХ]{1,5}")
MOST_WORDS_LEFT = 6  # «61 отдельной морской стрелковой бригады» has four
WHOLE_UNION = frozenset({"special_council", "dvoika", "military_collegium", "ogpu_collegium"})
# A bare adjective before a body of this kind names a territory of this unit: «Харьковская тройка».
UNIT_OF_BARE_ADJECTIVE = {
    "nkvd_troika": ("область", "край", "АССР"), "special_troika": ("область", "край", "АССР"),
    "ogpu_troika": ("область", "край", "АССР"), "security_organ": ("область", "край", "АССР"),
    "camp_court": ("область", "край"), "regional_court": ("область", "край", "АССР"),
    "supreme_court": ("АССР", "ССР"), "prosecutor": ("область", "край", "АССР"),
    "administrative": ("АССР",), "military_tribunal": ("гарнизон",), "revolutionary_tribunal": ("губерния",),
    "cheka": ("город", "уезд"), "peoples_court": ("район",),
}  # fmt: skip


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
def _abbreviations() -> dict[str, dict[str, str]]:
    return {row["form"].lower(): row for row in read_table("jurisdiction_abbreviations")}


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["form"].lower(): row for row in read_table("jurisdiction_names")}


@cache
def _qualifiers() -> dict[str, str]:
    return {row["form"].lower(): row["stem"] for row in read_table("jurisdiction_qualifiers")}


@cache
def _not_names() -> frozenset[str]:
    return frozenset(row["stem"] for row in read_table("jurisdiction_not_names"))


SOLDIERS_OKRUG = re.compile(r"(?<!военный) округ$")


def jurisdiction_of(spelled: str, kind: str) -> str | None:
    """The narrowest territory or unit that the words of the body name; the whole Union where its kind says so."""
    if kind == "military_collegium":
        return "СССР"
    words = WORD.findall(spelled)
    mentions = _joined(words, list(_mentions(words)))
    if not any(mention.rank for mention in mentions) and (bare := _bare_adjective(words, kind)):
        return bare
    if mentions:
        name = max(mentions, key=lambda mention: mention.rank).name
        return SOLDIERS_OKRUG.sub(" военный округ", name) if kind == "military_tribunal" else name
    return "СССР" if kind in WHOLE_UNION else None


def _mentions(words: list[str]) -> Iterator[Mention]:
    for place in range(len(words)):
        found = (
            _unit_mention(words, place)
            or _abbreviation(words, place)
            or _noun(words, place)
            or _after_marker(words, place)
            or _camp(words, place)
        )
        if found:
            yield found


def _joined(words: list[str], mentions: list[Mention]) -> list[Mention]:
    """«СКК и ДССР» is one power over two territories."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and before.rank and mention.rank and words[before.end : mention.start] == ["и"]:
            both = f"{before.name} и {mention.name}"
            joined[-1] = Mention(both, max(before.rank, mention.rank), before.start, mention.end)
        else:
            joined.append(mention)
    return joined


def _bare(word: str) -> str:
    return word.rstrip(".").lower()


def _unit_mention(words: list[str], place: int) -> Mention | None:
    """A unit's noun with the numbers and adjectives that stand before it, or with the name after it."""
    unit = _units().get(_bare(words[place]))
    if unit is None or (_bare(words[place]) in WRITTEN_IN_CAPITALS and not words[place].isupper()):
        return None
    start = _first_modifier(words, place, unit)
    name = _unit_name(words[start:place], unit) if start < place else None
    if name:
        return Mention(name, unit.rank, start, place + 1)
    return _named_after(words, place, unit)


WRITTEN_IN_CAPITALS = frozenset({"во", "ово", "та", "ва"})


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
    stem = stem_of(word)
    return _qualifiers().get(_bare(word)) or (_qualifiers().get(stem.lower()) if stem else None)


CUT_SHORT = re.compile(r"[^\W\d_]{3}[^\W\d_]*[сц]к")  # «Волковыск. р.»


def _proper_stem(word: str) -> str | None:
    """The stem of an adjective that is a name: «Саратовской», «смоленской», «Западного»."""
    bare = word.rstrip(".")
    stem = bare if CUT_SHORT.fullmatch(bare) else stem_of(bare)
    if stem is None or not stem.lower().endswith(ADJECTIVE_STEMS) or stem.lower() in _not_names():
        return None
    named = word[0].isupper() or stem.endswith(("ск", "цк"))
    return stem if named and _bare(word) not in _units() else None


ADJECTIVE_STEMS = ("ск", "цк", "н", "ов", "ев")


def _is_proper(word: str, unit: Unit) -> bool:
    return bool(_proper_stem(word) or _abbreviated(word, unit))


def _abbreviated(word: str, unit: Unit) -> str | None:
    """«Тамб. обл.», «Яроблсуд», «Коми АССР»: a name cut short, or one without cases."""
    if not word[0].isupper() or _bare(word) in _units():
        return None
    return stem_by_prefix(word.rstrip("."), unit.noun)


def _unit_name(modifiers: list[str], unit: Unit) -> str | None:
    """The modifiers and the noun in the nominative; nothing when no modifier tells which one it is."""
    if len(modifiers) == 1 and (only := _proper_stem(modifiers[0])):
        return _territory(only, unit)
    if len(modifiers) == 1 and (only := _abbreviated(modifiers[0], unit)):
        return _territory(only, unit)
    if not any(_is_number(word) or (_proper_stem(word) and not _qualifier(word)) for word in modifiers):
        return None
    if unit.noun in UNNUMBERED and not any(_proper_stem(word) for word in modifiers):
        return None
    return " ".join([*(_modifier(word, unit.gender) for word in modifiers), unit.noun])


# Territories are not numbered: «2 район» is a part of a court's name.
UNNUMBERED = frozenset({"область", "край", "АССР", "ССР", "район", "городской", "отдел", "железная дорога", "губерния"})


def _modifier(word: str, gender: str) -> str:
    if _is_number(word):
        return ordinal(word, gender) or word
    if qualifier := _qualifier(word):
        return nominative(qualifier, gender)
    return nominative(titled(_proper_stem(word) or word), gender)


def _territory(stem: str, unit: Unit) -> str | None:
    """The full name of the territory with this adjective."""
    if unit.noun == "городской":
        return town_of(stem)
    if unit.noun == "отдел":
        return _first_known(stem, ("область", "АССР", "край")) or full_name(stem, "район", "m")
    if unit.noun == "область" and not is_known(stem, "область") and is_known(stem, "автономная область"):
        return full_name(stem, "автономная область", "f")
    return full_name(stem, unit.noun, unit.gender)


def _first_known(stem: str, units: tuple[str, ...]) -> str | None:
    for unit in units:
        if is_known(stem, unit):
            return full_name(stem, unit, "")
    return None


def _named_after(words: list[str], place: int, unit: Unit) -> Mention | None:
    """«облсуд Новосибирский», «ж. д. им. Ворошилова», «гарнизона г. Твери», «ИТЛ „Ж“»."""
    after = words[place + 1 : place + 3]
    if not after:
        return None
    if _bare(after[0]) == "им" and len(after) == 2:
        return Mention(f"{unit.noun} им. {after[1]}", unit.rank, place, place + 3)
    if unit.noun == "гарнизон" and _bare(after[0]) == "г" and len(after) == 2:
        return Mention(f"гарнизон г. {after[1]}", unit.rank, place, place + 3)
    if unit.noun == "ИТЛ" and len(after[0]) == 1 and after[0].isupper():
        return Mention(f"ИТЛ «{after[0]}»", unit.rank, place, place + 2)
    return _adjective_after(words, place, unit)


def _adjective_after(words: list[str], place: int, unit: Unit) -> Mention | None:
    last = len(words) - 1
    court = place + 1 <= last and _bare(words[place + 1]).startswith("суд")
    stem = _proper_stem(words[last]) if court and place + 2 == last else None
    name = _territory(stem, unit) if stem else None
    return Mention(name, unit.rank, place, last + 1) if name else None


def _abbreviation(words: list[str], place: int) -> Mention | None:
    word = words[place].rstrip(".")
    row = _abbreviations().get(word.lower())
    if row is None or (len(word) <= 3 and not word.isupper() and word.lower() != "двк"):
        return None
    if row["place"] and not _stands_at(row["place"], words, place):
        return None
    return Mention(row["name"], int(row["rank"]), place, place + 1)


def _stands_at(where: str, words: list[str], place: int) -> bool:
    """`end`: the last word and not the first; `po`: the last word after «по»."""
    last = place == len(words) - 1 and place > 0
    return last and (where == "end" or words[place - 1].lower() == "по")


def _noun(words: list[str], place: int) -> Mention | None:
    row = _nouns().get(_bare(words[place]))
    if row is None or not words[place][0].isupper() or _after_in_town(words, place):
        return None
    return Mention(row["name"], int(row["rank"]), place, place + 1)


def _after_in_town(words: list[str], place: int) -> bool:
    """«выездная сессия в Москве»: where it sat, not where it had power."""
    before = [word.lower().rstrip(".") for word in words[max(0, place - 2) : place]]
    row = _nouns().get(_bare(words[place]))
    is_town = row is None or int(row["rank"]) >= 55
    return is_town and ("в" in before[-1:] or before == ["в", "г"])


def _after_marker(words: list[str], place: int) -> Mention | None:
    """«г. Москвы», «в/ч 12345», «а. Бесленей»: the name follows."""
    marker, after = _bare(words[place]), words[place + 1 : place + 2]
    if not after:
        return None
    if marker == "вч" and after[0][0].isdecimal():
        return Mention(f"войсковая часть {after[0]}", 60, place, place + 2)
    if marker not in ("г", "аул", "а") or not after[0][0].isupper() or len(after[0]) < 3:
        return None
    if place and words[place - 1].lower() == "в":
        return None
    return Mention(_nouns().get(_bare(after[0]), {}).get("name") or town_nominative(after[0]), 55, place, place + 2)


def _camp(words: list[str], place: int) -> Mention | None:
    match = CAMP.fullmatch(words[place])
    if match is None:
        return None
    ending = "лаг" if match["camp"] else "строй"
    return Mention(match["name"] + ending, 50, place, place + 1)


CAMP = re.compile(r"(?P<name>[А-Я][а-я-]{2,}?)(?:(?P<camp>лаг(?:а|е|у|ом)?)|стро(?:й|я|ю|е|ем))")


def _bare_adjective(words: list[str], kind: str) -> str | None:
    """«Харьковская тройка при УНКВД», «Рославльская ЧК»: an adjective alone."""
    for word in words:
        stem = _proper_stem(word)
        if stem and stem.endswith(("ск", "цк")) and (name := _of_kind(stem, kind)):
            return name
    return None


def _of_kind(stem: str, kind: str) -> str | None:
    units = UNIT_OF_BARE_ADJECTIVE.get(kind, ())
    if known := _first_known(stem, units):
        return known
    if "город" in units and (town := town_of(stem)):
        return town
    for unit, gender in (("губерния", "f"), ("уезд", "m"), ("гарнизон", "m"), ("район", "m")):
        if unit in units:
            return full_name(stem, unit, gender)
    return None
