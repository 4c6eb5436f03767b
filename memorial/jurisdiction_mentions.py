"""Which territories and units does a body's name mention? Units, abbreviations, countries, towns and camps."""

import re
from collections.abc import Iterator
from functools import cache

from memorial.expert_tables import read_table
from memorial.jurisdiction_units import Mention, bare_word, unit_mention
from memorial.territories import town_nominative

CAMP = re.compile(r"(?P<name>[а-я-]{3,}?)(?:(?P<camp>лаг(?:а|е|у|ом)?)|стро(?:й|я|ю|е|ем))", re.IGNORECASE)


@cache
def _abbreviations() -> dict[str, dict[str, str]]:
    return {row["form"].lower(): row for row in read_table("jurisdiction_abbreviations")}


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["form"].lower(): row for row in read_table("jurisdiction_names")}


def mentions_in(words: list[str]) -> Iterator[Mention]:
    """Every territory and unit that these words name, in order."""
    for place in range(len(words)):
        found = (
            unit_mention(words, place)
            or _abbreviation(words, place)
            or _noun(words, place)
            or _after_marker(words, place)
            or _camp(words, place)
        )
        if found:
            yield found


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
    row = _nouns().get(bare_word(words[place]))
    if row is None or not words[place][0].isupper() or _after_in_town(words, place):
        return None
    return Mention(row["name"], int(row["rank"]), place, place + 1)


def _after_in_town(words: list[str], place: int) -> bool:
    """«выездная сессия в Москве»: where it sat, not where it had power."""
    before = [word.lower().rstrip(".") for word in words[max(0, place - 2) : place]]
    row = _nouns().get(bare_word(words[place]))
    is_town = row is None or int(row["rank"]) >= 55
    return is_town and ("в" in before[-1:] or before == ["в", "г"])


def _after_marker(words: list[str], place: int) -> Mention | None:
    """«г. Москвы», «в/ч 12345», «а. Бесленей»: the name follows."""
    marker, after = bare_word(words[place]), words[place + 1 : place + 2]
    if not after:
        return None
    if marker == "вч" and after[0][0].isdecimal():
        return Mention(f"войсковая часть {after[0]}", 60, place, place + 2)
    if marker not in ("г", "аул", "а") or not after[0][0].isupper() or len(after[0]) < 3:
        return None
    if place and words[place - 1].lower() == "в":
        return None
    return Mention(_nouns().get(bare_word(after[0]), {}).get("name") or town_nominative(after[0]), 55, place, place + 2)


def _camp(words: list[str], place: int) -> Mention | None:
    match = CAMP.fullmatch(words[place])
    if match is None or not words[place][0].isupper():
        return None
    ending = "лаг" if match["camp"] else "строй"
    return Mention(match["name"].capitalize() + ending, 50, place, place + 1)
