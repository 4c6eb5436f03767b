"""In what order are the records shown? Exact before spelling before sound before any, and by evidence within each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memorial.asking import Question
from memorial.matches import ANY, Floats, Numbers
from memorial.scoring import Scored, assignments, ways_of

CAPS = np.array([100, 97, 92, 88])  # the highest score of each group
FLOORS = np.array([95, 80, 0, 0])
LEAST_SCORE = 15  # below that a record is not shown; a right one with many doubts may have as little
# Points taken from the score, not from the order. Measured on queries whose people were hidden: with these a record of
# somebody else is told from the right one more often (95 % of the right ones, not 92, where 5 % of the others pass).
SURNAME_UNLIKE, OTHER_NAME, PART_OPEN = 10, 5, 3
POINTS_A_NAT = 5  # of the score that a contradiction takes


@dataclass(frozen=True, slots=True)
class Ranked:
    """Records, each once by its best posting, the best first; scores are 0–100."""

    rows: Numbers
    evidence: Floats
    levels: Numbers
    assignment: Numbers
    scores: Numbers

    def taken(self, places: NDArray[np.generic]) -> "Ranked":
        """Some of the records, in the order of the places."""
        columns = (self.rows, self.evidence, self.levels, self.assignment, self.scores)
        return Ranked(*(column[places] for column in columns))

    def weighed(self, extra: Floats) -> "Ranked":
        """The same records with evidence beside the name, in their new order."""
        evidence = self.evidence + extra
        scores = np.maximum(0, self.scores + np.rint(POINTS_A_NAT * np.minimum(extra, 0))).astype(np.int64)
        weighed = Ranked(self.rows, evidence, self.levels, self.assignment, scores)
        return weighed.taken(np.lexsort((self.rows[:, 3], -evidence, self.levels)))


def rank(rows: Numbers, scored: Scored, question: Question) -> Ranked:
    """The records that hold every word that must be there, the best first."""
    order = np.lexsort((rows[:, 3], -scored.evidence, scored.levels))
    if required := {place for place, word in enumerate(question.words) if word.is_required}:
        ways = len(assignments(question.spans, len(question.words)))
        allowed = np.array([required <= question.used(way) for way in range(ways)], dtype=bool)
        order = order[allowed[scored.assignment[order]]]
    _, firsts = np.unique(rows[order, 3], return_index=True)
    order = order[np.sort(firsts)]
    evidence, levels = scored.evidence[order], scored.levels[order]
    scores = np.rint(100 * evidence / question.perfect - doubts(scored, question)[order]).astype(np.int64)
    scores = np.clip(np.maximum(np.minimum(scores, CAPS[levels]), FLOORS[levels]), 0, 100)
    return Ranked(rows[order], evidence, levels, scored.assignment[order], scores)


def doubts(scored: Scored, question: Question) -> Floats:
    """The points taken because the surname is unlike, a name is another one, or the record has more than was asked."""
    asked = ways_of(question.spans, len(question.words)).places[scored.assignment, 0]
    best = np.array([*map(question.perfect_of, question.spans), 1.0])[asked]
    unlike = np.where(asked >= 0, np.clip(1 - scored.surname / best, 0, 1), 0)
    points: Floats = SURNAME_UNLIKE * unlike + OTHER_NAME * (scored.levels == ANY) + PART_OPEN * scored.open
    return points
