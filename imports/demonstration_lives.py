"""What may have befallen them? One invented life for each printed form of a sentencing body."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from imports.demonstration_styles import Facts

TABLES = Path(__file__).parent / "demonstration_tables"
SEED = "Вымышленная книга памяти"
# Governorates, the birthplaces of the tables, end with the Revolution; the stories have the young.
LAST_BIRTH_YEAR = 1917
# Nobody of the tables is held longer: the camps of the time let the last of them go in 1956.
LAST_RELEASE = date(1956, 6, 30)

Table = dict[str, Any]


@cache
def tables_of(name: str) -> Table:
    """One TOML table, without its reason."""
    table = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))
    del table["because"]
    return table


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """One CSV table, row by row."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def courts() -> Iterator[tuple[Table, str, Random]]:
    """Each printed form of each court with its own chance, so that a new court changes no other life."""
    for row in tables_of("courts")["court"]:
        court = {"lives": 1, **tables_of("courts")["habits"][row["kind"]], **row}
        for turn, printed in enumerate(court["printed"] * court["lives"]):
            chance = Random(f"{SEED} {court['kind']} {court['region']} {court['from']} {turn}")
            yield court | {"turn": turn}, printed, chance


def live(court: Table, printed: str, chance: Random) -> Facts:
    """One invented life that this court met: who it was, what was done, how it ended, what was undone."""
    sentenced = _day_between(court["from"], court["to"], chance)
    life: Facts = {"sentencing_body": printed, "sentencing_date": sentenced, "charge": chance.choice(court["charges"])}
    life |= _person(court, sentenced, chance)
    life |= _beginning(court, sentenced, chance)
    life |= _punishment(court, life, chance)
    life |= _told_to_family(life, chance)
    life |= _rehabilitation(court, life, chance)
    return life


def _person(court: Table, sentenced: date, chance: Random) -> Facts:
    who = _draw_who(court, sentenced, chance)
    facts = _name(who, chance) | _birth(court, sentenced, chance)
    facts |= {"sex": "ж" if who.woman else "м", "nationality": _gendered(who.table["forms"], who.woman)}
    facts |= {"birth_place": _birth_place(court, who, chance)}
    return facts | _standing(court, who, chance)


@dataclass(frozen=True, slots=True)
class Who:
    """What must be known of a person before a name and a trade can be drawn."""

    people: str
    woman: bool
    setting: str
    year: int

    @property
    def table(self) -> Table:
        """Names and birthplaces of this people."""
        people: Table = tables_of("peoples")[self.people]
        return people


def _draw_who(court: Table, sentenced: date, chance: Random) -> Who:
    people = chance.choice(court["peoples"].split())
    townsfolk = tables_of("peoples")[people].get("townsfolk", 30)
    setting = "town" if chance.random() * 100 < townsfolk else "village"
    return Who(people, chance.random() * 100 < court["women"], court.get("setting", setting), sentenced.year)


def _name(who: Who, chance: Random) -> Facts:
    name: Facts = {"surname": _gendered(chance.choice(who.table["surnames"].split(", ")), who.woman)}
    name["given_name"] = chance.choice(who.table["women" if who.woman else "men"].split(", "))
    if "patronymics" in who.table:
        name["patronymic"] = _gendered(chance.choice(who.table["patronymics"].split(", ")), who.woman)
    return name


def _birth(court: Table, sentenced: date, chance: Random) -> Facts:
    youngest, oldest = court.get("ages", (20, 64))
    year = min(sentenced.year - chance.randint(youngest, oldest), LAST_BIRTH_YEAR)
    day = _day_between(date(year, 1, 1), date(year, 12, 31), chance)
    printed: list[Facts] = [
        {"birth_date": f"{year} г."},
        {"birth_date": str(year)},
        {"birth_date": day},
        {"birth_date": f"ок. {year}"},
        {"age": str(sentenced.year - year - 1)},
    ]
    return chance.choices(printed, (40, 20, 30, 4, 6))[0]


def _birth_place(court: Table, who: Who, chance: Random) -> str:
    region = _region(court)
    if who.people in region["natives"].split() and chance.random() < 0.7:
        return region["birthplace"]
    places: str = who.table["birthplaces"]
    return chance.choice(places.split("; "))


