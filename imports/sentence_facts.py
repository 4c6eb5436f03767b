"""What was added to a sentence, and what became of it? Each addition and each later decision as an event of its own."""

from collections.abc import Iterator
from functools import lru_cache

from imports.drafts import EventDraft
from memorial.bodies import BodyReading, read_body
from memorial.dates import find_date
from memorial.sentences import LaterChange, SentenceReading, read_sentence

CENTURY = 1900  # «умер 21.12.42»: sentences of these sources were served in the twentieth century
ENDED = frozenset({"dismissed", "acquitted"})
CHANGED = frozenset({"commuted", "reduced", "reclassified", "amnestied", "overturned", *ENDED})
BEFALL = {"released": "release", "died": "death"}


@lru_cache(maxsize=65_536)
def facts_of_sentence(printed: str) -> tuple[EventDraft, ...]:
    """The events that a printed sentence tells besides itself; nearly always none."""
    reading = read_sentence(printed)
    return (*_additions(reading), *_changes(reading.later)) if reading.additional or reading.later else ()


def _additions(reading: SentenceReading) -> Iterator[EventDraft]:
    for added in reading.additional:
        months = round(added.term_months) if added.term_months else None
        yield EventDraft("additional_penalty", sentence=added.printed, penalty=added.penalty, term_months=months)


def _changes(changes: tuple[LaterChange, ...]) -> Iterator[EventDraft]:
    """Decisions and what befell; «Определением суда от 31.03.42» belongs to the decision that follows it."""
    named: LaterChange | None = None
    for change in changes:
        if change.kind == "revised":
            named = change
        elif change.kind in CHANGED:
            yield _decision(named, change)
            named = None
        elif change.kind in BEFALL and (found := find_date(change.printed, century=CENTURY)) and found.date.edtf:
            yield EventDraft(BEFALL[change.kind], date=found.date)
    if named:
        yield _decision(named, None)


def _decision(named: LaterChange | None, change: LaterChange | None) -> EventDraft:
    told = [one for one in (named, change) if one]
    words, last = " ".join(one.printed for one in told), told[-1]
    found = find_date(words, century=CENTURY)
    return EventDraft(
        "changed_sentence",
        date=found.date if found and found.date.edtf else None,
        body=_body_of(named.printed) if named else None,
        sentence=words,
        penalty="dismissed" if last.kind in ENDED else last.penalty,
        term_months=round(last.term_months) if last.term_months else None,
    )


def _body_of(words: str) -> BodyReading | None:
    """The body of «Определением Верховного суда РСФСР от 27.06.39»; nothing where none is understood."""
    found = find_date(words, century=CENTURY)
    body = read_body(words[: found.start if found else len(words)].split(" ", 1)[-1])
    return body if body.body and body.kind not in ("unknown", "other") else None
