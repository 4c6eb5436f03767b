"""Who is it? One question in any spelling, the best records with reasons. Only here is the order of the steps known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import text
from sqlmodel import Session

from memorial import reasons
from memorial.bulk import select_where_in
from memorial.candidates import LETTER, Match, find_matches, initials, met_by_pattern, quoted
from memorial.circumstances import birth_condition, facts_of, total, weigh
from memorial.errors import NoSuchRecordError
from memorial.evidence import Evidence, Reason, reason
from memorial.index import called, part_ids, parts_of
from memorial.keyboard import PERHAPS, SURELY, advantage, retyped
from memorial.nameless import find_nameless
from memorial.postings import Numbers, find_postings, without_surname
from memorial.query import MODES, SearchQuery, Word, parse_query
from memorial.scoring import ANY, EXACT, LEVELS, NO_MATCH, PartScores, Scored, assignments, score_postings

CAPS = (100, 97, 92, 88)  # the highest score of each group
FLOORS = (95, 80, 0, 0)
USUAL_PRICE = 0.3  # what a letter costs in a spelling that is quite in order
LEAST_SCORE = 30  # below that a record is not shown
SYLLABLES = 8  # letters of two syllables of a Chinese or Korean name, at most
MOST_WEIGHED = 3000  # records whose birth year and place are looked at
POINTS_A_NAT = 5  # of the score that a contradiction takes


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be meant, with score and reasons."""

    record_key: str
    record_id: int
    score: int
    group: str
    name: str
    born: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query: how many records fit, and a page of them."""

    query: SearchQuery
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything that was found for its words."""

    words: tuple[Word, ...]
    spans: tuple[tuple[int, ...], ...]
    matches: list[list[Match]]

    def used(self, assignment: int) -> set[int]:
        """The words that have a place in this assignment."""
        places = assignments(self.spans, len(self.words))[assignment].places
        return {word for place in places if place >= 0 for word in self.spans[place]}

    @property
    def perfect(self) -> float:
        """The evidence of a record that says just what is asked, in an orderly spelling."""
        letters = sum(len(word.text) for word in self.words)
        return max(1.0, (LETTER - USUAL_PRICE) * letters)


@dataclass(frozen=True, slots=True)
class Found:
    """One record with the posting by which it was found best."""

    record_id: int
    posting: tuple[int, ...]
    evidence: float
    level: int
    assignment: int
    circumstances: tuple[Reason, ...] = ()


def search(session: Session, query: SearchQuery) -> SearchResult:
    """The records that answer the query, the best first. Raises `QueryError` when it cannot be answered."""
    if not parse_query(query):
        return without_name(session, query)
    question, found = best_reading(session, query)
    if query.born or query.place:
        found = with_circumstances(session, query, found)
    shown = [one for one in found if one.level <= MODES.index(query.mode) and score_of(one, question) >= LEAST_SCORE]
    page = shown[query.offset : query.offset + query.limit]
    return SearchResult(query, len(shown), describe(session, question, page))


def without_name(session: Session, query: SearchQuery) -> SearchResult:
    """Records by birth year and place alone."""
    count, ids = find_nameless(session, query)
    facts = facts_of(session, ids, query)
    rows = {row[0]: row for row in select_where_in(session, RECORDS, ids)}
    hits = [
        Hit(rows[one][1], one, 100, LEVELS[EXACT], name_of(rows[one]), facts[one].born, tuple(weigh(facts[one], query)))
        for one in ids
    ]
    return SearchResult(query, count, tuple(hits))


def with_circumstances(session: Session, query: SearchQuery, found: list[Found]) -> list[Found]:
    """The best records with birth year and place weighed, in their new order."""
    best = found[:MOST_WEIGHED]
    facts = facts_of(session, [one.record_id for one in best], query)
    weighed = []
    for one in best:
        told = tuple(weigh(facts[one.record_id], query))
        weighed.append(replace(one, evidence=one.evidence + total(told), circumstances=told))
    return sorted(weighed, key=lambda one: (one.level, -one.evidence))


def best_reading(session: Session, query: SearchQuery) -> tuple[Question, list[Found]]:
    """The query as it is written or, when that makes a better name, as the same keys write on a Russian keyboard."""
    gain = advantage(query.text)
    texts = (
        [retyped(query.text)]
        if gain > SURELY
        else [query.text, retyped(query.text)]
        if gain > PERHAPS
        else [query.text]
    )
    readings = []
    for one in texts:
        question = ask(session, parse_query(replace(query, text=one)))
        readings.append((question, answer(session, question, query)))
    return max(readings, key=lambda reading: max((one.evidence for one in reading[1]), default=NO_MATCH))


def ask(session: Session, words: tuple[Word, ...]) -> Question:
    """Look up every word, and neighbours written together: «Чжун И» is one given name."""
    joined = [(place, place + 1) for place in range(len(words) - 1) if may_be_one(words, place)]
    spans = [*((place,) for place in range(len(words))), *joined]
    named = [span for span in spans if len(span) > 1 or words[span[0]].is_plain]
    looked_up = dict(
        zip(named, find_matches(session, ["".join(words[w].text for w in span) for span in named]), strict=True)
    )
    matches = [looked_up[span] if span in looked_up else special(session, words[span[0]]) for span in spans]
    return Question(words, tuple(spans), matches)


def may_be_one(words: tuple[Word, ...], place: int) -> bool:
    """Two short words of three or more: syllables of a Chinese or Korean name."""
    pair = words[place : place + 2]
    return (
        len(words) > 2
        and all(one.is_plain or one.is_initial for one in pair)
        and sum(len(one.text) for one in pair) <= SYLLABLES
    )


