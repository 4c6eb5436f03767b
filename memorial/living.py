"""May this person be alive? Born less than a hundred years ago, and no source tells of the death."""

from collections.abc import Iterable
from datetime import date

# Whoever is not known to have died counts as alive for so long.
YEARS = 100
DEATHS = frozenset({"execution", "death", "burial"})


def today() -> date:
    """The day on which we are asked."""
    return date.today()


def withheld_until(birth_latest: date | None, events: Iterable[str], death_told: bool, day: date) -> date | None:
    """The day from which a record may be shown; None when it may be shown on the given day.

    Takes the last day that the birth date allows, the kinds of the events, and whether a family was told of a death.
    A death sentence is no death: it may have been commuted. Where no birth is recorded, nobody is withheld.
    """
    if birth_latest is None or death_told or birth_latest.year + YEARS < day.year or not DEATHS.isdisjoint(events):
        return None
    opens = hundredth_birthday(birth_latest)
    return opens if opens > day else None


def hundredth_birthday(birth: date) -> date:
    """The day on which a hundred years have passed; for a leap day the first of March, where the year has none."""
    try:
        return birth.replace(year=birth.year + YEARS)
    except ValueError:
        return date(birth.year + YEARS, 3, 1)
