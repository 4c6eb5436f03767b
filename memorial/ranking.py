"""In what order are the records shown? Exact before spelling before sound before any, and by evidence within each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memorial.asking import Question
from memorial.matches import Floats, Numbers
from memorial.scoring import Scored, assignments

CAPS = np.array([100, 97, 92, 88])  # the highest score of each group
FLOORS = np.array([95, 80, 0, 0])
LEAST_SCORE = 30  # below that a record is not shown
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
    required = {place for place, word in enumerate(question.words) if word.is_required}
    ways = len(assignments(question.spans, len(question.words)))
    allowed = np.array([required <= question.used(way) for way in range(ways)], dtype=bool)
    order = np.lexsort((rows[:, 3], -scored.evidence, scored.levels))
    order = order[allowed[scored.assignment[order]]]
    _, firsts = np.unique(rows[order, 3], return_index=True)
    order = order[np.sort(firsts)]
    evidence, levels = scored.evidence[order], scored.levels[order]
    scores = np.rint(100 * evidence / question.perfect).astype(np.int64)
    scores = np.clip(np.maximum(np.minimum(scores, CAPS[levels]), FLOORS[levels]), 0, 100)
    return Ranked(rows[order], evidence, levels, scored.assignment[order], scores)
