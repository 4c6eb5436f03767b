"""Who was it before the arrest? The run of birth, birthplace, nationality, education, party and occupation."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from memorial.dates import PartialDate
from memorial.expert_tables import read_table
from memorial.nationalities import read_nationality
from memorial.note_dates import take_first_date
from memorial.note_labels import tidy

LONGEST = 50_000  # characters; the longest run of 41,000 has 1,500
PIECE = re.compile(r"[^;]+")
COMMA_PIECE = re.compile(r"[^,]+")
LEADING = re.compile(
    r"(?:г?\.?\s?р\.?(?!\w)|г\.(?!\s*[А-ЯЁ])|г(?!\w|\.)|гг?\.\s*р\w*\.?|года?(?!\w)(?:\s+рождения)?)[\s.,;]*"
)
EDUCATION_WORD = re.compile(r"(?:(?:образование|обр\.|обр-е)\s*[:—–-]?\s*)+(?=\S)", re.IGNORECASE)
CITIZENSHIP = r"(?i:подданство|гражданство|подданн\w+|гр-во|гражданин|гражданка|\w+\s+подданн\w+|лицо без гражд)"
ONE_WORD = r"[А-ЯЁ][\w-]+(?:\s\([^)]*\)?)?"
BEGUN = (("education", "note_education"), ("party", "note_party"))
WHOLE = (("social_origin", "note_origin"), ("family", "note_family"), ("previous_convictions", "note_convictions"))
OTHER_DATA = re.compile(r"[\s,.]*\((по\s(?:другим\s|др\.\s)?(?:данным|сведениям)[^()]*)\)\s*", re.IGNORECASE)
NEW_SENTENCE = re.compile(
    r"\.(?<=[а-яё]{3}\.)(?<!мест\.)(?<!дер\.)(?<!пос\.)(?<!сел\.)(?<!хут\.)(?<!гор\.)\s+([А-ЯЁ][а-яё]{2,20})(?=([,;.]))\.?"
)
DATED = re.compile(
    r"\s*(?:(?:с|по|в|до)?\s*(?:\d{4}|\d{1,2}\s+[а-я]+\s+\d{4})|(?:в\s\d{4}[^,]*\s)?(?:исключ|восстан|выбыл|вступ)[^,]*)"
)


@dataclass(slots=True)
class Biography:
    """What the run tells, each in the printed words; `rest` is what no rule accounted for."""

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
    rest: list[str] = field(default_factory=list)


@cache
def table_pattern(table: str) -> str:
    """The patterns of one table as one."""
    return "|".join(f"(?:{row['pattern']})" for row in read_table(table))


@cache
def fact_pattern() -> re.Pattern[str]:
    """Every fact but nationality, tried at the beginning of a piece; what tells of a life must be all of it."""
    begun = [f"(?P<{kind}>{table_pattern(table)})" for kind, table in BEGUN]
    whole = [f"(?P<{kind}>(?:{table_pattern(table)})\\.*\\Z)" for kind, table in WHOLE]
    return re.compile("|".join((f"(?P<citizenship>{CITIZENSHIP})", *begun, *whole)))


@cache
def party_pattern() -> re.Pattern[str]:
    """The words of a party, which begin with a capital letter or a small one."""
    return re.compile(f"(?P<party>{table_pattern('note_party')})")


@cache
def place_pattern() -> re.Pattern[str]:
    """The words of place, tried at the beginning of a piece, or a single word with a capital letter."""
    return re.compile(rf"(?:{table_pattern('note_places')})|{ONE_WORD}\Z")


@lru_cache(maxsize=65_536)
def kind_of(piece: str) -> str:
    """What this piece of a biography tells, by its words; empty when they tell nothing certain."""
    words = piece.strip()
    if read_nationality(words):
        return "nationality"
    small = words[:1].lower() + words[1:]
    match = fact_pattern().match(small) or (small != words and party_pattern().match(words))
    return (match.lastgroup or "") if match else ""


@lru_cache(maxsize=65_536)
def is_place(piece: str) -> bool:
    """A word of place, or a single word with a capital letter."""
    return place_pattern().match(piece.strip()) is not None


def read_biography(text: str) -> Biography:
    """Read the run behind «Родился»: semicolons part the facts when there are any, else commas."""
    date, rest = take_first_date(text[:LONGEST])
    found = Biography(birth_date=date, rest=[text[LONGEST:]] if text[LONGEST:] else [])
    if aside := OTHER_DATA.match(rest):
        found.rest.append(aside.group(1))
        rest = rest[aside.end() :]
    rest = NEW_SENTENCE.sub(_at_nationality, rest)
    words = _without_leading(rest)
    if ";" in rest:
        _read_semicolons(words, found, closed=rest.rstrip(" .").endswith(";"))
    elif words:
        _read_commas(words, found)
    return found


def _at_nationality(match: re.Match[str]) -> str:
    """«в г. Кронске. Русский. Б/п»: a nationality that is or begins a sentence parts as a comma does."""
    if not read_nationality(match[1]):
        return match.group()
    return f", {match[1]}," if match[2] == "." else f", {match[1]}"


def _without_leading(text: str) -> str:
    rest = text.lstrip(" .,;:)")
    match = LEADING.match(rest)
    return tidy(rest[match.end() :] if match else rest)


def _read_semicolons(text: str, found: Biography, closed: bool) -> None:
    """«place; nationality; education; party;» and, where no semicolon closes the run, the occupation."""
    place: list[str] = []
    pieces = [piece for match in PIECE.finditer(text) if (piece := tidy(match.group()))]
    if pieces and not closed and _ends_in_occupation(pieces):
        found.occupation = pieces.pop()
    for piece in pieces:
        kind = kind_of(piece)
        if kind:
            add_fact(found, kind, piece)
        elif kind_of(piece.partition(",")[0]):
            _read_run(piece, found)
        elif not (found.nationality or found.education or found.party):
            place.append(piece)
        elif not found.party and found.education is not None and len(piece) < 60:
            add_fact(found, "party", piece)
        else:
            found.rest.append(piece)
    _settle_place("; ".join(place), found)


def _ends_in_occupation(pieces: list[str]) -> bool:
    """The last piece tells no fact, and facts stand before it or it is no place."""
    *before, last = pieces
    if kind_of(last.partition(",")[0]) or kind_of(last):
        return False
    return any(map(kind_of, before)) or (len(pieces) > 1 and not is_place(last))


def _settle_place(text: str, found: Biography) -> None:
    """A place; a nationality may still hang on it: «с. Кроново, русский»."""
    if not text:
        return
    *before, last = text.split(",")
    if before and not found.nationality and kind_of(last) == "nationality":
        text, found.nationality = tidy(",".join(before)), tidy(last)
    found.birth_place = text or None


def _read_commas(text: str, found: Biography) -> None:
    """«place, nationality, party, occupation»: the nationality parts the place from the rest."""
    spans = _comma_spans(text)
    first = next((index for index, (a, b) in enumerate(spans) if kind_of(text[a:b])), None)
    if first is None:
        first = next((index for index, (a, b) in enumerate(spans) if not is_place(text[a:b])), len(spans))
        first = first if first or not found.birth_date else _no_kind(text, spans)
    found.birth_place = tidy(text[: spans[first - 1][1]]) or None if first else None
    _read_run(text, found, spans[first:])


def _read_run(text: str, found: Biography, spans: list[tuple[int, int]] | None = None) -> None:
    """«латыш, обр.: высшее, член ВКП(б), инженер»: facts, and the occupation behind them."""
    spans = _comma_spans(text) if spans is None else spans
    after = _read_facts(text, spans, found)
    found.occupation = tidy(text[after:]) or found.occupation


def _no_kind(text: str, spans: list[tuple[int, int]]) -> int:
    """No fact is certain: a text that begins small tells an occupation, else it is a place."""
    return 0 if text[:1].islower() and not text.startswith(("в ", "на ")) else 1 if spans else 0


def _comma_spans(text: str) -> list[tuple[int, int]]:
    """The pieces between commas; a comma inside brackets or quotes parts nothing."""
    if "(" not in text and '"' not in text:
        return [match.span() for match in COMMA_PIECE.finditer(text)]
    spans, start, depth, quoted = [], 0, 0, False
    for index, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
        elif letter == '"':
            quoted = not quoted
        elif letter == "," and not depth and not quoted:
            spans.append((start, index))
            start = index + 1
    if depth or quoted:  # a bracket that never closes parts as if it were not there
        return [match.span() for match in COMMA_PIECE.finditer(text)]
    return [*spans, (start, len(text))]


def _read_facts(text: str, spans: list[tuple[int, int]], found: Biography) -> int:
    """Facts in a row up to the first piece that is none: there the occupation begins."""
    last = ""
    for start, end in spans:
        piece = text[start:end]
        kind = kind_of(piece)
        goes_on = last in {"party", "education"} and DATED.fullmatch(piece) is not None
        if not kind and not goes_on:
            return start
        if kind == "nationality" and found.nationality:
            return start
        add_fact(found, kind or last, tidy(piece))
        last = kind or last
    return len(text)


def add_fact(found: Biography, kind: str, piece: str) -> None:
    """Put a piece under its kind, behind what is there."""
    if kind == "education":
        piece = EDUCATION_WORD.sub("", piece, count=1)
    before = getattr(found, kind)
    if kind == "nationality" and before:
        found.rest.append(piece)
        return
    setattr(found, kind, f"{before}, {piece}" if before else piece)
