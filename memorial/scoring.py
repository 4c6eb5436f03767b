"""How well does a record answer the query? Every word of the query finds its place in the name, or finds none.

All figures are evidence in nats: how many times likelier (as a logarithm) the query is if this record is meant than by
chance. Evidence of the parts adds up; what is missing lowers it, what contradicts lowers it more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from memorial.candidates import Match

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Spans = tuple[tuple[int, ...], ...]  # words of the query that are taken together

WORD_MISSING = 2.0  # a word of the query, and the record has no part for it
WORD_CONTRADICTED = 4.5  # a word of the query, and the record's part is another
PATRONYMIC_FIRST = 0.6  # a patronymic before the given name is rarely meant
EXACT, SPELLING, SOUND, ANY = range(4)
LEVELS = ("exact", "spelling", "sound", "any")
NONE = -1
NO_MATCH = -99.0

# Prices a letter up to which a match is the same name in another spelling, or sounds the same.
SPELLING_A_LETTER, SPELLING_MOST = 1.0, 5.5
SOUND_A_LETTER = 1.8


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which span of the query is the surname, the given name, the patronymic; −1 for none."""

    places: tuple[int, int, int]
    unused: int
    is_turned: bool


@lru_cache(maxsize=64)
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
    """Postings with the evidence of each, its level, and the assignment that gave it."""

    evidence: Floats
    level: Numbers
    assignment: Numbers


def level_of(match: Match) -> int:
    """How the part and the written word are the same: exactly, in spelling, in sound, or otherwise."""
    if match.part.text == match.form.written or match.form.reason == "pattern":
        return EXACT
    if match.form.reason == "initial":
        return SPELLING
    if match.step is not None:
        return ANY
    letters = max(len(match.form.written), len(match.part.text))
    if match.price <= min(SPELLING_MOST, SPELLING_A_LETTER * letters):
        return SPELLING
    return SOUND if match.price <= SOUND_A_LETTER * letters else ANY


class PartScores:
    """The matches of one span as arrays, to be looked up for many postings at once."""

    def __init__(self, matches: Sequence[Match]) -> None:
        ordered = sorted(matches, key=lambda match: match.part.id)
        self.ids = np.array([match.part.id for match in ordered] + [2**40], dtype=np.int64)
        self.evidence = np.array([match.evidence for match in ordered] + [NO_MATCH])
        self.level = np.array([level_of(match) for match in ordered] + [ANY], dtype=np.int64)
        self.by_id = {match.part.id: match for match in ordered}

    def of(self, parts: Numbers) -> tuple[Floats, Numbers]:
        """Evidence and level of each part; parts that are no match have none."""
        places = np.searchsorted(self.ids, parts)
        hit = self.ids[places] == parts
        return np.where(hit, self.evidence[places], NO_MATCH), np.where(hit, self.level[places], ANY)


def score_postings(rows: Numbers, spans: Spans, scores: Sequence[PartScores], words: int) -> Scored:
    """The best assignment for every posting (columns surname, given name, patronymic …)."""
    evidence, level = look_up(rows, scores)
    ways = assignments(spans, words)
    places = np.array([one.places for one in ways], dtype=np.int64)
    total = sum((evidence[places[:, role], role] for role in range(3)), start=np.zeros((len(ways), len(rows))))
    worst = np.maximum.reduce([level[places[:, role], role] for role in range(3)])
    total -= missing(ways, (rows[:, :3] > 0).sum(axis=1))
    worst[[one.unused > 0 for one in ways]] = ANY
    choice = total.argmax(axis=0)
    each = np.arange(len(rows))
    return Scored(total[choice, each], worst[choice, each], choice)


def look_up(rows: Numbers, scores: Sequence[PartScores]) -> tuple[Floats, Numbers]:
    """Evidence and level of every span (the last stands for none) in every role of every posting."""
    evidence = np.zeros((len(scores) + 1, 3, len(rows)))
    level = np.zeros((len(scores) + 1, 3, len(rows)), dtype=np.int64)
    for place, score in enumerate(scores):
        for role in range(3):
            evidence[place, role], level[place, role] = score.of(rows[:, role])
    return evidence, level


def missing(ways: Sequence[Assignment], present: Numbers) -> Floats:
    """What each way loses: words without a place, dearer where the record has another part, and a turned order."""
    unused = np.array([[one.unused] for one in ways])
    filled = np.array([[sum(place >= 0 for place in one.places)] for one in ways])
    turned = np.array([[one.is_turned] for one in ways])
    contradicted = np.clip(present - filled, 0, unused)
    lost: Floats = contradicted * WORD_CONTRADICTED + (unused - contradicted) * WORD_MISSING
    return lost + turned * PATRONYMIC_FIRST
