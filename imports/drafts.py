"""What did we understand? The parts of a victim record before they have numbers in the database."""

from dataclasses import dataclass, field
from typing import NamedTuple

from memorial.articles import Article
from memorial.bodies import BodyReading
from memorial.dates import PartialDate


class NameDraft(NamedTuple):
    """One written form of the name."""

    kind: str
    part: str
    printed: str
    surname: str | None = None
    given_name: str | None = None
    patronymic: str | None = None


class EventDraft(NamedTuple):
    """One thing that befell the person."""

    kind: str
    date: PartialDate | None = None
    place: str | None = None
    body: BodyReading | None = None
    charge: str | None = None
    articles: tuple[Article, ...] = ()
    sentence: str | None = None
    penalty: str | None = None
    term_months: int | None = None
    sentence_category: str | None = None
    operation: str | None = None
    operation_basis: str | None = None
    basis: str = "stated"
    rule: str | None = None


class RehabilitationDraft(NamedTuple):
    """One act that cleared the person."""

    date: PartialDate | None = None
    body: str | None = None
    ground: str | None = None


class StatementDraft(NamedTuple):
    """What the family was told of the death."""

    date: PartialDate | None = None
    place: str | None = None
    cause: str | None = None
    told: str | None = None


class Doubt(NamedTuple):
    """A place in the row that a person should look at: which field, what is printed, which problem."""

    field: str | None
    printed: str | None
    problem: str


@dataclass(slots=True)
class RecordDraft:
    """Everything we understood of one entry."""

    words: dict[str, str | None] = field(default_factory=dict)
    birth: PartialDate | None = None
    birth_place: str | None = None
    residence: str | None = None
    sex: str | None = None
    sex_basis: str | None = None
    nationality: str | None = None
    household: str | None = None
    names: tuple[NameDraft, ...] = ()
    events: tuple[EventDraft, ...] = ()
    rehabilitations: tuple[RehabilitationDraft, ...] = ()
    statements: tuple[StatementDraft, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
