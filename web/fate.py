"""What happened, in one line? The gravest facts of a life for a list of people."""

from collections.abc import Sequence

from memorial.summaries import EventSummary
from web.dates_in_words import when_in_words
from web.vocabulary_words import label, term

# The gravest first; a card has room for two.
GRAVITY = (
    "execution",
    "death",
    "sentence",
    "deportation",
    "special_settlement",
    "exile",
    "dispossession",
    "labour_army",
    "imprisonment",
    "disenfranchisement",
    "arrest",
)
ROOM = 2

NOUNS_IN_CAPITALS = frozenset({"de"})  # languages that write every noun with a capital letter


def fate_in_words(fate: Sequence[EventSummary], language: str) -> str:
    """«Приговор в мае 1937: смертная казнь. Расстрел 10 февраля 1938.»; empty when the source tells of nothing."""
    known = [event for event in fate if event.kind in GRAVITY]
    if any(event.kind == "execution" for event in known):
        known = [event for event in known if event.kind != "sentence" or event.edtf]
    gravest = sorted(known, key=lambda event: GRAVITY.index(event.kind))[:ROOM]
    return " ".join(f"{_event(event, language)}." for event in known if event in gravest)


def _event(event: EventSummary, language: str) -> str:
    when = when_in_words(event.edtf, language) or event.date_printed
    said = " ".join(part for part in (label(event.kind, "event_kinds", language), when) if part)
    penalty = label(event.penalty, "penalties", language)
    if not penalty:
        return said
    inside = penalty if language in NOUNS_IN_CAPITALS else penalty[:1].lower() + penalty[1:]
    words = [inside, term(event.term_months, language)]
    return f"{said}: {', '.join(word for word in words if word)}"
