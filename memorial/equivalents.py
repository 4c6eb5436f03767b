"""Which names are the same name? Ян, Янис, Иоганн and Ваня are Иван in other languages and at home.

A patronymic is the same as another when the fathers' names are: Янович may be written Иванович.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from memorial.callings import GIVEN_NAME, PATRONYMIC
from memorial.forms import Form, likeness, most_alike
from memorial.name_keys import asked_keys, keys, skeleton
from memorial.orthography import read_table, unify

# What it costs to take one name of a group for another, by how sure the table is of it (its column `weight`).
NEAR, SURE, DOUBTFUL, DIMINUTIVE = 1.0, 2.0, 3.5, 2.5

FURTHER = 0.5  # Рыгор is Григорий, and Гирш only because Григорий may be

MOST_SPELLINGS = 12  # names of the table that a written name may be
LEAST_LIKE = 0.6  # skeletons less alike never were the same name


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the table: the group it belongs to and what it is there; `name` is in the unified spelling.

    It is a guest when it has a group of its own.
    """

    group: str
    name: str
    kind: str
    languages: frozenset[str]
    weight: int
    near: str
    printed: str
    is_guest: bool
    role: int = GIVEN_NAME


@cache
def known_names() -> tuple[KnownName, ...]:
    """Every given name of the table, and the patronymics that are made of them."""
    return (*known_given_names(), *known_patronymics())


@cache
def known_given_names() -> tuple[KnownName, ...]:
    """Every row of the table of given names."""
    rows = read_table("given_names")
    hosts = {unify(row["group"]) for row in rows}
    return tuple(
        KnownName(
            group := unify(row["group"]),
            name := unify(row["name"]),
            row["kind"],
            frozenset(row["language"].split()),
            int(row["weight"] or 1),
            row.get("near") or "",
            row["name"],
            name != group and name in hosts,
        )
        for row in rows
    )


def known_patronymics() -> Iterator[KnownName]:
    """The patronymics of the table, for sons and daughters apart, in the groups of the fathers' names."""
    fathers: dict[str, list[KnownName]] = {}
    for father in known_given_names():
        fathers.setdefault(father.name, []).append(father)
    for row in read_table("patronymics"):
        for father in fathers.get(unify(row["given_name"]), ()):
            for column in ("patronymic_m", "patronymic_f"):
                if printed := row[column]:
                    group = f"{father.group} {column}"
                    name = unify(printed)
                    yield replace(father, group=group, name=name, printed=printed, is_guest=False, role=PATRONYMIC)


@cache
def groups() -> dict[str, tuple[KnownName, ...]]:
    """Group → its names."""
    found: dict[str, list[KnownName]] = {}
    for name in known_names():
        found.setdefault(name.group, []).append(name)
    return {group: tuple(names) for group, names in found.items()}


@cache
def by_spelling() -> dict[str, tuple[KnownName, ...]]:
    """Spelling → the rows that have it; a name may belong to several groups."""
    found: dict[str, list[KnownName]] = {}
    for name in known_names():
        found.setdefault(name.name, []).append(name)
    return {spelling: tuple(rows) for spelling, rows in found.items()}


def step_price(asked: KnownName, other: KnownName) -> float:
    """What it costs that the record says the other name of the group."""
    if asked.near and asked.near == other.near:
        return NEAR
    price = DOUBTFUL if asked.weight > 1 or other.weight > 1 else SURE
    if price < DIMINUTIVE and "diminutive" in (asked.kind, other.kind):
        price = DIMINUTIVE
    if not asked.languages.isdisjoint(other.languages):
        price -= 0.5
    if other.is_guest and asked.name != asked.group:
        price += FURTHER
    return price


def are_same(asked: KnownName, other: KnownName) -> bool:
    """False for two guests of a group: Пейсах was called Пётр or Павел, yet Пётр is not Павел."""
    return not ((asked.is_guest and other.is_guest) or (asked.weight > 1 and other.weight > 1))


@cache
def equivalents(spelling: str) -> dict[str, tuple[float, KnownName]]:
    """Every other name that may be the same name → its price and the row by which it is."""
    found: dict[str, tuple[float, KnownName]] = {}
    for asked in by_spelling().get(spelling, ()):
        for other in groups()[asked.group]:
            if other.name == spelling or not are_same(asked, other):
                continue
            price = step_price(asked, other)
            if other.name not in found or price < found[other.name][0]:
                found[other.name] = (price, other)
    return found


@cache
def spellings() -> tuple[tuple[str, ...], tuple[str, ...], dict[int, list[int]]]:
    """All spellings of the table in their order, their skeletons, and key → the places of those that have it."""
    names = tuple(sorted(by_spelling()))
    bones = tuple(map(skeleton, names))
    found: dict[int, list[int]] = {}
    for place, own in enumerate(bones):
        for key in keys(own):
            found.setdefault(key, []).append(place)
    return names, bones, found


def find_spellings(forms: Sequence[Form]) -> list[list[str]]:
    """For each form the spellings of the table that share a key with a likely skeleton of any and are most like its."""
    names, bones, by_key = spellings()
    wanted = {key for form in forms if not form.reason for own in form.skeletons for key in asked_keys(own)}
    found = sorted(set().union(*(by_key.get(key, ()) for key in wanted)))
    if not found:
        return [[] for _ in forms]
    alike = likeness(forms, [bones[place] for place in found], LEAST_LIKE)
    return [
        # An ending of a surname makes no given name.
        [] if form.reason else [names[found[place]] for place in most_alike(own)[:MOST_SPELLINGS].tolist()]
        for form, own in zip(forms, alike, strict=True)
    ]


def printed(spelling: str) -> str:
    """A spelling of the table as it is printed there: Ёганн, not Еганн."""
    return by_spelling()[spelling][0].printed


def texts(rows: Iterable[KnownName]) -> set[str]:
    """The spellings of these rows."""
    return {row.name for row in rows}
