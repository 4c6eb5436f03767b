"""Which spellings were tried, and which surnames stand nearest? What a reader sees of the way a search took."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from memorial.bulk import select_where_in
from memorial.callings import SURNAME
from memorial.candidates import find_matches
from memorial.forms import forms_of
from memorial.matches import EXACT, LETTER, Matches
from memorial.query import read_words
from memorial.reasons import shown

MOST_SPELLINGS = 4  # the least likely readings only confuse
MOST_WORDS = 3  # a name has hardly more parts, and a list of lists cannot be read
LEAST_LIKE = 0.5  # of the evidence of the very same word: Мезенцев is not near to Кузнецов


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A surname of the index near to a word of the query, and how many name forms carry it."""

    surname: str
    uses: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A word of the query, the Russian spellings under which it was looked for, and the surnames near to it."""

    word: str
    spellings: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]


def tried(session: Session, text: str, most: int) -> list[Tried]:
    """For each word of the query that may be a surname what was tried, and the nearest surnames, at most so many."""
    words = [word.text for word in read_words(text) if word.is_plain]
    matched = list(zip(words, find_matches(session, words) if words else (), strict=True))
    surnames = [one for one in matched if not _is_given_name(one[1])] or matched
    found = []
    for word, matches in surnames[:MOST_WORDS]:
        ids, evidence, _uses = matches.best_of_role(SURNAME)
        nearest = ids[evidence >= LEAST_LIKE * LETTER * len(word)][:most].tolist()
        found.append(Tried(shown(word), _spellings(word), tuple(_neighbours(session, nearest))))
    return found


def _is_given_name(matches: Matches) -> bool:
    """Whether the word stands just so among the given names or patronymics of the index, and not among the surnames."""
    exact = matches.roles[matches.levels == EXACT]
    return bool((exact > SURNAME).any()) and not (exact == SURNAME).any()


def _spellings(word: str) -> tuple[str, ...]:
    """Every Russian spelling of the word, without the word itself."""
    readings = (reading for form in forms_of(word) for reading in form.readings.values())
    return tuple(dict.fromkeys(shown(one) for one in readings if one != word))[:MOST_SPELLINGS]


def _neighbours(session: Session, ids: Sequence[int]) -> list[Neighbour]:
    """The surnames of these numbers, in their order."""
    rows = select_where_in(session, "SELECT id, text, uses FROM name_part WHERE id IN", ids)
    known = {row[0]: Neighbour(shown(row[1]), row[2]) for row in rows}
    return [known[one] for one in ids if one in known]
