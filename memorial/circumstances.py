"""Does the rest agree? Birth year and place of a record as evidence beside the name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from memorial.bulk import numbers, select
from memorial.evidence import Reason, reason
from memorial.query import SearchQuery

# Nats. Sources often differ by a year; ten years off is another person more often than a slip.
YEAR_AGREES, ONE_OFF, FEW_OFF, FAR_OFF = 2.0, 1.0, -1.0, -4.0
FEW_YEARS = 5
PLACE_AGREES, PLACE_DIFFERS = 2.0, -0.7  # a place can be named by village, district or region
VOWELS = "аеёиоуыэюяй"
SHORTEST_STEM = 4
WIDEST_RANGE = 10  # years between the first and the last day of a birth date; hardly any is wider


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says of birth and places."""

    born: str | None
    first_year: int | None
    last_year: int | None
    place: str | None


def facts_of(session: Session, record_ids: Iterable[int], query: SearchQuery) -> dict[int, Facts]:
    """The facts of these records; places only when the query asks for one."""
    ids = numbers(record_ids)
    rows = select(
        session, f"SELECT id, birth_edtf, birth_earliest, birth_latest FROM victim_record WHERE id IN ({ids})"
    )
    places = places_agreeing(session, f"r.id IN ({ids})", query.place) if query.place else {}
    return {row[0]: Facts(row[1], year_of(row[2]), year_of(row[3]), places.get(row[0])) for row in rows}


def places_agreeing(session: Session, condition: str, place: str) -> dict[int, str]:
    """Those of the records whose birth place or residence holds the words, with the place as printed."""
    wanted, values = place_condition(place)
    rows = select(
        session,
        "SELECT r.id, p.printed FROM victim_record r JOIN place p ON p.id IN (r.birth_place_id, r.residence_place_id) "
        f"WHERE {condition} AND {wanted} ORDER BY r.id, p.id",
        values,
    )
    return dict(reversed(rows))


def place_condition(place: str) -> tuple[str, list[str]]:
    """SQL for a printed place `p` that holds the word in any case form: «Москва» finds «г. Москве»."""
    stem = stem_of(place)
    writings = list(dict.fromkeys([stem, stem.lower(), stem.capitalize(), stem.title(), stem.upper()]))
    return "(" + " OR ".join(["p.printed LIKE ? ESCAPE '!'"] * len(writings)) + ")", [
        f"%{like(one)}%" for one in writings
    ]


def birth_condition(born: tuple[int, int]) -> str:
    """SQL for a record `r` that may be born in these years."""
    first, last = (min(max(year, 1), 9999) for year in born)
    widest = max(1, first - WIDEST_RANGE)  # so that the index on the first day serves
    return (
        f"r.birth_earliest BETWEEN '{widest:04d}-01-01' AND '{last:04d}-12-31' "
        f"AND r.birth_latest >= '{first:04d}-01-01'"
    )


def stem_of(place: str) -> str:
    """The place without the vowels that change in grammatical cases."""
    words = " ".join(place.split())
    stem = words.rstrip(VOWELS)
    return stem if len(stem) >= SHORTEST_STEM else words


def like(word: str) -> str:
    """The word with LIKE's own signs disarmed."""
    return "".join("!" + sign if sign in "!%_" else sign for sign in word)


def year_of(day: Any) -> int | None:
    """The year of a date as the driver gives it."""
    return int(str(day)[:4]) if day else None


def weigh(facts: Facts, query: SearchQuery) -> list[Reason]:
    """What the facts say for or against the record."""
    told = []
    if query.born:
        told.append(weigh_birth(facts, query.born))
    if query.place:
        agrees = facts.place is not None
        told.append(
            reason("place_agrees", PLACE_AGREES, place=str(facts.place))
            if agrees
            else reason("place_differs", PLACE_DIFFERS)
        )
    return told


def weigh_birth(facts: Facts, asked: tuple[int, int]) -> Reason:
    """Birth years agree. Sources often differ by a year, so one year off still counts."""
    if facts.first_year is None or facts.last_year is None:
        return reason("born_unknown")
    off = max(0, facts.first_year - asked[1], asked[0] - facts.last_year)
    year = str(facts.first_year) if facts.first_year == facts.last_year else f"{facts.first_year}–{facts.last_year}"
    if off == 0:
        return reason("born_as_asked", YEAR_AGREES, year=year)
    if off == 1:
        return reason("born_one_off", ONE_OFF, year=year)
    return reason("born_off", FEW_OFF if off <= FEW_YEARS else FAR_OFF, year=year, years=str(off))


def total(told: Sequence[Reason]) -> float:
    """The evidence of several reasons together."""
    return sum(one.score for one in told)