def _standing(court: Table, who: Who, chance: Random) -> Facts:
    """Work, origin, schooling, party, family and home, as they go together."""
    fitting = [row for row in rows_of("occupations") if _works(row, who)]
    work = chance.choices(fitting, [3 if row["people"] else 1 for row in fitting])[0]
    sex = "women" if who.woman else "men"
    facts: Facts = {"occupation": work[sex], "residence": _residence(court, who)}
    extra: Facts = {
        "social_origin": work["social_origin"],
        "education": _gendered(work["education"], who.woman),
        "party": "б/п",
        "family": chance.choice(rows_of("families"))[sex],
    }
    return facts | {field: value for field, value in extra.items() if chance.random() < 0.5}


def _works(row: dict[str, str], who: Who) -> bool:
    fits = row["setting"] == who.setting and row["people"] in ("", who.people)
    return fits and int(row["from"]) <= who.year <= int(row["to"])


def _residence(court: Table, who: Who) -> str:
    """The village or the town; of soldiers and prisoners the nearest city."""
    column = who.setting if who.setting in ("village", "town") else "city"
    return _region(court)[column]


def _beginning(court: Table, sentenced: date, chance: Random) -> Facts:
    """The arrest before the sentence; an administrative order needs none."""
    if court["kind"] == "administrative":
        return {}
    day = sentenced - timedelta(days=chance.randint(*court["inquiry"]))
    told = chance.random()
    if told < 0.15:
        return {"arrest_date": day, "arrest_place": _region(court)["city"]}
    if told < 0.3:
        organ = next(row for row in rows_of("organs") if row["from"] <= day.isoformat() <= row["to"])
        return {"arrest_date": day, "arresting_body": organ["printed"]}
    return {"arrest_date": day}


def _punishment(court: Table, life: Facts, chance: Random) -> Facts:
    words = court["sentences"][court["turn"] % len(court["sentences"])]  # in turn: each is printed at least once
    sentence = next(row for row in rows_of("sentences") if row["printed"].split("/")[0] == words)
    facts: Facts = {"sentence": _gendered(sentence["printed"], life["sex"] == "ж")}
    ends = {
        "death": _execution,
        "camp": _captivity,
        "prison": _captivity,
        "exile": _exile,
        "special_settlement": _settlement,
        "dispossession": _dispossession,
        "dismissed": _dismissal,
    }
    end = ends.get(sentence["penalty"])
    told = life | facts | {"months": sentence["months"], "settlement_place": sentence["place"]}
    return facts | (end(court, told, chance) if end else {})


def _execution(court: Table, life: Facts, chance: Random) -> Facts:
    city = _region(court)["city"]
    facts: Facts = {"execution_date": _after(life["sentencing_date"], court["execution"], chance)}
    if chance.random() < 0.5:
        facts["execution_place"] = city
    if chance.random() < 0.2:
        facts["burial_place"] = f"{city}, Примерное кладбище (вымышленное)"
    return facts


def _captivity(court: Table, life: Facts, chance: Random) -> Facts:
    """A camp that stood at the time, and then freedom, death or silence."""
    sentenced, end = _day(life["sentencing_date"]), _end_of_term(life)
    camp, closed = _camp(court, life, chance)
    facts: Facts = {"imprisonment_place": camp} if camp else {}
    outcome = chance.random()
    if outcome < 0.45:
        return facts | {"release_date": end}
    last = min(end, closed)
    if outcome < 0.75 and last - sentenced > timedelta(days=200):
        death = _day_between(sentenced + timedelta(days=120), last, chance)
        return facts | {"death_date": death, "death_place": camp or "в заключении"}
    return facts


def _camp(court: Table, life: Facts, chance: Random) -> tuple[str, date]:
    """A camp with the day it closed; none for a prison, and often a book does not know."""
    sentenced = _day(life["sentencing_date"]).isoformat()
    standing = [row for row in rows_of("camps") if row["from"] <= sentenced <= row["to"]]
    if "camp" in court:
        standing = [row for row in standing if row["camp"] == court["camp"]]
    if not standing or "тюр" in str(life["sentence"]) or chance.random() > 0.7:
        return "", LAST_RELEASE
    row = chance.choice(standing)
    return row["camp"], date.fromisoformat(row["to"])


