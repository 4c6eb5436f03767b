"""Which record is this line of a spreadsheet? Candidates for a name with what else the line says, by the search."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session

from memorial.matches import EXACT, LEVELS
from memorial.query import QueryError, SearchQuery, read_words
from memorial.search import Hit, search
from memorial.summaries import RecordSummary, summaries
from schema.database import table_of
from schema.records import VictimRecord

# What the reasons of a hit say about the evidence beside the name: feature → code of the reason → agrees or not.
FEATURES = {
    "same_birth_year": {"born_as_asked": True, "born_one_off": True, "born_off": False},
    "same_place": {"place_agrees": True, "place_differs": False},
}
WORDS_OF_A_NAME = 2  # a surname alone is nobody in particular, even where only one record carries it
SUGGESTIONS = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant; `certain` only when nobody else bears exactly this name and nothing contradicts."""

    record: RecordSummary
    score: int
    certain: bool
    features: tuple[tuple[str, bool], ...]


def candidates(session: Session, query: SearchQuery) -> list[Candidate]:
    """The records that may be meant, the best first; none for words that are no name."""
    if known := find_by_key(session, query.text):
        return [Candidate(known, 100, True, (("same_key", True),))]
    try:
        hits = search(session, replace(query, limit=max(query.limit, 2))).hits
    except QueryError:
        return []
    found = summaries(session, [hit.record_id for hit in hits])
    unique = [hit.group for hit in hits].count(LEVELS[EXACT]) == 1
    return [
        Candidate(found[hit.record_id], hit.score, unique and _is_certain(hit, query), tuple(_features(hit)))
        for hit in hits[: query.limit]
        if hit.record_id in found
    ]


def suggest_people(session: Session, prefix: str, skip: int = 0) -> list[RecordSummary]:
    """Records whose name begins so, in any alphabet; who types a whole name or a record key finds it too."""
    if known := find_by_key(session, prefix):
        return [] if skip else [known]
    text = prefix.strip()
    for asked in (f"{text}*", text) if text[-1:].isalpha() else (text,):
        try:
            hits = search(session, SearchQuery(asked, limit=SUGGESTIONS, offset=skip)).hits
        except QueryError:
            return []
        if hits:
            found = summaries(session, [hit.record_id for hit in hits])
            return [found[hit.record_id] for hit in hits if hit.record_id in found]
    return []


def find_by_key(session: Session, key: str) -> RecordSummary | None:
    """The record of this key, or None: whoever has its key need not ask by name."""
    if ":" not in key:
        return None
    record = table_of(VictimRecord).c
    record_id = session.execute(select(record.id).where(record.key == key.strip())).scalar()
    return summaries(session, [record_id]).get(record_id) if record_id else None


def _is_certain(hit: Hit, query: SearchQuery) -> bool:
    is_whole = len(read_words(query.text)) >= WORDS_OF_A_NAME
    return is_whole and hit.group == LEVELS[EXACT] and all(agrees for _, agrees in _features(hit))


def _features(hit: Hit) -> Iterator[tuple[str, bool]]:
    yield "same_name", hit.group == LEVELS[EXACT]
    codes = {reason.code for reason in hit.reasons}
    for feature, meanings in FEATURES.items():
        yield from ((feature, agrees) for code, agrees in meanings.items() if code in codes)
