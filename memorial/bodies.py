"""Which body sentenced? Kind, jurisdiction, date and charge from the printed words."""

from dataclasses import dataclass
from functools import cache, lru_cache

from memorial.body_dates import BodyParts, split_body
from memorial.body_kinds import WordsOfKind, kind_of, organ_of, words_of_kind
from memorial.body_words import spell
from memorial.dates import PartialDate
from memorial.expert_tables import read_table
from memorial.jurisdictions import jurisdiction_of


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A sentencing body as printed and as read; `rule` tells how, absent pieces are None."""

    printed: str
    body: str | None
    kind: str
    jurisdiction: str | None
    date: PartialDate | None
    charge: str | None
    rule: str
    organ: str | None = None  # at which organ a Special Board sat


def read_body(text: str) -> BodyReading:
    """The body, its date and the charge in «body date, обв.: charge»; never fails, `unknown` when none is named."""
    parts = split_body(text)
    kind, jurisdiction, rule, organ = _corrected(parts.body) or _by_rules(parts)
    return BodyReading(text, parts.body, kind, jurisdiction, parts.date, parts.charge, rule, organ)


@lru_cache(maxsize=16_384)
def read_dated_body(text: str, when: PartialDate) -> BodyReading:
    """The body of a list that has a column for the date: the class of a troika depends on the day."""
    parts = _parts(text)
    parts = parts if parts.date else BodyParts(parts.body, when, parts.charge)
    kind, jurisdiction, rule, organ = _corrected(parts.body) or _by_rules(parts)
    return BodyReading(text, parts.body, kind, jurisdiction, parts.date, parts.charge, rule, organ)


def as_json(reading: BodyReading) -> dict[str, object]:
    """The reading under the keys of `read bodies`; the date as EDTF, None when absent or not understood."""
    date = reading.date.edtf or None if reading.date else None
    return {
        "kind": reading.kind,
        "jurisdiction": reading.jurisdiction,
        "date": date,
        "charge": reading.charge,
        "body": reading.body,
    }


@lru_cache(maxsize=65_536)
def _parts(text: str) -> BodyParts:
    return split_body(text)


def _corrected(body: str | None) -> tuple[str, str | None, str, str | None] | None:
    row = _corrections().get(_plain(body)) if body else None
    return (row["kind"], row["jurisdiction"] or None, "corrected", row["organ"] or None) if row else None


def _by_rules(parts: BodyParts) -> tuple[str, str | None, str, str | None]:
    words = _words(parts.body or "")
    kind = kind_of(words, parts.date)
    return kind.code, _where(words.spelled, kind.code), kind.rule, organ_of(words, parts.date)


@cache
def _corrections() -> dict[str, dict[str, str]]:
    """An archivist's readings of whole printed bodies; they go before every rule, so they survive a new import."""
    return {_plain(row["printed"]): row for row in read_table("body_corrections")}


def _plain(body: str) -> str:
    return " ".join(body.lower().split())


@lru_cache(maxsize=65_536)
def _words(body: str) -> WordsOfKind:
    return words_of_kind(spell(body))


@lru_cache(maxsize=65_536)
def _where(spelled: str, kind: str) -> str | None:
    return None if kind == "unknown" else jurisdiction_of(spelled, kind)