def special(session: Session, word: Word) -> list[Match]:
    """The parts for an initial, a pattern or a quoted word."""
    if word.is_initial:
        return initials(session, word.text)
    return met_by_pattern(session, word.text) if word.is_pattern else quoted(session, word.text)


def answer(session: Session, question: Question, query: SearchQuery) -> list[Found]:
    """The records in the order of their group and evidence."""
    scores = [PartScores(own) for own in question.matches]
    born = (
        f"EXISTS (SELECT 1 FROM victim_record r WHERE r.id = record_id AND {birth_condition(query.born)})"
        if query.born
        else ""
    )
    rows = find_postings(session, question.matches, born)
    scored = score_postings(rows, question.spans, scores, len(question.words))
    if not len(rows) or scored.level.min() == ANY:
        more = without_surname(session, question.matches)
        rows = np.concatenate([rows, more])
        scored = score_postings(rows, question.spans, scores, len(question.words))
    required = {place for place, word in enumerate(question.words) if word.is_required}
    return [one for one in ordered(rows, scored) if required <= question.used(one.assignment)]


def ordered(rows: Numbers, scored: Scored) -> list[Found]:
    """Each record once, by its best posting."""
    if not len(rows):
        return []
    order = np.lexsort((rows[:, 3], -scored.evidence, scored.level))
    best: dict[int, Found] = {}
    for place in order:
        record = int(rows[place, 3])
        if record not in best:
            posting = tuple(rows[place].tolist())
            choice = int(scored.assignment[place])
            best[record] = Found(record, posting, float(scored.evidence[place]), int(scored.level[place]), choice)
    return list(best.values())


def score_of(one: Found, question: Question) -> int:
    """0–100: how much of the evidence of a perfect record this one has, within the bounds of its group."""
    against = min(0.0, total(one.circumstances))
    share = round(100 * (one.evidence - total(one.circumstances)) / question.perfect)
    return max(0, round(max(FLOORS[one.level], min(CAPS[one.level], share)) + POINTS_A_NAT * against))


RECORDS = (
    "SELECT r.id, r.key, r.birth_edtf, f.surname, f.given_name, f.patronymic, f.printed FROM victim_record r "
    "LEFT JOIN name_form f ON f.record_id = r.id AND f.position = 0 WHERE r.id IN"
)


def describe(session: Session, question: Question, page: Sequence[Found]) -> tuple[Hit, ...]:
    """The hits of one page with the names of their records and their reasons."""
    if not page:
        return ()
    rows = {row[0]: row for row in select_where_in(session, RECORDS, [one.record_id for one in page])}
    texts = part_texts(session, {part for one in page for part in one.posting[:3] if part})
    hits = []
    for one in page:
        row = rows[one.record_id]
        told = (*explain_found(question, one, texts), *one.circumstances)
        hits.append(Hit(row[1], row[0], score_of(one, question), LEVELS[one.level], name_of(row), row[2], told))
    return tuple(hits)


def name_of(row: Sequence[str | None]) -> str:
    """The name of a record in its main form; empty when it has none."""
    *names, printed = row[3:]
    return " ".join(part for part in names if part) or printed or ""


def part_texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The texts of some parts."""
    return dict(map(tuple, select_where_in(session, "SELECT id, text FROM name_part WHERE id IN", list(ids))))


def explain_found(question: Question, one: Found, texts: dict[int, str]) -> list[Evidence]:
    """The reasons of one hit."""
    choice = assignments(question.spans, len(question.words))[one.assignment]
    told: list[Evidence] = []
    if one.level == EXACT:
        told.append(reason("exact", one.evidence))
    used: set[int] = set()
    for role, place in enumerate(choice.places):
        if place >= 0:
            used.update(question.spans[place])
            match = next(m for m in question.matches[place] if m.part.id == one.posting[role])
            told.extend(r for r in reasons.of_match(match) if one.level != EXACT or r.code != "same_word")
    left = [texts[part] for part, place in zip(one.posting[:3], choice.places, strict=True) if part and place < 0]
    for place, word in enumerate(question.words):
        if place not in used:
            told.append(reasons.of_unused(word.text, left.pop(0) if left else ""))
    if not choice.unused:
        told.extend(reasons.of_missing(one.posting[:3], choice.places))  # type: ignore[arg-type]
    told.extend(
        reasons.of_form(one.posting[4], " ".join(reasons.shown(texts[part]) for part in one.posting[:3] if part))
    )
    return told


def explain(session: Session, query_text: str, record_key: str) -> list[Evidence]:
    """Each piece of evidence for one record, good or bad; empty when the record has no name or nothing agrees."""
    question = ask(session, parse_query(SearchQuery(query_text)))
    rows = postings_of(session, record_key)
    scored = score_postings(rows, question.spans, [PartScores(own) for own in question.matches], len(question.words))
    found = [one for one in ordered(rows, scored) if one.assignment >= 0]
    if not found:
        return []
    return explain_found(question, found[0], part_texts(session, {part for part in found[0].posting[:3] if part}))


def postings_of(session: Session, record_key: str) -> Numbers:
    """Every way to call one record, as the index holds it."""
    found = session.execute(text("SELECT id FROM victim_record WHERE key = :key"), {"key": record_key}).first()
    if found is None:
        raise NoSuchRecordError(record_key)
    rows = []
    for record_id, ways in called(session, f"record_id = {int(found[0])}"):
        ids = part_ids(session, {part for way in ways for part in parts_of(way)})
        for way in ways:
            rows.append((*(ids.get((role, name), 0) for role, name in enumerate(way.parts)), record_id, way.kind))
    return np.array(rows or np.zeros((0, 5)), dtype=np.int64)
