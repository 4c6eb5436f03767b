"""Which body sentenced? Kind, jurisdiction, date and charge from the printed words."""

from dataclasses import dataclass
from functools import lru_cache

from memorial.body_dates import split_body
from memorial.body_kinds import WordsOfKind, kind_of, organ_of, words_of_kind
from memorial.body_words import spell
from memorial.dates import PartialDate
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
    words = _words(parts.body or "")
    kind = kind_of(words, parts.date)
    return BodyReading(
        text,
        parts.body,
        kind.code,
        _where(words.spelled, kind.code),
        parts.date,
        parts.charge,
        kind.rule,
        organ_of(words, parts.date),
    )


@lru_cache(maxsize=65_536)
def _words(body: str) -> WordsOfKind:
    return words_of_kind(spell(body))


@lru_cache(maxsize=65_536)
def _where(spelled: str, kind: str) -> str | None:
    return None if kind == "unknown" else jurisdiction_of(spelled, kind)
