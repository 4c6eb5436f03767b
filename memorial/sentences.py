"""What was the sentence? Penalty, term, place, what was added to it and what changed later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from memorial.expert_tables import codes_in_order, read_table
from memorial.sentence_terms import Term, find_terms

LONGEST = 4_000  # characters; the longest printed sentence of 25,000 has some 1,500
ADDITIONS = frozenset({"disenfranchisement", "fine_or_confiscation"})
NEW_PENALTY = frozenset({"commuted", "reduced", "again", "revised"})
ENDS = frozenset({"died", "released"})
LOOSE = frozenset({"dismissed", "other"})
LIGHTER_THAN_CAMP = frozenset({"exile", "special_settlement"})
LONGEST_BARE = 15  # characters before it; a bare term stands at the beginning
NOT_YET = re.compile(r"(?<!из )(?<!из-)под\s+(?:следств|страж|арест)")
SUSPENDED = re.compile(r"\bуслов?н\w*+(?![\s-]*досроч)|\bусл\.(?!\s?-?досроч)")
NEGATED = re.compile(
    r"\bбез\s+(?:\w+\s+)?(?:пораж\w*|конфиск\w*|п/п|высел\w*|высыл\w*|ссыл\w*)[\w\s]{0,30}", re.IGNORECASE
)
ADDED_WORDS = re.compile(
    r"(?:\s+(?:(?:в|всего|лично\w*|избират\w*|политич\w*|гражданск\w*)\s+)*(?:прав\w*|имуществ\w*))?"
)
PLACE = re.compile(
    r"(?:\bв|\bна|\s[-–—]|:|\bза пределы)\s+(?:в\s+)?(?:адм\.?\s+|административную\s+)?"
    r"(?P<place>(?:г\.|п\.|с\.|д\.|пос\.|ст\.|х\.)?\s?[А-ЯЁ][^;:]{2,120})"
)
PLACE_ENDS = re.compile(
    r",?\s+(?=(?:осв|освоб|ум|умер|снят|сроком|до|с|на|где|бежал|как|по)\b)|(?<=\w{4})\.\s+(?=[А-ЯЁ])|"
    r",?\s*\(|,?\s+\d{1,2}\.\d{1,2}\.\d{2,4}|\.?$|,?\s*\d{4}\s*-"
)


@dataclass(frozen=True, slots=True)
class LaterChange:
    """What became of a sentence: commuted, reduced, overturned, released, died …"""

    kind: str
    printed: str
    penalty: str | None = None
    term_months: float | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added to a penalty: «5 лет поражения в правах», «конфискация имущества»."""

    penalty: str
    printed: str
    term_months: float | None = None


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A printed sentence and what it says; the penalty is the gravest as first imposed."""

    printed: str
    penalty: str | None
    term_months: float | None = None
    place: str | None = None
    additional: tuple[Addition, ...] = ()
    suspended: bool = False
    later: tuple[LaterChange, ...] = ()

    @property
    def term_years(self) -> float | int | None:
        """The term in years, a whole number where it is whole."""
        if self.term_months is None:
            return None
        years = round(self.term_months / 12, 2)
        return int(years) if years == int(years) else years


class Found(NamedTuple):
    """A penalty and where it is printed."""

    penalty: str
    start: int
    end: int


@cache
def one_pattern(table: str, column: str) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """All patterns of a table as one, tried where a word begins; the same with a group for each; and their codes."""
    rows = read_table(table)
    joined = "|".join(row["pattern"] for row in rows)
    grouped = "|".join(f"({row['pattern']})" for row in rows)
    return re.compile(rf"(?<![^\W\d_])(?:{joined})"), re.compile(grouped), tuple(row[column] for row in rows)


@cache
def gravity() -> dict[str, int]:
    """Penalties from the gravest, in the order of the vocabulary."""
    return {code: place for place, code in enumerate(codes_in_order("penalties"))}


@lru_cache(maxsize=65_536)
def read_sentence(text: str) -> SentenceReading:
    """Read «10 лет ИТЛ и 5 лет поражения в правах» as camp, 120 months, with loss of rights."""
    printed = text.strip()
    words = NEGATED.sub(lambda match: " " * len(match.group()), _lower(printed[:LONGEST]))
    changes = _find_all(words, "sentence_changes", "change")
    everywhere, all_terms = _find_penalties(words), find_terms(words)
    first = _first_decision(words, everywhere, all_terms, changes)
    found = [one for one in everywhere if one.end <= len(first)]
    terms = [term for term in all_terms if term.end <= len(first)]
    main = _main_penalty(first, found, terms)
    later = [change for change in changes if main is None or change.start >= len(first) or _ended(change, main)]
    if main is None:
        return SentenceReading(printed, None, later=_read_changes(printed, words, later))
    end_of_place = next((one.start for one in later if one.penalty != "served"), len(words))
    return SentenceReading(
        printed,
        main.penalty,
        term_months=_term_of(main, found, terms),
        place=None if main.penalty in {"death", "dismissed"} else _place(printed[main.start : end_of_place]),
        additional=tuple(_additions(printed, found, main, terms)),
        suspended=SUSPENDED.search(first) is not None,
        later=_read_changes(printed, words, later),
    )


def _find_all(text: str, table: str, column: str) -> list[Found]:
    anywhere, grouped, codes = one_pattern(table, column)
    places = (grouped.match(text, place.start()) for place in anywhere.finditer(text))
    return [Found(codes[(match.lastindex or 1) - 1], *match.span()) for match in places if match]


def _find_penalties(text: str) -> list[Found]:
    """Every penalty; a promise not to leave is supervision, but where the case was closed it is no penalty."""
    found = [one for one in _find_all(text, "sentence_penalties", "penalty") if one.penalty != "none"]
    closed = any(one.penalty == "dismissed" for one in found)
    bailed = [one._replace(penalty="supervision") if one.penalty == "bail" else one for one in found]
    return [one for one in found if one.penalty != "bail"] if closed else bailed


def _lower(text: str) -> str:
    """Small letters, each in its place: a few capitals of other scripts become two letters."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _first_decision(text: str, found: list[Found], terms: list[Term], changes: list[Found]) -> str:
    """The text up to the first change that follows a penalty or a term; all of it when none does."""
    ends = [one.end for one in found if one.penalty not in LOOSE] + [term.end for term in terms]
    if not ends or (not terms and _settled_only(found)):
        return text
    starts = [one.start for one in changes if one.start >= min(ends) or one.penalty == "died"]
    return text[: starts[0]] if starts else text


