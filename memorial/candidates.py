"""Who could be meant? For every word of the query the name parts that share a key with one of its forms.

Wide and cheap: the keys bring a few hundred parts, the skeletons choose the best, the letter table prices those.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from sqlalchemy import bindparam, text
from sqlmodel import Session

from memorial.bulk import numbers
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


@dataclass(frozen=True, slots=True)
class Part:
    """A different name part as the index holds it."""

    id: int
    role: int
    text: str
    uses: int


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


def find_parts(session: Session, wanted: Iterable[int]) -> list[Part]:
    """The parts that have one of the keys."""
    rows = session.connection().exec_driver_sql(
        "SELECT id, role, text, uses FROM name_part WHERE id IN "
        f"(SELECT part_id FROM name_key WHERE key IN ({numbers(wanted)}))"
    )
    return [Part(*row) for row in rows]


def find_matches(session: Session, spans: Sequence[str]) -> list[list[Match]]:
    """For each span of the query its matches, the best road to each part only."""
    best: list[dict[int, Match]] = [{} for _ in spans]
    asked: list[tuple[int, Form, list[Part], list[str]]] = []
    for place, span in enumerate(spans):
        for form in forms_of(span):
            parts = chosen(find_parts(session, {key for bones in form.skeletons for key in keys(bones)}), form)
            asked.append((place, form, parts, find_spellings(form.skeletons)))
    prices = prices_of_all(
        [form.text for _, form, _, _ in asked],
        [[in_cyrillic(part.text) for part in parts] + spellings for _, _, parts, spellings in asked],
    )
    for (place, form, parts, spellings), costs in zip(asked, prices, strict=True):
        for part, price in zip(parts, costs.tolist(), strict=False):
            keep_best(best[place], Match(part, form, price + form.price))
        for match in through_equivalents(session, form, spellings, costs[len(parts) :].tolist()):
            keep_best(best[place], match)
    return [[match for match in found.values() if match.evidence > LEAST_EVIDENCE] for found in best]


def keep_best(found: dict[int, Match], match: Match) -> None:
    """Keep the match unless the part was reached more cheaply."""
    if match.part.id not in found or match.price < found[match.part.id].price:
        found[match.part.id] = match


def chosen(parts: list[Part], form: Form) -> list[Part]:
    """The parts of each role whose skeletons are most like those of the form."""
    if not parts:
        return []
    alike = process.cdist(
        form.skeletons, [skeleton(part.text) for part in parts], scorer=Indel.normalized_similarity
    ).max(axis=0)
    order = np.argsort(-alike, kind="stable")
    kept: dict[int, list[Part]] = {SURNAME: [], GIVEN_NAME: [], PATRONYMIC: []}
    for place in order.tolist():
        if alike[place] < LEAST_LIKE:
            break
        part = parts[place]
        if len(kept[part.role]) < KEPT:
            kept[part.role].append(part)
    return [part for own in kept.values() for part in own]


def through_equivalents(session: Session, form: Form, spellings: list[str], prices: list[float]) -> Iterable[Match]:
    """Given names that are the same as a name of the table that the form may spell."""
    nearest = sorted(zip(prices, spellings, strict=True))[:GIVEN_NAMES_TRIED]
    roads: dict[str, tuple[float, str, KnownName]] = {}
    for price, spelling in nearest:
        if price > LETTER * len(form.written):
            break
        for other, (step_price, row) in equivalents(spelling).items():
            total = price + step_price
            if total < roads.get(other, (99.0,))[0]:
                roads[other] = (total, spelling, row)
    for part in parts_of_text(session, GIVEN_NAME, list(roads)):
        total, spelling, row = roads[part.text]
        yield Match(part, form, total + form.price, spelling, row)


BY_TEXT = text("SELECT id, role, text, uses FROM name_part WHERE role = :role AND text IN :texts").bindparams(
    bindparam("texts", expanding=True)
)


def parts_of_text(session: Session, role: int, texts: list[str]) -> list[Part]:
    """The parts of this role that are written so."""
    if not texts:
        return []
    return [Part(*row) for row in session.execute(BY_TEXT, {"role": role, "texts": texts})]


def initials(session: Session, letter: str) -> list[Match]:
    """Given names and patronymics that begin with the letter."""
    form = Form(letter, letter, reason="initial")
    rows = session.connection().exec_driver_sql(
        "SELECT id, role, text, uses FROM name_part WHERE role > 0 AND substr(text, 1, 1) IN "
        f"({','.join(repr(one) for one in heads(letter))})"
    )
    return [Match(Part(*row), form, 0.0) for row in rows]


def heads(letter: str) -> list[str]:
    """The Russian letters that a name written with this initial may begin with."""
    found = sorted({reading[:1] for reading in replace(Form(letter, letter)).readings.values()})
    return [one for one in found if one.isalpha()] or ["_"]
