"""What could each word of the query stand for? The question with the matches of its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from memorial.candidates import find_matches, initials, met_by_pattern, quoted
from memorial.matches import LETTER, Matches
from memorial.query import Word
from memorial.scoring import Spans, assignments

USUAL_PRICE = 0.3  # what a letter costs in a spelling that is quite in order
SYLLABLES = 8  # letters of two syllables of a Chinese or Korean name, at most


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything that was found for its words."""

    words: tuple[Word, ...]
    spans: Spans
    matches: list[Matches]

    @property
    def perfect(self) -> float:
        """The evidence of a record that says just what is asked, in an orderly spelling."""
        return self.perfect_of(range(len(self.words)))

    def perfect_of(self, span: Iterable[int]) -> float:
        """The evidence that these words bring at best."""
        return max(1.0, (LETTER - USUAL_PRICE) * sum(len(self.words[place].text) for place in span))

    def used(self, assignment: int) -> set[int]:
        """The words that have a place in this assignment."""
        places = assignments(self.spans, len(self.words))[assignment].places
        return {word for place in places if place >= 0 for word in self.spans[place]}


def ask(session: Session, words: tuple[Word, ...], wide: bool = False) -> Question:
    """Look up every word, and neighbours written together: «Чжун И» is one given name."""
    joined = [(place, place + 1) for place in range(len(words) - 1) if may_be_one(words, place)]
    spans = [*((place,) for place in range(len(words))), *joined]
    named = [span for span in spans if len(span) > 1 or words[span[0]].is_plain]
    texts = ["".join(words[place].text for place in span) for span in named]
    looked_up = dict(zip(named, find_matches(session, texts, wide), strict=True))
    for span in joined:
        if any(words[place].is_initial for place in span):
            looked_up[span] = looked_up[span].given_names()  # «Ivanov A.» is not Ivanova
    matches = [looked_up[span] if span in looked_up else special(session, words[span[0]]) for span in spans]
    return Question(words, tuple(spans), matches)


def may_be_one(words: tuple[Word, ...], place: int) -> bool:
    """Two short words of three or more: syllables of a Chinese or Korean name."""
    pair = words[place : place + 2]
    is_short = sum(len(one.text) for one in pair) <= SYLLABLES
    return (
        len(words) > 2 and is_short and not any(one.is_required for one in pair) and any(one.is_plain for one in pair)
    )


def special(session: Session, word: Word) -> Matches:
    """The parts for an initial, a pattern or a quoted word."""
    if word.is_initial:
        return initials(session, word.text)
    return met_by_pattern(session, word.text) if word.is_pattern else quoted(session, word.text)
