"""Who could be meant? For every word of the query the name parts that share a key with one of its forms.

Wide and cheap: the keys bring a few hundred parts, the skeletons choose the best, the letter table prices those.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel
from sqlmodel import Session

from memorial.bulk import numbers, select, select_where_in
from memorial.callings import GIVEN_NAME, PATRONYMIC, SURNAME
from memorial.correspondences import prices_of_all
from memorial.equivalents import KnownName, equivalents, find_spellings
from memorial.forms import Form, forms_of
from memorial.name_keys import keys, skeleton
from memorial.readings import in_cyrillic

KEPT = 60  # parts of each role that go on to be priced
LEAST_LIKE = 0.45  # skeletons less alike never won
LETTER = 2.9  # what a letter of the query is worth: minus the logarithm of how often it is met
LEAST_EVIDENCE = -2.0  # a part with less is no candidate
GIVEN_NAMES_TRIED = 6  # nearest names of the table whose equivalents are looked up
INITIAL_EVIDENCE = 1.6
MOST_BY_PATTERN = 400
LAST_LETTER = "\uffff"


@dataclass(frozen=True, slots=True)
class Part:
    """A different name part as the index holds it."""

    id: int
    role: int
    text: str
    uses: int


Roads = dict[str, tuple[float, str, KnownName]]  # a given name → what it costs, over which spelling, by which row


@dataclass(frozen=True, slots=True)
class Match:
    """A part for a span of the query: the evidence for it (nats) and by what road it was reached."""

    part: Part
    form: Form
    price: float
    through: str = ""  # the spelling of the table whose equivalent the part is
    step: KnownName | None = None

    @property
    def evidence(self) -> float:
        """How much more likely the word is when this part is meant than by chance."""
        if self.form.reason == "initial":
            return INITIAL_EVIDENCE
        return LETTER * len(self.form.written) - self.price


def find_matches(session: Session, spans: Sequence[str]) -> list[list[Match]]:
    """For each span of the query its matches, the best road to each part only."""
    asked = [(place, form) for place, span in enumerate(spans) for form in forms_of(span)]
    parts = chosen(found_by_keys(session, asked), [form for _, form in asked])
    spellings = [find_spellings(form.skeletons) for _, form in asked]
    prices = prices_of_all(
        [form.text for _, form in asked],
        [[in_cyrillic(part.text) for part in own] + named for own, named in zip(parts, spellings, strict=True)],
    )
    best: list[dict[int, Match]] = [{} for _ in spans]
    roads: list[Roads] = []
    for (place, form), own, named, costs in zip(asked, parts, spellings, prices, strict=True):
        for part, price in zip(own, costs.tolist(), strict=False):
            keep_best(best[place], Match(part, form, price + form.price))
        roads.append(roads_from(form, named, costs[len(own) :].tolist()))
    for place, match in through_equivalents(session, asked, roads):
        keep_best(best[place], match)
    return [[match for match in found.values() if match.evidence > LEAST_EVIDENCE] for found in best]


def found_by_keys(session: Session, asked: Sequence[tuple[int, Form]]) -> list[Part]:
    """The parts that share a key with any of the forms; asked in one statement."""
    wanted = {key for _, form in asked for bones in form.skeletons for key in keys(bones)}
    statement = (
        "SELECT id, role, text, uses FROM name_part WHERE id IN (SELECT part_id FROM name_key WHERE key IN ({}))"
    )
    return [Part(*row) for row in select(session, statement.format(numbers(wanted)))]


def keep_best(found: dict[int, Match], match: Match) -> None:
    """Keep the match unless the part was reached more cheaply."""
    if match.part.id not in found or match.price < found[match.part.id].price:
        found[match.part.id] = match


def chosen(parts: list[Part], forms: Sequence[Form]) -> list[list[Part]]:
    """For each form the parts of each role whose skeletons are most like its own."""
    if not parts:
        return [[] for _ in forms]
    bones = [skeleton(part.text) for part in parts]
    roles = np.array([part.role for part in parts])
    found = []
    for form in forms:
        alike = process.cdist(form.skeletons, bones, scorer=Indel.normalized_similarity, score_cutoff=LEAST_LIKE)
        places = most_alike(alike.max(axis=0, initial=0.0), roles)
        found.append([parts[place] for place in places])
    return found


def most_alike(alike: NDArray[np.float32], roles: NDArray[np.int64]) -> list[int]:
    """The places of the most alike parts of each role."""
    places: list[int] = []
    for role in (SURNAME, GIVEN_NAME, PATRONYMIC):
        own = np.flatnonzero((roles == role) & (alike > 0))
        places.extend(own[np.argsort(-alike[own], kind="stable")[:KEPT]].tolist())
    return places


def roads_from(form: Form, spellings: list[str], prices: list[float]) -> Roads:
    """The given names that are the same as a name of the table that the form may spell, and what each costs."""
    roads: Roads = {}
    for price, spelling in sorted(zip(prices, spellings, strict=True))[:GIVEN_NAMES_TRIED]:
        if price > LETTER * len(form.written):
            break
        for other, (step_price, row) in equivalents(spelling).items():
            total = price + step_price + form.price
            if other not in roads or total < roads[other][0]:
                roads[other] = (total, spelling, row)
    return roads


def through_equivalents(
    session: Session, asked: Sequence[tuple[int, Form]], roads: Sequence[Roads]
) -> Iterator[tuple[int, Match]]:
    """Matches over the table of given names, for all forms in one statement."""
    names = sorted(set().union(*roads))
    statement = f"SELECT id, role, text, uses FROM name_part WHERE role = {GIVEN_NAME} AND text IN"
    parts = {row[2]: Part(*row) for row in select_where_in(session, statement, names)}
    for (place, form), own in zip(asked, roads, strict=True):
        for name in own.keys() & parts.keys():
            total, spelling, row = own[name]
            yield place, Match(parts[name], form, total, spelling, row)


def initials(session: Session, letter: str) -> list[Match]:
    """Given names and patronymics that begin with the letter."""
    form = Form(letter, letter, reason="initial")
    statement = "SELECT id, role, text, uses FROM name_part WHERE role > 0 AND substr(text, 1, 1) IN"
    rows = select_where_in(session, statement, heads(letter))
    return [Match(Part(*row), form, 0.0) for row in rows]


def heads(letter: str) -> list[str]:
    """The Russian letters that a name written with this initial may begin with."""
    found = sorted({reading[:1] for reading in replace(Form(letter, letter)).readings.values()})
    return [one for one in found if one.isalpha()] or ["_"]


def quoted(session: Session, word: str) -> list[Match]:
    """The parts that are written just so."""
    rows = select(session, "SELECT id, role, text, uses FROM name_part WHERE role IN (0, 1, 2) AND text = ?", (word,))
    return [Match(Part(*row), Form(word, word), 0.0) for row in rows]


def met_by_pattern(session: Session, pattern: str) -> list[Match]:
    """The parts that meet a pattern with * for any letters and ? for one, the most frequent first."""
    letters = re.split(r"[*?]", pattern)
    form = Form("".join(letters), pattern, reason="pattern")
    found: dict[int, Match] = {}
    for reading in Form(pattern, pattern).readings.values():
        wanted = reading.replace("*", "%").replace("?", "_")
        head = re.split(r"[%_]", wanted)[0]
        rows = select(
            session,
            "SELECT id, role, text, uses FROM name_part WHERE role IN (0, 1, 2) AND text >= ? AND text < ? "
            "AND text LIKE ? ORDER BY uses DESC LIMIT ?",
            (head, head + LAST_LETTER, wanted, MOST_BY_PATTERN),
        )
        found.update((row[0], Match(Part(*row), form, 0.0)) for row in rows)
    return list(found.values())
