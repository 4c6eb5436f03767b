"""What is said, in which words? The facts of one entry, from its columns and from a paragraph read as a whole."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from imports.drafts import Doubt
from memorial.bodies import BodyReading, read_body, read_dated_body
from memorial.dates import PartialDate, read_date
from memorial.name_variants import NameVariant
from memorial.notes import read_note
from memorial.sentences import read_sentence

# Fields that hold a date; everything else holds words.
DATE_FIELDS = frozenset(
    "birth_date arrest_date sentencing_date execution_date death_date deportation_date dispossession_date "
    "release_date rehabilitation_date told_death_date".split()
)

# What a paragraph can tell under the same name as a column.
_NOTE_TEXTS = (
    "birth_place nationality citizenship education party occupation social_origin family previous_convictions "
    "residence arresting_body charge sentence death_place burial_place rehabilitating_body rehabilitation_ground"
).split()
_NOTE_DATES = ("birth_date", "arrest_date", "sentencing_date", "execution_date", "death_date", "rehabilitation_date")

# Words that tell of another arrest or sentence in the same life.
_LATER_CASES = frozenset({"arrest", "sentence", "again"})
_AGAIN = re.compile(r"\b(?:повторно|вторично|снова|вновь)\b ?", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """Words and dates by field name, the sentencing bodies as read, and what was not understood."""

    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, PartialDate] = field(default_factory=dict)
    sex: str | None = None
    body: BodyReading | None = None
    second_body: BodyReading | None = None
    name_variants: tuple[NameVariant, ...] = ()
    later: list["Facts"] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def facts_of(fields: dict[str, str]) -> Facts:
    """The facts of one entry. A column says more than a paragraph: where both speak, the column counts."""
    facts = facts_of_note(fields["note"]) if "note" in fields else Facts()
    for name, printed in fields.items():
        if name in DATE_FIELDS:
            _take_date(facts, name, printed)
        elif name != "note":
            facts.texts[name] = printed
    _take_bodies(facts, fields)
    _doubt_sentence(facts, "sentence", fields.get("sentence"))
    return facts


def facts_of_note(printed: str, is_later: bool = False) -> Facts:
    """The facts of a whole paragraph, or of the words in it that tell of a later case."""
    note = read_note(printed)
    facts = Facts(sex=note.sex, name_variants=note.name_variants)
    facts.texts = {name: words for name in _NOTE_TEXTS if (words := getattr(note, name))}
    facts.dates = {name: when for name in _NOTE_DATES if (when := getattr(note, name))}
    if "execution_date" in facts.dates and "death_date" not in facts.dates and "death_place" in facts.texts:
        facts.texts["execution_place"] = facts.texts.pop("death_place")
    if note.sentencing_body:
        facts.body = _dated_body(note.sentencing_body, note.sentencing_date)
    if not is_later:
        cases = [later.printed for later in note.later if later.kind in _LATER_CASES]
        facts.later = [facts_of_note(_AGAIN.sub("", case), is_later=True) for case in cases]
    if note.later:
        facts.texts["remarks"] = "; ".join(later.printed for later in note.later)
    facts.doubts = [Doubt("note", words, "unread") for words in note.unread]
    facts.doubts += [Doubt("note", when.printed, "unread_date") for when in facts.dates.values() if not when.edtf]
    _doubt_body(facts, "note", facts.body)
    _doubt_sentence(facts, "note", note.sentence)
    return facts


def _take_date(facts: Facts, name: str, printed: str) -> None:
    when = facts.dates[name] = _date(printed)
    if not when.edtf:
        facts.doubts.append(Doubt(name, printed, "unread_date"))


@lru_cache(maxsize=65_536)
def _date(printed: str) -> PartialDate:
    return read_date(printed) or PartialDate(printed, "", None, None)


def _take_bodies(facts: Facts, fields: dict[str, str]) -> None:
    """The bodies of the columns; the date of the sentence tells the class of a troika, where it has its own column."""
    name = "sentenced_by" if fields.get("sentenced_by") else "sentencing_body"
    if printed := fields.get(name):
        facts.body = _dated_body(printed, facts.dates.get("sentencing_date"))
        _doubt_body(facts, name, facts.body)
    if printed := fields.get("second_sentenced_by"):
        facts.second_body = read_body(printed)
        _doubt_body(facts, "second_sentenced_by", facts.second_body)


def _dated_body(printed: str, when: PartialDate | None) -> BodyReading:
    """The body at its date: the class of a troika depends on the day."""
    return read_dated_body(printed, when) if when else read_body(printed)


def _doubt_body(facts: Facts, name: str, body: BodyReading | None) -> None:
    if body is None:
        return
    if body.body and body.kind in ("unknown", "other"):
        facts.doubts.append(Doubt(name, body.printed, "unknown_body"))
    if body.date and not body.date.edtf and body.date not in facts.dates.values():
        facts.doubts.append(Doubt(name, body.date.printed, "unread_date"))


def _doubt_sentence(facts: Facts, name: str, printed: str | None) -> None:
    """A sentence in which neither a penalty nor a later decision was understood."""
    if printed and (sentence := read_sentence(printed)).penalty is None and not sentence.later:
        facts.doubts.append(Doubt(name, printed, "unknown_penalty"))
