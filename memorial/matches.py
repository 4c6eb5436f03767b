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
BY_LETTERS = -1
LITERAL_LEVELS = {"initial": SPELLING, "pattern": EXACT}
NONE = {"ids": 2**40, "roles": -1, "uses": 0, "costs": 0}  # what stands for «no match»
NO_MEASURE = (NO_MATCH, 0.0, 0.0, ANY)

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

    @property
    def measure(self) -> tuple[float, float, float, int]:
        """What its parts are measured by.

        The evidence of one that costs nothing; what the form is preferred by; what a letter may cost in another
        spelling of the same name; and how all parts and the word are the same, where not their letters tell that.
        """
        worth = INITIAL_EVIDENCE if self.form.reason == "initial" else LETTER * len(self.form.written)
        # A word read as it stands explains more than one with another ending that is a little likelier.
        preferred = 0.0 if self.form.reason else PLAIN_FORM
        a_letter = SPELLING_A_RUSSIAN_LETTER if RUSSIAN.fullmatch(self.form.text) else SPELLING_A_LETTER
        return worth, preferred, a_letter, ANY if self.steps else LITERAL_LEVELS.get(self.form.reason, BY_LETTERS)


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
    origin: Numbers  # for each match: where it stands in all roads one after the other

    def of(self, parts: Numbers) -> tuple[Floats, Numbers]:
        """Evidence and level of these parts; parts that are no match have none."""
        places = np.searchsorted(self.ids, parts)
        places[self.ids[places] != parts] = -1
        return self.evidence[places], self.levels[places]

    def match(self, part: int) -> Match:
        """The match of one part."""
        place = int(np.searchsorted(self.ids, part))
        own = int(self.origin[place])
        for road in self.roads:
            if own < len(road.texts):
                break
            own -= len(road.texts)
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
            origin=self.origin[own],
        )

    def best_of_role(self, role: int) -> tuple[Numbers, Floats, Numbers]:
        """The parts of a role, the best first: numbers, evidence, uses."""
        own = np.flatnonzero(self.roles == role)
        own = own[np.argsort(-self.evidence[own], kind="stable")]
        return self.ids[own], self.evidence[own], self.uses[own]


def gather(roads: Sequence[Road]) -> Matches:
    """The best road to each part; an exact or near road before a far one of the same price."""
    ids, roles, uses, costs = (
        np.concatenate([*(getattr(road, name) for road in roads), (none,)]) for name, none in NONE.items()
    )
    counts = [*(len(road.texts) for road in roads), 1]
    worth, preferred, *measures = np.repeat([*(road.measure for road in roads), NO_MEASURE], counts, axis=0).T
    evidence, levels = worth - costs, levels_of(roads, costs, *measures)
    order = np.lexsort((levels, -evidence - preferred, ids))
    ordered = ids[order]
    is_best = evidence[order] > LEAST_EVIDENCE
    is_best[1:] &= ordered[1:] != ordered[:-1]
    is_best[-1] = True
    best = order[is_best]
    return Matches(ids[best], roles[best], uses[best], evidence[best], levels[best], tuple(roads), best)


def levels_of(roads: Sequence[Road], costs: Floats, a_letter: Floats, fixed: Floats) -> Numbers:
    """How each part and the word are the same: exactly, in spelling, in sound, or otherwise."""
    written = roads[0].form.written
    texts = [*chain.from_iterable(road.texts for road in roads), ""]
    letters = np.maximum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)), len(written))
    found = np.where(costs <= SOUND_A_LETTER * letters, SOUND, ANY)
    found[costs <= np.minimum(SPELLING_MOST, a_letter * letters)] = SPELLING
    if written in texts:
        found[[text == written for text in texts]] = EXACT
    return np.where(fixed == BY_LETTERS, found, fixed).astype(np.int64)


def as_table(rows: Iterable[Sequence[int]], width: int) -> Numbers:
    """Rows of so many whole numbers from the database as a table."""
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, width)
