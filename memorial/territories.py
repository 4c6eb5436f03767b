"""What is this territory called? Its full name from the adjective, the abbreviation or the noun in print."""

from collections import defaultdict
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from memorial.adjectives import nominative, stem_of, titled
from memorial.expert_tables import read_table

SHORTEST_PREFIX = 2  # «Ко. обл.» tells nothing; «Яр» and «Лен» do
LONG_ENOUGH = 8  # letters from which one wrong letter does not make another name
NEVER_CUT_SHORT = frozenset({"район", "волость", "сельсовет", "отдел", "кантон", "уезд"})  # too many to guess from


@cache
def _names() -> dict[str, dict[str, str]]:
    """Unit → key of the adjective's stem → full name."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_table("territories"):
        adjective = row["name"].rsplit(" " + row["unit"], 1)[0].split(" ")[0]
        names[row["unit"]][key_of(stem_of(adjective) or adjective)] = row["name"]
    return names


@cache
def _towns() -> dict[str, str]:
    return {key_of(row["stem"]): row["town"] for row in read_table("jurisdiction_towns")}


def key_of(stem: str) -> str:
    """Where the spellings of one name meet: «Средне-Волжск» and «средневолжск»."""
    return stem.lower().replace("-", "").replace("ё", "е")


@lru_cache(maxsize=16_384)
def full_name(stem: str, unit: str, gender: str) -> str:
    """«Саратовск», «область» → «Саратовская область», in the spelling we keep where we know it."""
    known = _names().get(unit, {})
    key = key_of(stem)
    if key in known:
        return known[key]
    if len(key) >= LONG_ENOUGH and known:
        near = process.extract(key, list(known), scorer=Levenshtein.distance, score_cutoff=1, limit=2)
        if len(near) == 1:
            return known[near[0][0]]
    return f"{nominative(_spelled().get(key) or titled(stem), gender)} {unit}"


@cache
def _spelled() -> dict[str, str]:
    """The spelling of a name with or without hyphens, whichever unit bears it: «Северокавказск»."""
    adjectives = (row["name"].split(" ")[0] for row in read_table("territories"))
    return {key_of(stem): stem for adjective in adjectives if "-" in adjective and (stem := stem_of(adjective))}


@lru_cache(maxsize=16_384)
def stem_by_prefix(abbreviated: str, unit: str) -> str | None:
    """The stem of the only territory of this unit that begins so: «Тамб» → «Тамбовск»; «Коми» stays."""
    key = key_of(abbreviated)
    if known := _prefixes().get((key, unit)) or _prefixes().get((key, "")):
        return known
    if len(key) < SHORTEST_PREFIX or unit in NEVER_CUT_SHORT:
        return None
    names = _names().get(unit) or _names()["область"]
    if unit == "область":  # «Черк.» may be Черкасская or the autonomous Черкесская
        names = {**_names()["автономная область"], **names}
    found = {name.split(" ")[0] for stem, name in names.items() if stem.startswith(key)}
    adjective = found.pop() if len(found) == 1 else None
    return stem_of(adjective) or adjective if adjective else None


@cache
def _prefixes() -> dict[tuple[str, str], str]:
    return {(row["form"], row["unit"]): row["stem"] for row in read_table("jurisdiction_prefixes")}


def town_of(stem: str) -> str | None:
    """The town of this adjective: «Московск» → «Москва»."""
    return _towns().get(key_of(stem))


def is_known(stem: str, unit: str) -> bool:
    """Whether a territory of this unit has this adjective."""
    return unit in _names() and key_of(stem) in _names()[unit]


def town_nominative(word: str) -> str:
    """«Москвы», «Новосибирске», «Калинина» → the town's name; what no ending explains stays as printed."""
    first, *rest = word.split("-на-")
    for ending, nominative_ending in TOWN_ENDINGS:
        if first.endswith(ending):
            first = first[: len(first) - len(ending)] + nominative_ending
            break
    return "-на-".join([first, *rest])


TOWN_ENDINGS = (
    ("ска", "ск"), ("ске", "ск"), ("ова", "ов"), ("ове", "ов"), ("ева", "ев"), ("еве", "ев"), ("ина", "ин"),
    ("ине", "ин"), ("рада", "рад"), ("раде", "рад"), ("рода", "род"), ("роде", "род"), ("ого", "ий"), ("ры", "ра"),
    ("зы", "за"), ("фы", "фа"), ("лы", "ла"), ("вы", "ва"), ("ты", "та"), ("ани", "ань"), ("ери", "ерь"),
    ("авля", "авль"), ("мира", "мир"),
)  # fmt: skip
