"""What does a whole printed entry say? Its words under the fields of a record; what no rule reads is `unread`."""

import re
from functools import lru_cache
from typing import NamedTuple

from memorial.dates import PartialDate
from memorial.name_variants import NameVariant
from memorial.nationalities import read_nationality
from memorial.note_draft import HAS_WORD, Draft, Later
from memorial.note_events import FIGURES, read_death
from memorial.note_facts import READERS
from memorial.note_labels import Piece, split_pieces, tells_sex
from memorial.sentences import SentenceReading, read_sentence

__all__ = ["Later", "NoteReading", "as_json", "read_note"]

LONGEST = 50_000  # characters; the longest printed entry of 41,000 has 3,000, what is longer is no entry
# «Реабилитирован.» with nothing behind it still tells something; «Приговорен: , обв.: …» does not.
TELLING = frozenset({"execution", "death", "rehabilitation", "arrest", "later"})
DEATH_INSIDE = re.compile(r"(?:^|[\s,.;(])(?:умер(?:ла)?|ум\.|погиб(?:ла)?|скончал\w+)(?=[\s\d])\s*", re.IGNORECASE)
DEATH_ENDS = re.compile(r"(?<=[\w)]{4})[.;]\s+(?=[А-ЯЁ][а-яё]{3})|[;|]")
DIED_AFTER_DATE = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?:\s?г\.?)?\s+(?=умер|ум\.|погиб|скончал)", re.IGNORECASE
)
ENDING = re.compile(
    r"(?:выслан|сослан|выселен|лиш[её]н|раскулачен|репрессирован|освобожд[её]н|мобилизован|расс?трелян|оправдан|направлен|прибыл|родил(?=ся|ась)|умер)(?P<end>а|ла|ась|ся)?(?!\w)",
    re.IGNORECASE,
)


class NoteReading(NamedTuple):
    """One printed entry as read; each text in the printed words, each date with what it may mean."""

    printed: str
    sex: str | None = None
    birth_date: PartialDate | None = None
    birth_place: str | None = None
    nationality: str | None = None
    citizenship: str | None = None
    education: str | None = None
    party: str | None = None
    occupation: str | None = None
    social_origin: str | None = None
    family: str | None = None
    previous_convictions: str | None = None
    residence: str | None = None
    arrest_date: PartialDate | None = None
    arresting_body: str | None = None
    sentencing_body: str | None = None
    sentencing_date: PartialDate | None = None
    charge: str | None = None
    sentence: str | None = None
    sentence_reading: SentenceReading | None = None
    execution_date: PartialDate | None = None
    death_date: PartialDate | None = None
    death_place: str | None = None
    burial_place: str | None = None
    rehabilitation_date: PartialDate | None = None
    rehabilitating_body: str | None = None
    rehabilitation_ground: str | None = None
    name_variants: tuple[NameVariant, ...] = ()
    later: tuple[Later, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def penalty(self) -> str | None:
        """The gravest penalty as first imposed; a stated execution with a date means death."""
        if self.execution_date:
            return "death"
        return self.sentence_reading.penalty if self.sentence_reading else None

    @property
    def term_years(self) -> float | int | None:
        """The term of that penalty in years."""
        return self.sentence_reading.term_years if self.sentence_reading and not self.execution_date else None


@lru_cache(maxsize=16_384)
def read_note(text: str) -> NoteReading:
    """Read one printed entry; the labelled lines may stand in any order."""
    draft = Draft()
    draft.leave(text[LONGEST:])
    pieces = split_pieces(text[:LONGEST])
    draft.sexes += [sex for piece in pieces if piece.label and (sex := tells_sex(piece.label))]
    for piece in sorted(pieces, key=_turn):
        READERS[piece.field](piece, draft)
        if piece.field in TELLING and not HAS_WORD.search(piece.text):
            draft.leave(piece.label)
    _read_inside_sentence(draft)
    return _finish(text, draft)


def _turn(piece: Piece) -> int:
    """Facts behind a label with a colon first, then other labels, then bare lines, last what running text tells."""
    if piece.field in {"statement", "dated"}:
        return 3
    return 0 if piece.colon else 1 if piece.field else 2


def _read_inside_sentence(draft: Draft) -> None:
    """«10 лет ИТЛ, умер 25.04.1938»: a death told inside the sentence; the sentence keeps its words."""
    sentence = draft.facts.get("sentence")
    if not isinstance(sentence, str) or "death_date" in draft.facts:
        return
    date, place = _death_in(sentence)
    if date and date.edtf:
        draft.put("death_date", date)
    if place and not place.isdigit() and not FIGURES.match(place) and "death_place" not in draft.facts:
        draft.put("death_place", re.sub(r"^(?:в|на)\s", "", place))


@lru_cache(maxsize=32_768)
def _death_in(sentence: str) -> tuple[PartialDate | None, str | None]:
    match = DEATH_INSIDE.search(sentence)
    if not match:
        return None, None
    date, place = read_death(DEATH_ENDS.split(sentence[match.end() :])[0])
    if date is None and (before := DIED_AFTER_DATE.search(sentence)):
        date, _ = read_death(before.group())
    return date, place


def _finish(text: str, draft: Draft) -> NoteReading:
    facts = draft.facts
    sentence = facts.get("sentence")
    return NoteReading(
        printed=text,
        sex=_sex(draft),
        sentence_reading=read_sentence(sentence) if isinstance(sentence, str) else None,
        name_variants=tuple(dict.fromkeys(draft.variants)),
        later=tuple(draft.later),
        unread=tuple(draft.unread),
        **facts,  # type: ignore[arg-type]
    )


def _sex(draft: Draft) -> str | None:
    """By the labels, else by the nationality, else by the verbs of the sentence."""
    if draft.sexes:
        return draft.sexes[0]
    nationality = draft.facts.get("nationality")
    known = read_nationality(nationality) if isinstance(nationality, str) else None
    if known and known.sex:
        return known.sex
    sentence = str(draft.facts.get("sentence", ""))
    verb = None if "семь" in sentence.lower() else ENDING.search(sentence)
    return None if not verb else "f" if verb["end"] in {"а", "ла", "ась"} else "m"


DATES = ("birth_date", "arrest_date", "sentencing_date", "execution_date", "death_date", "rehabilitation_date")
KEYS = (
    "sex", "birth_date", "birth_place", "nationality", "education", "party", "occupation", "residence", "arrest_date",
    "arresting_body", "sentencing_body", "sentencing_date", "charge", "sentence", "penalty", "term_years",
    "execution_date", "death_date", "death_place", "burial_place", "rehabilitation_date", "rehabilitating_body",
    "name_variants", "unread",
)  # fmt: skip


def as_json(reading: NoteReading) -> dict[str, object]:
    """The reading under the keys of `read notes`; `unread` also holds what has no key of its own."""
    values: dict[str, object] = {key: getattr(reading, key) for key in KEYS}
    for key in DATES:
        date = getattr(reading, key)
        values[key] = date.edtf if date else None
    values["name_variants"] = [variant.value for variant in reading.name_variants] or None
    person = [reading.citizenship, reading.social_origin, reading.family, reading.previous_convictions]
    keyless = [*person, reading.rehabilitation_ground, *(one.printed for one in reading.later)]
    values["unread"] = "; ".join(words for words in (*keyless, *reading.unread) if words) or None
    return values
