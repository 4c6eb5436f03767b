"""Which records carry the candidate parts? The best surnames first, common ones only together with the given name."""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from sqlmodel import Session

from memorial.bulk import numbers, select
from memorial.callings import GIVEN_NAME, PATRONYMIC, SURNAME
from memorial.matches import Floats, Matches, Numbers, as_table

COLUMNS = "surname_id, given_name_id, patronymic_id, record_id, kind"
MOST_ROWS = 2500  # postings of rare surnames that are looked at
COMMON = 300  # a surname with more postings is only looked up together with the given name
MOST_COMMON_SURNAMES = 8
MOST_GIVEN_NAMES = 40
MOST_PAIRS = 8
MOST_OF_A_KIND = 3000


def find_postings(session: Session, found: Sequence[Matches], first: str = "") -> Numbers:
    """Postings that could answer the query, the likely ones surely among them; `first` are those not to be cut off."""
    ids, places, uses = surnames(found)
    rare = uses <= COMMON
    enough = np.cumsum(np.where(rare, uses, 0)) <= MOST_ROWS
    conditions = [f"surname_id IN ({numbers(ids[rare & enough].tolist())})"] if (rare & enough).any() else []
    often = list(common(ids[~rare][:MOST_COMMON_SURNAMES], places[~rare][:MOST_COMMON_SURNAMES], found))
    conditions.extend(f"{condition} AND {first}" for condition in often if first)
    return rows_where(session, [*conditions, *often])


def surnames(found: Sequence[Matches]) -> tuple[Numbers, Numbers, Numbers]:
    """Every surname candidate, those first that the whole query could fit best: numbers, places in the query, uses."""
    best = [float(own.evidence[own.roles > SURNAME].max(initial=0.0)) for own in found]
    columns: list[tuple[Numbers, Numbers, Numbers, Floats]] = []
    for place, own in enumerate(found):
        ids, evidence, uses = own.best_of_role(SURNAME)
        bound = evidence + sum(best) - best[place]
        columns.append((ids, np.full(len(ids), place), uses, bound))
    ids, places, uses, bounds = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(-bounds, kind="stable")
    _, firsts = np.unique(ids[order], return_index=True)
    order = order[np.sort(firsts)]
    return ids[order], places[order], uses[order]


def common(ids: Numbers, places: Numbers, found: Sequence[Matches]) -> Iterator[str]:
    """Conditions for the surnames that many carry."""
    for place in np.unique(places).tolist():
        wanted = f"surname_id IN ({numbers(ids[places == place].tolist())})"
        given = best_ids(found, GIVEN_NAME, place, MOST_GIVEN_NAMES)
        yield f"{wanted} AND given_name_id IN ({numbers(given)})" if given else wanted


def best_ids(found: Sequence[Matches], role: int, without: int, most: int) -> list[int]:
    """The likeliest parts of this role in the other words of the query."""
    columns = [own.best_of_role(role)[:2] for place, own in enumerate(found) if place != without]
    if not columns:
        return []
    ids, evidence = (np.concatenate(column) for column in zip(*columns, strict=True))
    return list(dict.fromkeys(ids[np.argsort(-evidence, kind="stable")].tolist()))[:most]


def without_surname(session: Session, found: Sequence[Matches]) -> Numbers:
    """Postings by given name and patronymic, for queries whose surname is missing or beyond recognition."""
    given = best_ids(found, GIVEN_NAME, -1, MOST_PAIRS)
    patronymics = best_ids(found, PATRONYMIC, -1, MOST_PAIRS)
    if not given or (len(found) > 1 and not patronymics):
        return np.zeros((0, 5), dtype=np.int64)
    condition = f"given_name_id IN ({numbers(given)})"
    if len(found) > 1:
        condition += f" AND patronymic_id IN ({numbers(patronymics)})"
    return rows_where(session, [condition])


def rows_where(session: Session, conditions: Sequence[str]) -> Numbers:
    """The postings under each condition."""
    statement = f"SELECT {COLUMNS} FROM name_posting WHERE"
    found = [select(session, f"{statement} {condition} LIMIT {MOST_OF_A_KIND}") for condition in conditions]
    return as_table(chain.from_iterable(found), 5)
