"""By what road was each part reached, and what is it worth? The matches of one word of the query."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from memorial.callings import GIVEN_NAME
from memorial.equivalents import KnownName
from memorial.forms import Form

LETTER = 2.9  # what a letter of the query is worth: minus the logarithm of how often it is met
INITIAL_EVIDENCE = 1.6
LEAST_EVIDENCE = -2.0  # a part with less is no match
NO_MATCH = -99.0
PLAIN_FORM = 1.0

EXACT, SPELLING, SOUND, ANY = range(4)
LEVELS = ("exact", "spelling", "sound", "any")
# Prices a letter up to which a match is the same name in another spelling, or sounds the same.
SPELLING_A_LETTER, SPELLING_MOST = 1.0, 5.5
SPELLING_A_RUSSIAN_LETTER = 0.45  # Сомів is Сомов, Самов only sounds so: see names_same.csv
RUSSIAN = re.compile("[а-яё'-]+")
SOUND_A_LETTER = 1.8

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Road:
    """Parts reached from one form of a word with what each costs; over the table of given names when it has steps."""

    form: Form
    ids: Numbers
    roles: Numbers
    uses: Numbers
    texts: tuple[str, ...]
    costs: NDArray[np.float32]
    steps: tuple[tuple[float, str, KnownName], ...] = ()

    def evidence(self) -> Floats:
        """How much likelier the word is when this part is meant than by chance."""
        if self.form.reason == "initial":
            return np.full(len(self.ids), INITIAL_EVIDENCE)
        return LETTER * len(self.form.written) - self.costs.astype(np.float64)

    def levels(self) -> Numbers:
        """How part and word are the same: exactly, in spelling, in sound, or otherwise."""
        if self.form.reason in ("initial", "pattern"):
            return np.full(len(self.ids), EXACT if self.form.reason == "pattern" else SPELLING)
        if self.steps:
            return np.full(len(self.ids), ANY)
        lengths = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        letters = np.maximum(lengths, len(self.form.written))
        found = np.where(self.costs <= SOUND_A_LETTER * letters, SOUND, ANY)
        a_letter = SPELLING_A_RUSSIAN_LETTER if RUSSIAN.fullmatch(self.form.text) else SPELLING_A_LETTER
        found[self.costs <= np.minimum(SPELLING_MOST, a_letter * letters)] = SPELLING
        if self.form.written in self.texts:
            found[[text == self.form.written for text in self.texts]] = EXACT
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """One part for a word of the query, with the road to it."""

    text: str
    form: Form
    price: float
    evidence: float
    level: int
    through: str = ""  # the spelling of the table whose equivalent the part is
    step: KnownName | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of one word, ordered by part; the last stands for «no match»."""

    ids: Numbers
    roles: Numbers
    uses: Numbers
    evidence: Floats
    levels: Numbers
    roads: tuple[Road, ...]
    origin: Numbers  # for each match: which road, and which of its parts (two columns)

    def of(self, parts: Numbers) -> tuple[Floats, Numbers]:
        """Evidence and level of these parts; parts that are no match have none."""
        places = np.searchsorted(self.ids, parts)
        hit = self.ids[places] == parts
        return np.where(hit, self.evidence[places], NO_MATCH), np.where(hit, self.levels[places], ANY)

    def match(self, part: int) -> Match:
        """The match of one part."""
        place = int(np.searchsorted(self.ids, part))
        number, own = self.origin[place].tolist()
        road = self.roads[number]
        through, step = road.steps[own][1:] if road.steps else ("", None)
        evidence, level = float(self.evidence[place]), int(self.levels[place])
        return Match(road.texts[own], road.form, float(road.costs[own]), evidence, level, through, step)

    def given_names(self) -> "Matches":
        """Only the given names, and the last."""
        own = np.flatnonzero((self.roles == GIVEN_NAME) | (self.roles < 0))
        return replace(
            self,
            ids=self.ids[own],
            roles=self.roles[own],
            uses=self.uses[own],
            evidence=self.evidence[own],
            levels=self.levels[own],
            origin=self.origin[own[:-1]],
        )

    def best_of_role(self, role: int) -> tuple[Numbers, Floats, Numbers]:
        """The parts of a role, the best first: numbers, evidence, uses."""
        own = np.flatnonzero(self.roles == role)
        own = own[np.argsort(-self.evidence[own], kind="stable")]
        return self.ids[own], self.evidence[own], self.uses[own]


def gather(roads: Sequence[Road]) -> Matches:
    """The best road to each part; an exact or near road before a far one of the same price."""
    ids, roles, uses = (joined([getattr(road, name) for road in roads]) for name in ("ids", "roles", "uses"))
    evidence = np.concatenate([np.zeros(0), *(road.evidence() for road in roads)])
    levels = joined([road.levels() for road in roads])
    origin = np.stack(
        [
            np.repeat(np.arange(len(roads)), [len(road.ids) for road in roads]),
            joined([np.arange(len(road.ids)) for road in roads]),
        ],
        axis=1,
    )
    # A word read as it stands explains more than one with another ending that is a little likelier.
    plain = np.repeat([not road.form.reason for road in roads], [len(road.ids) for road in roads])
    order = np.lexsort((levels, -evidence - PLAIN_FORM * plain, ids))
    first = np.ones(len(order), dtype=bool)
    first[1:] = ids[order][1:] != ids[order][:-1]
    best = order[first & (evidence[order] > LEAST_EVIDENCE)]
    none = np.array([2**40])
    return Matches(
        np.concatenate([ids[best], none]),
        np.concatenate([roles[best], [-1]]),
        np.concatenate([uses[best], [0]]),
        np.concatenate([evidence[best], [NO_MATCH]]),
        np.concatenate([levels[best], [ANY]]),
        tuple(roads),
        origin[best],
    )


def as_table(rows: Iterable[Sequence[int]], width: int) -> Numbers:
    """Rows of so many whole numbers from the database as a table."""
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, width)


def joined(columns: Sequence[Numbers]) -> Numbers:
    """Several columns one after the other."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *columns])
