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
def assignments(spans: tuple[tuple[int, ...], ...], words: int) -> tuple[Assignment, ...]:
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
    if match.part.text == match.form.written:
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


def score_postings(
    rows: Numbers, spans: tuple[tuple[int, ...], ...], scores: Sequence[PartScores], words: int
) -> Scored:
    """The best assignment for every posting (columns surname, given name, patronymic …)."""
    looked_up = [[score.of(rows[:, role]) for role in range(3)] for score in scores]
    present = (rows[:, :3] > 0).sum(axis=1)
    best = np.full(len(rows), NO_MATCH)
    level = np.full(len(rows), ANY, dtype=np.int64)
    choice = np.full(len(rows), NONE, dtype=np.int64)
    for number, one in enumerate(assignments(spans, words)):
        evidence, worst = assigned(one, looked_up, present)
        better = evidence > best
        best = np.where(better, evidence, best)
        level = np.where(better, worst, level)
        choice = np.where(better, number, choice)
    return Scored(best, level, choice)


def assigned(
    one: Assignment, looked_up: Sequence[Sequence[tuple[Floats, Numbers]]], present: Numbers
) -> tuple[Floats, Numbers]:
    """Evidence and level of every posting under one assignment."""
    filled = [(place, role) for role, place in enumerate(one.places) if place >= 0]
    evidence = sum((looked_up[place][role][0] for place, role in filled), start=np.zeros(len(present)))
    level = np.zeros(len(present), dtype=np.int64)
    for place, role in filled:
        level = np.maximum(level, looked_up[place][role][1])
    if one.unused:
        contradicted = np.clip(present - len(filled), 0, one.unused)
        evidence -= contradicted * WORD_CONTRADICTED + (one.unused - contradicted) * WORD_MISSING
        level = np.full_like(level, ANY)
    if one.is_turned:
        evidence -= PATRONYMIC_FIRST
    return evidence, level
