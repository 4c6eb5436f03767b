"""What kind of body is it? Rules from the words, and for troikas from the date."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from memorial.dates import PartialDate
from memorial.expert_tables import read_table

# What the words of a troika tell about its organ, in the order in which they count.
TROIKA_MARKERS = (
    ("militia", re.compile(r"милиц|\bу?ркм\b")),
    ("ogpu", re.compile(r"гпу|полномочн\w* представит|\bпп\b")),
    ("special", re.compile(r"\bос(?:об\w*)?\b|спецтройк")),
    ("nkvd", re.compile(r"нквд|угб")),
)
DOTS = re.compile(r"[.,;:()\[\]]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sentencing body and the name of the rule that told it."""

    code: str
    rule: str


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["kind"]) for row in read_table("body_kind_rules"))


@cache
def _placeholders() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("body_placeholders"))


@cache
def _troika_rules() -> tuple[dict[str, str], ...]:
    return tuple(read_table("body_troika_rules"))


def kind_of(spelled: str, when: PartialDate | None) -> Kind:
    """The kind of the body in these words; `unknown` without words, `other` when no rule knows them."""
    plain = " ".join(DOTS.sub(" ", spelled.lower()).split())
    if not plain or any(pattern.fullmatch(plain) for pattern in _placeholders()):
        return Kind("unknown", "no_body")
    for pattern, code in _rules():
        if pattern.search(plain):
            return _troika(plain, when) if code == "troika" else Kind(code, f"words_{code}")
    return Kind("other", "no_rule")


def _troika(plain: str, when: PartialDate | None) -> Kind:
    """The class of a troika depends on the organ it names and, where the table says so, on the date."""
    markers = [name for name, pattern in TROIKA_MARKERS if pattern.search(plain)]
    for rule in _troika_rules():
        if rule["marker"] in (*markers, "named") and _within(when, rule["from"], rule["to"]):
            dated = "_by_date" if rule["from"] or rule["to"] else ""
            return Kind(rule["kind"], f"troika_{rule['marker']}{dated}")
    return Kind("other", "troika_without_organ_and_date")


def _within(when: PartialDate | None, first: str, last: str) -> bool:
    """Whether the whole date lies within these days; an empty limit is open, no limits hold for any date."""
    if not first and not last:
        return True
    if when is None or when.earliest is None or when.latest is None:
        return False
    return (not first or when.earliest >= date.fromisoformat(first)) and (
        not last or when.latest <= date.fromisoformat(last)
    )
