"""Which body sentenced? Kind, jurisdiction, date and charge from the printed words."""

from dataclasses import dataclass
from functools import lru_cache

from memorial.body_dates import split_body
from memorial.body_kinds import kind_of
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


def read_body(text: str) -> BodyReading:
    """The body, its date and the charge in «body date, обв.: charge»; never fails, `unknown` when none is named."""
    parts = split_body(text)
    kind, jurisdiction, rule = _read(parts.body or "", parts.date)
    return BodyReading(text, parts.body, kind, jurisdiction, parts.date, parts.charge, rule)


@lru_cache(maxsize=65_536)
def _read(body: str, when: PartialDate | None) -> tuple[str, str | None, str]:
    spelled = spell(body)
    kind = kind_of(spelled, when)
    return kind.code, None if kind.code == "unknown" else jurisdiction_of(spelled, kind.code), kind.rule
