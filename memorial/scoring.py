"""How well does a record answer the query? Every word of the query finds its place in the name, or finds none.

All figures are evidence in nats: how many times likelier (as a logarithm) the query is if this record is meant than by
chance. Evidence of the parts adds up; what is missing lowers it, what contradicts lowers it more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from memorial.callings import HALF
from memorial.matches import ANY, Floats, Matches, Numbers

WORD_MISSING = 2.0  # a word of the query, and the record has no part for it
WORD_CONTRADICTED = 8.0  # a word of the query, and the record's part is another
PATRONYMIC_FIRST = 0.6  # a patronymic before the given name is rarely meant
GIVEN_NAME_SKIPPED = 5.0  # nobody gives a patronymic without the given name
NO_SURNAME = 1.0  # people ask by the surname
HALF_NAME = 0.5  # half of a double name is asked for less often than a whole one

Spans = tuple[tuple[int, ...], ...]  # words of the query that are taken together


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which span of the query is the surname, the given name, the patronymic; −1 for none."""

    places: tuple[int, int, int]
    unused: int
    is_turned: bool

    @property
    def price(self) -> float:
        """What the order of the words costs."""
        no_surname = self.places[0] < 0
        return PATRONYMIC_FIRST * self.is_turned + NO_SURNAME * no_surname + GIVEN_NAME_SKIPPED * self.skips_given_name

    @property
    def skips_given_name(self) -> bool:
        """A word is taken for the patronymic and none for the given name."""
        return self.places[2] >= 0 > self.places[1]


@lru_cache(maxsize=256)
def assignments(spans: Spans, words: int) -> tuple[Assignment, ...]:
    """Every way to give spans of the query to the parts of a name, no word twice."""
    found = []
    choices = range(-1, len(spans))
    for surname in choices:
        for given in choices:
            for patronymic in choices:
                chosen = [spans[place] for place in (surname, given, patronymic) if place >= 0]
                used = [word for span in chosen for word in span]
                if used and len(set(used)) == len(used):
                    turned = given >= 0 and patronymic >= 0 and spans[patronymic] < spans[given]
                    found.append(Assignment((surname, given, patronymic), words - len(used), turned))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Scored:
    """Postings with the evidence of each, its level, the number of the assignment that gave it, and what that tells."""

    evidence: Floats
    levels: Numbers
    assignment: Numbers
    surname: Floats  # the evidence of the surname alone
    open: Numbers  # how many parts of the record the query does not name


@dataclass(frozen=True, slots=True)
class Ways:
    """All assignments of a query, column by column."""

    places: Numbers  # way × role
    unused: Numbers
    filled: Numbers
    losses: Floats  # way × number of parts in the record
    is_partial: NDArray[np.bool_]


@lru_cache(maxsize=256)
def ways_of(spans: Spans, words: int) -> Ways:
    """The assignments in the form in which all postings are tried at once."""
    ways = assignments(spans, words)
    places = np.array([one.places for one in ways], dtype=np.int64)
    filled, unused = (places >= 0).sum(axis=1), np.array([one.unused for one in ways])
    price = np.array([[one.price] for one in ways])
    is_partial = np.array([one.unused > 0 or one.skips_given_name for one in ways])
    return Ways(places, unused, filled, price + missing(filled[:, None], unused[:, None]), is_partial)


def score_postings(rows: Numbers, spans: Spans, matches: Sequence[Matches], words: int) -> Scored:
    """The best assignment for every posting (columns surname, given name, patronymic, record, kind)."""
    evidence, level = look_up(rows, matches)
    ways = ways_of(spans, words)
    places = ways.places
    present = (rows[:, :3] > 0).sum(axis=1)
    total = evidence[places[:, 0], 0] + evidence[places[:, 1], 1] + evidence[places[:, 2], 2]
    total -= ways.losses[:, present]
    choice, each = total.argmax(axis=0), np.arange(len(rows))
    best = total[choice, each] - HALF_NAME * (rows[:, 4] == HALF)
    chosen = places[choice]
    worst = np.maximum.reduce([level[chosen[:, role], role, each] for role in range(3)])
    worst[ways.is_partial[choice]] = ANY
    not_named = np.maximum(present - ways.filled[choice], 0)
    return Scored(best, worst, choice, evidence[chosen[:, 0], 0, each], not_named)


def look_up(rows: Numbers, matches: Sequence[Matches]) -> tuple[Floats, Numbers]:
    """Evidence and level of every span (the last stands for none) in every role of every posting."""
    parts = rows[:, :3].T.ravel()
    evidence = np.zeros((len(matches) + 1, len(parts)))
    level = np.zeros((len(matches) + 1, len(parts)), dtype=np.int64)
    for place, own in enumerate(matches):
        evidence[place], level[place] = own.of(parts)
    shape = (len(matches) + 1, 3, len(rows))
    return evidence.reshape(shape), level.reshape(shape)


def missing(filled: Numbers, unused: Numbers) -> Floats:
    """What is lost for words without a place, dearer where the record has another part: way × parts in the record."""
    contradicted = np.clip(np.arange(4) - filled, 0, unused)
    lost: Floats = contradicted * WORD_CONTRADICTED + (unused - contradicted) * WORD_MISSING
    return lost
