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


@dataclass(frozen=True, slots=True)
class WordsOfKind:
    """What the words alone tell: a kind, or `troika` with the organs that it names."""

    spelled: str
    code: str
    markers: tuple[str, ...] = ()


def words_of_kind(spelled: str) -> WordsOfKind:
    """What the words tell of the kind: `unknown` without words, `other` when no rule knows them."""
    plain = " ".join(DOTS.sub(" ", spelled.lower()).split())
    if not plain or any(pattern.fullmatch(plain) for pattern in _placeholders()):
        return WordsOfKind(spelled, "unknown")
    code = next((code for pattern, code in _rules() if pattern.search(plain)), "other")
    markers = tuple(name for name, pattern in TROIKA_MARKERS if pattern.search(plain)) if code == "troika" else ()
    return WordsOfKind(spelled, code, markers)


def organ_of(words: WordsOfKind, when: PartialDate | None) -> str | None:
    """At which organ a Special Board sat: the one it names, else the one that had a board on that day."""
    if words.code != "special_council":
        return None
    for pattern, rule in _special_councils():
        if (pattern and pattern.search(words.spelled)) or (not pattern and _within(when, rule["from"], rule["to"])):
            return rule["organ"]
    return None


@cache
def _special_councils() -> tuple[tuple[re.Pattern[str] | None, dict[str, str]], ...]:
    rows = read_table("body_special_councils")
    return tuple((re.compile(row["pattern"], re.IGNORECASE) if row["pattern"] else None, row) for row in rows)


def kind_of(words: WordsOfKind, when: PartialDate | None) -> Kind:
    """The kind of the body; a troika's class depends on its organ and, where the table says so, on the date."""
    if words.code != "troika":
        return Kind(words.code, RULE_NAMES.get(words.code) or f"words_{words.code}")
    for rule in _troika_rules():
        if rule["marker"] in (*words.markers, "named") and _within(when, rule["from"], rule["to"]):
            dated = "_by_date" if rule["from"] or rule["to"] else ""
            return Kind(rule["kind"], f"troika_{rule['marker']}{dated}")
    return Kind("other", "troika_without_organ_and_date")


RULE_NAMES = {"unknown": "no_body", "other": "no_rule"}


def _within(when: PartialDate | None, first: str, last: str) -> bool:
    """Whether the whole date lies within these days; an empty limit is open, no limits hold for any date."""
    if not first and not last:
        return True
    if when is None or when.earliest is None or when.latest is None:
        return False
    return (not first or when.earliest >= date.fromisoformat(first)) and (
        not last or when.latest <= date.fromisoformat(last)
    )