def _settled_only(found: list[Found]) -> bool:
    """«Умер на с/п в 1934 г.», «Освобожден со с/п»: the settlement is told by its end alone."""
    return [one.penalty for one in found if one.penalty != "dismissed"] == ["special_settlement"]


def _ended(change: Found, main: Found) -> bool:
    """«Умер на с/п»: the change stands before the penalty that it ended."""
    return main.penalty == "special_settlement" and change.penalty in ENDS and change.end <= main.start


def _main_penalty(text: str, found: list[Found], terms: list[Term]) -> Found | None:
    """The gravest penalty; a term that no penalty names is a camp: «7 лет с поражением в правах на 3 года»."""
    main = _gravest(found)
    if main is None or main.penalty in ADDITIONS | LOOSE:
        return _bare_term(text, _free_terms(found, terms)) or main
    if main.penalty in LIGHTER_THAN_CAMP and len(terms) > 1 and terms[-1].end <= main.start:
        return _bare_term(text, _free_terms(found, terms[:1])) or main  # «5 лет, 2 года ссылки»
    return main


def _gravest(found: list[Found]) -> Found | None:
    """The gravest; «выслан на спецпоселение» is a settlement, the verb tells only how one came there."""
    settled = any(one.penalty == "special_settlement" for one in found)
    among = [one for one in found if not (settled and one.penalty == "exile")]
    return min(among, key=lambda one: (gravity()[one.penalty], one.start), default=None)


def _bare_term(text: str, terms: list[Term]) -> Found | None:
    """«10 лет» without a word of what, at the beginning: a camp."""
    if not terms or terms[0].start > LONGEST_BARE or NOT_YET.search(text):
        return None
    return Found("camp", terms[0].start, terms[0].end)


def _free_terms(found: list[Found], terms: list[Term]) -> list[Term]:
    """The terms that no added penalty claims."""
    claimed = {_claimed(one, terms) for one in found if one.penalty in ADDITIONS}
    return [term for term in terms if term not in claimed]


def _term_of(main: Found, found: list[Found], terms: list[Term]) -> float | None:
    """The nearest term that no added penalty claims; a death sentence or a closed case has none."""
    if main.penalty in {"death", "dismissed"}:
        return None
    free = _free_terms([one for one in found if one != main], terms)
    nearest = min(free, key=lambda term: (_distance(main, term), term.start), default=None)
    return nearest.months if nearest else None


def _claimed(addition: Found, terms: list[Term]) -> Term | None:
    """«5 лет поражения в правах», «поражение в правах на 5 лет»: the term beside the addition."""
    before = [term for term in terms if 0 <= addition.start - term.end <= 1]
    after = [term for term in terms if 0 <= term.start - addition.end <= 16]
    return before[-1] if before else after[0] if after else None


def _distance(main: Found, term: Term) -> int:
    return max(term.start - main.end, main.start - term.end, 0)


def _additions(printed: str, found: list[Found], main: Found, terms: list[Term]) -> Iterator[Addition]:
    """Each added penalty once, with the term beside it and the words of both."""
    seen = {main.penalty}
    for one in found:
        if one.penalty in ADDITIONS - seen:
            seen.add(one.penalty)
            term = _claimed(one, terms)
            start, end = (min(one.start, term.start), max(one.end, term.end)) if term else (one.start, one.end)
            yield Addition(one.penalty, _to_word_end(printed, start, end), term.months if term else None)


def _to_word_end(printed: str, start: int, end: int) -> str:
    """The printed words up to the next stop, so that «конфискация имущества» and «поражения в правах» are whole."""
    tail = ADDED_WORDS.match(printed, end)
    return printed[start : tail.end() if tail else end].strip(" ,.;")


def _place(text: str) -> str | None:
    match = PLACE.search(text)
    if not match:
        return None
    end = PLACE_ENDS.search(match["place"])
    return (match["place"][: end.start()] if end else match["place"]).strip(" .,;") or None


def _read_changes(printed: str, text: str, changes: list[Found]) -> tuple[LaterChange, ...]:
    """Each later change with the words up to the next, and its own penalty and term."""
    read = []
    ends = [*(change.start for change in changes[1:]), len(text)]
    for change, end in zip(changes, ends, strict=False):
        words = text[change.start : end].strip(" ,.;")
        told = printed[change.start : end].strip(" ,.;")
        penalty = _gravest(_find_penalties(words)) if change.penalty in NEW_PENALTY else None
        terms = find_terms(words)
        read.append(
            LaterChange(change.penalty, told, penalty.penalty if penalty else None, terms[0].months if terms else None)
        )
    return tuple(read)
