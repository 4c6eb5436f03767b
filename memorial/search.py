"""Who is it? One question in any spelling, the best records with reasons. Only here is the order of the steps known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from memorial import reasons
from memorial.asking import Question, ask
from memorial.bulk import select, select_where_in
from memorial.circumstances import Facts, birth_condition, facts_of, total, weigh
from memorial.errors import NoSuchRecordError
from memorial.evidence import Evidence, Reason
from memorial.index import called, part_ids, parts_of
from memorial.keyboard import PERHAPS, SURELY, advantage, retyped
from memorial.matches import ANY, EXACT, LEVELS, NO_MATCH, Numbers, as_table
from memorial.nameless import find_nameless
from memorial.postings import find_postings, without_surname
from memorial.query import MODES, SearchQuery, parse_query
from memorial.ranking import LEAST_SCORE, Ranked, rank
from memorial.scoring import assignments, score_postings, ways_of
from memorial.withheld import raise_if_gone

GOOD_SCORE = 65  # 98 of 100 people who are in a list get that much, and 5 of 100 who are not
MOST_WEIGHED = 3000  # records whose birth year and place are looked at

# Numbers of records and their levels, the best first → the places of those that are wanted, in the order wanted.
Arrange = Callable[[Numbers, Numbers], Numbers]

RECORDS = (
    "SELECT r.id, r.key, r.birth_edtf, f.surname, f.given_name, f.patronymic, f.printed FROM victim_record r "
    "LEFT JOIN name_form f ON f.record_id = r.id AND f.position = 0 WHERE r.id IN"
)


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


def search(session: Session, query: SearchQuery, arrange: Arrange | None = None) -> SearchResult:
    """The records that answer the query, the best first, or as `arrange` picks and orders those with a name.

    Raises `QueryError` when it cannot be answered.
    """
    if not parse_query(query):
        return without_name(session, query)
    question, ranked = best_reading(session, query)
    facts: dict[int, Facts] = {}
    if query.born or query.place:
        ranked = ranked.taken(np.arange(min(MOST_WEIGHED, len(ranked.rows))))
        facts = facts_of(session, ranked.rows[:, 3].tolist(), query)
        ranked = ranked.weighed(np.array([total(weigh(facts[one], query)) for one in ranked.rows[:, 3].tolist()]))
    shown = np.flatnonzero((ranked.levels <= MODES.index(query.mode)) & (ranked.scores >= LEAST_SCORE))
    if arrange:
        shown = shown[arrange(ranked.rows[shown, 3], ranked.levels[shown])]
    page = ranked.taken(shown[query.offset : query.offset + query.limit])
    return SearchResult(query, len(shown), tuple(describe(session, question, page, query, facts)))


def without_name(session: Session, query: SearchQuery) -> SearchResult:
    """Records by birth year and place alone."""
    count, ids = find_nameless(session, query)
    return SearchResult(query, count, tuple(hits_without_name(session, query, ids)))


def hits_without_name(session: Session, query: SearchQuery, ids: Sequence[int]) -> Iterable[Hit]:
    """These records as hits, which birth year and place alone speak for."""
    facts = facts_of(session, ids, query)
    rows = {row[0]: row for row in select_where_in(session, RECORDS, ids)}
    for one in ids:
        told = tuple(weigh(facts[one], query))
        yield Hit(rows[one][1], one, 100, LEVELS[EXACT], name_of(rows[one]), facts[one].born, told)


def best_reading(session: Session, query: SearchQuery) -> tuple[Question, Ranked]:
    """The query as it is written or, when that makes a better name, as the same keys write on a Russian keyboard."""
    gain = advantage(query.text)
    texts = [query.text] if gain <= PERHAPS else [query.text, retyped(query.text)]
    texts = texts[1:] if gain > SURELY else texts
    readings = [near_or_wide(session, replace(query, text=one)) for one in texts]
    return max(readings, key=lambda reading: float(reading[1].evidence.max(initial=NO_MATCH)))


def near_or_wide(session: Session, query: SearchQuery) -> tuple[Question, Ranked]:
    """The question with what its words lead to; asked once more and wider when nobody fits well."""
    words = parse_query(query)
    question = ask(session, words)
    ranked = answer(session, question, query)
    if ranked.scores.max(initial=0) >= GOOD_SCORE or not any(word.is_plain for word in words):
        return question, ranked
    wider = ask(session, words, wide=True)
    return wider, answer(session, wider, query)


def answer(session: Session, question: Question, query: SearchQuery) -> Ranked:
    """The records that carry what was found, in their order."""
    words = len(question.words)
    rows = find_postings(session, question.matches, born_in_time(query))
    scored = score_postings(rows, question.spans, question.matches, words)
    if scored.levels.min(initial=ANY) == ANY:
        rows = np.concatenate([rows, without_surname(session, question.matches)])
        scored = score_postings(rows, question.spans, question.matches, words)
    return rank(rows, scored, question)


def born_in_time(query: SearchQuery) -> str:
    """SQL for postings whose record may be born in the years of the query."""
    if not query.born:
        return ""
    return f"EXISTS (SELECT 1 FROM victim_record r WHERE r.id = record_id AND {birth_condition(query.born)})"


def describe(
    session: Session, question: Question, page: Ranked, query: SearchQuery, facts: dict[int, Facts]
) -> list[Hit]:
    """The hits of one page with the names of their records and their reasons."""
    records = {row[0]: row for row in select_where_in(session, RECORDS, page.rows[:, 3].tolist())}
    texts = part_texts(session, page.rows[is_told_whole(question, page)])
    hits = []
    for place, posting in enumerate(page.rows.tolist()):
        row = records[posting[3]]
        told = explain_posting(question, posting, int(page.assignment[place]), texts)
        if posting[3] in facts:
            told.extend(weigh(facts[posting[3]], query))
        group = LEVELS[int(page.levels[place])]
        hits.append(Hit(row[1], row[0], int(page.scores[place]), group, name_of(row), row[2], tuple(told)))
    return hits


def name_of(row: Sequence[str | None]) -> str:
    """The name of a record in its main form; empty when it has none."""
    *names, printed = row[3:]
    return " ".join(part for part in names if part) or printed or ""


def is_told_whole(question: Question, page: Ranked) -> NDArray[np.bool_]:
    """Which hits need the texts of all their parts in the reasons: other forms, and those that left words unused."""
    partial: NDArray[np.bool_] = ways_of(question.spans, len(question.words)).unused[page.assignment] > 0
    return np.logical_or(partial, np.isin(page.rows[:, 4], list(reasons.FORM_REASONS)))


def part_texts(session: Session, rows: Numbers) -> dict[int, str]:
    """The texts of the parts of these postings."""
    ids = sorted(set(rows[:, :3].ravel().tolist()) - {0})
    return dict(map(tuple, select_where_in(session, "SELECT id, text FROM name_part WHERE id IN", ids)))


def explain_posting(question: Question, posting: Sequence[int], way: int, texts: dict[int, str]) -> list[Evidence]:
    """Why the words of the query are this name."""
    places = assignments(question.spans, len(question.words))[way].places
    used = question.used(way)
    matches = [question.matches[place].match(posting[role]) for role, place in enumerate(places) if place >= 0]
    told: list[Evidence] = []
    if len(used) == len(question.words) and all(match.level == EXACT for match in matches):
        told.extend(reasons.of_exact(matches))
    else:
        told.extend(one for match in matches for one in reasons.of_match(match))
    if len(used) == len(question.words):
        told.extend(reasons.of_missing(posting[:3], places))
    else:
        left = [texts[part] for part, place in zip(posting[:3], places, strict=True) if part and place < 0]
        unused = [word.text for place, word in enumerate(question.words) if place not in used]
        told.extend(
            reasons.of_unused(word, other) for word, other in zip_longest(unused, left[: len(unused)], fillvalue="")
        )
    if posting[4] in reasons.FORM_REASONS:
        name = " ".join(reasons.shown(texts[part]) for part in posting[:3] if part)
        told.append(reasons.of_form(posting[4], name))
    return told


def explain(session: Session, query_text: str, record_key: str) -> list[Evidence]:
    """Each piece of evidence for one record, good or bad; empty when the record has no name or nothing agrees."""
    question = ask(session, parse_query(SearchQuery(query_text)))
    rows = postings_of(session, record_key)
    ranked = rank(rows, score_postings(rows, question.spans, question.matches, len(question.words)), question)
    if not len(ranked.rows) or ranked.evidence[0] < NO_MATCH / 2:
        return []
    return explain_posting(question, ranked.rows[0].tolist(), int(ranked.assignment[0]), part_texts(session, rows))


def postings_of(session: Session, record_key: str) -> Numbers:
    """Every way to call one record, as the index holds it. Raises `NoSuchRecordError`, `GoneRecordError`."""
    found = select(session, "SELECT id FROM victim_record WHERE key = ?", (record_key,))
    if not found:
        raise_if_gone(session, record_key)
        raise NoSuchRecordError(record_key)
    rows = []
    for record_id, ways in called(session, f"record_id = {int(found[0][0])}"):
        ids = part_ids(session, {part for way in ways for part in parts_of(way)})
        for way in ways:
            places = [ids.get((role, name), 0) for role, name in enumerate(way.parts)]
            rows.append([*places, record_id, way.kind])
    return as_table(rows, 5)
