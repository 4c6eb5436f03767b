"""Which records carry the candidate parts? The best surnames first, common ones only together with the given name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from memorial.bulk import numbers, select
from memorial.callings import GIVEN_NAME, PATRONYMIC, SURNAME
from memorial.candidates import Match

Numbers = NDArray[np.int64]
COLUMNS = "surname_id, given_name_id, patronymic_id, record_id, kind"
MOST_ROWS = 6000  # postings of rare surnames that are looked at
COMMON = 300  # a surname with more postings is only looked up together with the given name
MOST_COMMON_SURNAMES = 12
MOST_GIVEN_NAMES = 40
MOST_PAIRS = 12
MOST_OF_A_KIND = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """A surname that could be meant, and what the whole query could be worth with it."""

    match: Match
    place: int
    bound: float


def find_postings(session: Session, found: Sequence[Sequence[Match]], first: str = "") -> Numbers:
    """Postings that could answer the query, the likely ones surely among them; `first` are those not to be cut off."""
    choices = surnames(found)
    rare, total = [], 0
    for choice in choices:
        if choice.match.part.uses <= COMMON and total < MOST_ROWS:
            rare.append(choice.match.part.id)
            total += choice.match.part.uses
    conditions = [f"surname_id IN ({numbers(rare)})"] if rare else []
    often = list(common(choices, found))
    conditions.extend(f"{condition} AND {first}" for condition in often if first)
    conditions.extend(often)
    return rows_where(session, conditions)


def surnames(found: Sequence[Sequence[Match]]) -> list[Choice]:
    """Every surname candidate, those first that the whole query could fit best."""
    best_given = [max((m.evidence for m in own if m.part.role != SURNAME), default=0.0) for own in found]
    best: dict[int, Choice] = {}
    for place, own in enumerate(found):
        others = sum(value for other, value in enumerate(best_given) if other != place and value > 0)
        for match in own:
            if match.part.role == SURNAME:
                choice = Choice(match, place, match.evidence + others)
                if match.part.id not in best or best[match.part.id].bound < choice.bound:
                    best[match.part.id] = choice
    return sorted(best.values(), key=lambda choice: -choice.bound)


def common(choices: Sequence[Choice], found: Sequence[Sequence[Match]]) -> Iterator[str]:
    """Conditions for the surnames that many carry."""
    often = [choice for choice in choices if choice.match.part.uses > COMMON][:MOST_COMMON_SURNAMES]
    for place in {choice.place for choice in often}:
        ids = numbers(choice.match.part.id for choice in often if choice.place == place)
        given = best_ids(found, GIVEN_NAME, place, MOST_GIVEN_NAMES)
        if given:
            yield f"surname_id IN ({ids}) AND given_name_id IN ({numbers(given)})"
        else:
            yield f"surname_id IN ({ids})"


def best_ids(found: Sequence[Sequence[Match]], role: int, without: int, most: int) -> list[int]:
    """The likeliest parts of this role in the other words of the query."""
    matches = [m for place, own in enumerate(found) if place != without for m in own if m.part.role == role]
    matches.sort(key=lambda match: -match.evidence)
    return list(dict.fromkeys(match.part.id for match in matches))[:most]


def without_surname(session: Session, found: Sequence[Sequence[Match]]) -> Numbers:
    """Postings by given name and patronymic, for queries whose surname is missing or beyond recognition."""
    given = best_ids(found, GIVEN_NAME, -1, MOST_PAIRS)
    patronymics = best_ids(found, PATRONYMIC, -1, MOST_PAIRS)
    if not given:
        return np.zeros((0, 5), dtype=np.int64)
    condition = f"given_name_id IN ({numbers(given)})"
    if len(found) > 1:
        condition += f" AND patronymic_id IN ({numbers(patronymics)})"
    return rows_where(session, [condition])


def rows_where(session: Session, conditions: Sequence[str]) -> Numbers:
    """The postings under each condition, each once."""
    rows: list[tuple[int, ...]] = []
    for condition in conditions:
        statement = f"SELECT {COLUMNS} FROM name_posting WHERE {condition} LIMIT {MOST_OF_A_KIND}"
        rows.extend(select(session, statement))
    return np.array(rows or np.zeros((0, 5)), dtype=np.int64)
