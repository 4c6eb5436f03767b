"""In which region of today does this town lie? The town, or the uezd or district that is named after it."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from memorial.adjectives import stem_of
from memorial.expert_tables import read_table
from memorial.territories import key_of

CASE_ENDING = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ами|ах|ом|ем|ой|ый|ий|ые|ие|ым|ым|ая|яя|ью|[аяыиеуюоьй])$")
PREFIX = re.compile(r"[А-ЯЁ][а-яё]{0,3}\.")
TOWN_WORDS = frozenset({"г", "гор", "город", "города", "городе", "городу"})
DISTRICT_WORDS = frozenset(
    "уезд уезда уезде уез у район района районе р-н р-на р-не р-ну рн рна рай "
    "округ округа округе окр кантон кантона".split()
)
ENDS = frozenset({",", "(", ")"})
FEW_PARTS = 2  # «Украина, Полтава»: in longer addresses a word without «г.» may be a village


@cache
def _towns() -> dict[tuple[str, ...], str]:
    """The key of each town's words → its region of today; keys where two towns meet are left out."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in read_table("region_towns"):
        for form in (row["town"], *filter(None, row["other_stems"].split(";"))):
            words = tuple(form.lower().replace("ё", "е").split(" "))
            for key in {words, _town_key(words)}:
                found[key].add(row["present"])
    return {key: regions.pop() for key, regions in found.items() if len(regions) == 1}


@cache
def _districts() -> dict[str, str]:
    return {key_of(row["district"]): row["present"] for row in read_table("region_towns") if row["district"]}


@lru_cache(maxsize=16_384)
def _town_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Where the cases of a town's name meet: «Полтава», «Полтаве» → «полтав»."""
    return tuple(CASE_ENDING.sub("", word.lower().replace("ё", "е")) for word in words)


def region_of_town(words: list[str]) -> str | None:
    """The region of today of the town that these words name, else of the uezd or district named after a town."""
    few = words.count(",") < FEW_PARTS
    for place, word in enumerate(words):
        if word.rstrip(".").lower() in TOWN_WORDS:
            found = _town_at(words, place + 1)
        elif few and _begins_a_part(words, place):
            found = _town_at(words, place, alone=True)
        else:
            continue
        if found:
            return found
    return _region_of_district(words)


def _begins_a_part(words: list[str], place: int) -> bool:
    """Whether the part between commas begins here; a «в» before its first word counts as nothing."""
    before = words[place - 1] if place else ","
    return before in ENDS or (before in {"в", "во"} and place == 1)


def _town_at(words: list[str], place: int, alone: bool = False) -> str | None:
    """The region of the town whose one or two words stand here; alone: with nothing behind them."""
    for length in (2, 1):
        if alone and words[place + length : place + length + 1] not in ([], [","], ["("], [")"]):
            continue
        name = tuple(words[place : place + length])
        if found := _towns().get(_town_key(name)) or _towns().get(tuple(word.lower() for word in name)):
            return found
    return None


def _region_of_district(words: list[str]) -> str | None:
    """«Козельского уезда», «Бузулукский р-н»: the first one named after a town that names no other."""
    for place, word in enumerate(words):
        if not place or word.rstrip(".").lower() not in DISTRICT_WORDS:
            continue
        if place > 1 and PREFIX.fullmatch(words[place - 2]):  # «Н.-Киевский р-н» is Ново-Киевский
            continue
        if found := _district(words[place - 1]):
            return found
    return None


@lru_cache(maxsize=16_384)
def _district(adjective: str) -> str | None:
    stem = stem_of(adjective) or adjective.rstrip(".")
    return _districts().get(key_of(stem))