def _exile(court: Table, life: Facts, chance: Random) -> Facts:
    return {"release_date": _end_of_term(life)} if chance.random() < 0.5 else {}


def _settlement(court: Table, life: Facts, chance: Random) -> Facts:
    """Taken from the village within weeks; kulaks were freed from 1938 to 1947, peoples in 1955 and 1956."""
    sentenced = _day(life["sentencing_date"])
    first, last = (1938, 1947) if sentenced.year < 1937 else (1955, 1956)
    facts: Facts = {"deportation_date": _after(sentenced, (0, 12), chance), "deportation_place": life["residence"]}
    if life["settlement_place"]:
        facts["settlement_place"] = life["settlement_place"]
    if chance.random() < 0.6:
        facts["release_date"] = _day_between(date(first, 1, 1), date(last, 6, 30), chance)
    return facts


def _dispossession(court: Table, life: Facts, chance: Random) -> Facts:
    return {"dispossession_date": life["sentencing_date"], "dispossession_place": life["residence"]}


def _dismissal(court: Table, life: Facts, chance: Random) -> Facts:
    return {"release_date": _after(life["sentencing_date"], (0, 5), chance)}


def _end_of_term(life: Facts) -> date:
    """A term counts from the arrest; where none is told, it ended with the camps."""
    if not life["months"]:
        return LAST_RELEASE
    began = _day(life.get("arrest_date", life["sentencing_date"]))
    return min(began + timedelta(days=round(int(str(life["months"])) * 30.44)), LAST_RELEASE)


def _told_to_family(life: Facts, chance: Random) -> Facts:
    """From 1955 families of the shot were told of a death in a camp, at a date that nobody had died."""
    if "execution_date" not in life or _day(life["execution_date"]).year not in (1937, 1938) or chance.random() > 0.1:
        return {}
    causes = ("воспаление лёгких", "кровоизлияние в мозг", "язва желудка", "паралич сердца")
    return {
        "told_death_date": _day_between(date(1941, 1, 1), date(1946, 12, 31), chance),
        "told_death_cause": chance.choice(causes),
        "told_when": f"{chance.choice((1955, 1956, 1957))} г., свидетельство ЗАГС",
    }


def _rehabilitation(court: Table, life: Facts, chance: Random) -> Facts:
    """One act of one wave, by a body of the region, after everything that was done."""
    ended = max(day for day in life.values() if isinstance(day, date)) + timedelta(days=60)
    ways = [row for row in rows_of("rehabilitations") if row["way"] == court["way"] and row["to"] > ended.isoformat()]
    told = [(row, row["body"].format(**_region(court)), row["ground"].format(**_region(court))) for row in ways]
    whole = [choice for choice in told if all(choice)]
    if not whole or "прекращено" in str(life["sentence"]) or chance.random() < 0.2:
        return {}
    row, body, ground = chance.choices(whole, [int(choice[0]["share"]) for choice in whole])[0]
    first = max(date.fromisoformat(row["from"]), ended)
    day = _day_between(first, date.fromisoformat(row["to"]), chance)
    return {"rehabilitation_date": day, "rehabilitating_body": body, "rehabilitation_ground": ground}


def _region(court: Table) -> dict[str, str]:
    return next(row for row in rows_of("regions") if row["key"] == court["region"])


def _gendered(pair: str, woman: bool) -> str:
    """The man's or the woman's form of «русский/русская»; a single form serves both."""
    return pair.split("/")[-1 if woman else 0]


def _day(value: str | date) -> date:
    if not isinstance(value, date):
        raise TypeError(f"“{value}” is no day; only days may be reckoned with.")
    return value


def _day_between(first: date, last: date, chance: Random) -> date:
    return first + timedelta(days=chance.randint(0, max((last - first).days, 0)))


def _after(value: str | date, days: tuple[int, int], chance: Random) -> date:
    return _day(value) + timedelta(days=chance.randint(*days))
