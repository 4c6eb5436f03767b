"""Who could also be in the lists? Invented people in any number, always the same for the same seed.

Surnames are real stems with real endings and, two of three, one letter changed, so that many differ from another by a
letter: cruel to a search. Few names are very frequent and most are rare, as in real lists.
"""

import csv
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

TABLES = Path(__file__).parents[2] / "memorial" / "tables"
ENDINGS = (
    "",
    *"ов ев ин ский енко ович евич ук ко ик ман ер дзе швили ян иньш ис ас нен сон берг ный ых ец аев ллин".split(),
)
LETTERS = "абвгдежзийклмнопрстуфхцчшщыэюя"
OFTEN = 60  # the larger, the less the first names outweigh the others

Person = tuple[str, str, str, int]  # surname, given name, patronymic, birth year


def invent(count: int, stems: list[str], seed: int = 1937) -> Iterator[Person]:
    """That many invented people."""
    chance = random.Random(seed)
    surnames = surnames_from(stems, max(1000, count // 7), chance)
    given, patronymics = given_names(), fathers_names()
    chosen = [
        chance.choices(
            names, cum_weights=list(accumulate(1 / (rank + OFTEN) ** power for rank in range(len(names)))), k=count
        )
        for names, power in ((surnames, 0.8), (given, 1.6), (patronymics, 1.3))
    ]
    for surname, name, patronymic in zip(*chosen, strict=True):
        yield surname, name, patronymic, chance.randint(1870, 1920)


def surnames_from(stems: list[str], count: int, chance: random.Random) -> list[str]:
    """Different surnames, each from a stem and an ending, most with a letter changed."""
    found: dict[str, None] = {}
    while len(found) < count:
        stem = chance.choice(stems)
        name = stem if len(stem) > 7 else stem.rstrip("аеиоуыйья") + chance.choice(ENDINGS)
        if len(name) > 3:
            found[changed(name, chance).capitalize()] = None
    return list(found)


def changed(name: str, chance: random.Random) -> str:
    """The name, two times of three with one letter exchanged, left out or added."""
    place = chance.randrange(len(name))
    letter = chance.choice(LETTERS)
    return chance.choice(
        (
            name,
            name,
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
        )
    )


def given_names() -> list[str]:
    """The names of the table, Russian ones first because they are the frequent ones."""
    with (TABLES / "given_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["group"] for row in rows] + [row["name"] for row in rows]
    return list(dict.fromkeys(names))


def fathers_names() -> list[str]:
    """The patronymics of the table, the frequent ones first."""
    with (TABLES / "patronymics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return list(dict.fromkeys(row[column] for row in rows for column in ("patronymic_m", "patronymic_f")))
