"""Which words of an entry announce a fact? The entry cut into pieces at its labels, in any order, glued or not."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from memorial.expert_tables import read_table
from memorial.remembering import remember_short

BEFORE_DATE = re.compile(
    r"\s*(?:в\s+|:|[-–—]\s*)?(?:\d|январ|феврал|март|апрел|ма[ея]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
)
# The alternatives of a pattern outside brackets, and up to four letters that surely begin each.
ALTERNATIVES = re.compile(r"\|(?![^(]*\))")
STEM = re.compile(r"(?:(?:[А-Яа-яё/]|\\[.s])(?![?*{])){1,4}")
BRACKETED = re.compile(r"\s*\([^\n]*\)[\s.]*")
FEMININE = re.compile(r"(?:ась|ла|на|ка|женский|жен\.?|^ж)$", re.IGNORECASE)
MASCULINE = re.compile(r"(?:[лн]|ся|ец|мужской|муж\.?|^м)$", re.IGNORECASE)
INSIDE_SENTENCE = frozenset(
    {"later", "execution", "burial", "rehabilitation", "arrest", "residence", "birth", "charge"}
)
# «… железной дороги. 19.05.1949 г. Военным трибуналом осужден …»: a statement that begins with its date.
DATED = re.compile(
    r"\.\s+(?:В\s+)?(?=(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\s[а-я]{3,8}\s\d{4}"
    r"|(?:(?<=В\s)[а-я]{3,8}\s)?\d{4}(?:(?:-|,\s|\sи\s)\d{4})*)(?!\d)\s?г|(?:Отбы|Арестовыв|Привлек|Подверг|Находи|Дважды|Трижды)[а-я])"
)
# «Военной коллегией 15.09.1956 г. дело в отношении Кронова А.К. прекращено»: how it was put right in the end.
CLOSED = re.compile(r"(?<=\.)\s+(?=[А-ЯЁ][^.;:]{5,90}?\s\d{1,2}\.\d{1,2}\.\d{4}\sг\.\sдело\sв\sотношении)")
FREE_FIELDS = frozenset(
    (
        "birth birth_place residence arrest verdict charge execution death later dated statement released party_words"
    ).split()
)
RUN_FIELDS = frozenset({"education", "nationality", "citizenship", "party"})
# «1893 г.р., Кронск, русский, …»: a run that tells of the birth without a label.
BORN_LINE = re.compile(r"(?:\d[\d.]*\s?|\d{1,2}\s\w+\s\d{4}\s?)г\.\s?р|\d{4}\s?года\s+рождения")
ENDS = frozenset({"rehabilitation", "execution", "burial"})  # with a date they begin a statement without a stop
CLOSING = ENDS | {"arrest"}  # behind a stop and before a date, also in small letters
OWN_CASES = frozenset({"later", "other_case", "statement", "dated"})  # never said on a line of their own
STATEMENT_BEGINS = frozenset('.;#)»"“”')
CLAUSE_BEGINS = frozenset(",.;)")


class Label(NamedTuple):
    """The words that announce a fact, and where they stand."""

    field: str
    words: str
    start: int
    end: int
    colon: bool


class Piece(NamedTuple):
    """A label (none for an unlabelled line) and the words that follow it."""

    field: str
    label: str
    text: str
    colon: bool = False


@cache
def label_pattern() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """All labels as one pattern, in the order of the table, a colon behind; and the field and strength of each."""
    rows = read_table("note_labels")
    joined = "|".join(f"({row['pattern']})" for row in rows)
    return re.compile(rf"(?:{joined})(?!\w)(?:\s*:)?"), tuple((row["field"], row["strength"]) for row in rows)


@cache
def beginning_pattern() -> re.Pattern[str]:
    """Where a label may begin: the first letters of one. Quick, because most words are no labels."""
    patterns = [words for row in read_table("note_labels") for words in ALTERNATIVES.split(row["pattern"])]
    stems = {match.group() for match in map(STEM.match, patterns) if match}
    by_letter = {stem[0]: [other[1:] for other in sorted(stems) if other[0] == stem[0]] for stem in stems}
    joined = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
    return re.compile(rf"(?<!\w)(?:{joined})")


def split_pieces(text: str) -> list[Piece]:
    """The pieces of a note in their order; a line without a label is a piece without a field."""
    if "\n" not in text:
        return list(_split_line(text))
    lines = [(line, _split_line(line)) for line in text.split("\n")]
    told = {pieces[0].field for _, pieces in lines if pieces and pieces[0].label} - OWN_CASES
    found: list[Piece] = []
    for line, pieces in lines:
        if len(pieces) > 1 and pieces[1].field in told and not (pieces[0].label or pieces[1].colon):
            found.append(Piece("", "", line.strip()))  # «пекарь, арестован ВЧК» above a line «Арестован …»
        else:
            found += pieces
    return found


@remember_short(60, maxsize=65_536)  # of 110,000 lines up to here half were printed before, of longer ones a fifth
def _split_line(line: str) -> tuple[Piece, ...]:
    """What stands before the first label, if anything does, and each label with its words."""
    if "(" in line[:3] and BRACKETED.fullmatch(line):
        return (Piece("variants", "", line.strip()),)
    labels = _find_labels(line)
    first = (line[: labels[0].start] if labels else line).strip()
    pieces = [Piece("variants" if labels and BRACKETED.fullmatch(first) else "", "", first)] if first else []
    ends = [label.start for label in labels[1:]]
    for label, end in zip(labels, [*ends, len(line)], strict=False):
        pieces.append(Piece(label.field, label.words, line[label.end : end].strip(), label.colon))
    return tuple(pieces)


def _find_labels(line: str) -> list[Label]:
    pattern, kinds = label_pattern()
    dated = _dated_statements(line)
    found: list[Label] = []
    for place in beginning_pattern().finditer(line):
        match = pattern.match(line, place.start())
        if not match:
            continue
        row = match.lastindex or 1
        field, strength = kinds[row - 1]
        start, end = match.span()
        label = Label(field, match[row], start, end, line[end - 1] == ":")
        if dated:
            _take_dated(dated, start, found, line)
        if (not start and strength == "word") or _is_label(label, strength, line, found[-1] if found else None):
            found.append(label)
    if dated:
        _take_dated(dated, len(line), found, line)
    return found


def _dated_statements(line: str) -> list[Label]:
    if ". " not in line:
        return []
    starts = [match.start() + 1 for match in DATED.finditer(line)]
    found = [Label("dated", "", start, start, False) for start in starts]
    closed = CLOSED.search(line) if "прекращено" in line else None
    if closed:
        found = [Label("closed", "", closed.start(), closed.start(), False), *found]
        found.sort(key=lambda label: label.start)
    return found


def _take_dated(dated: list[Label], until: int, found: list[Label], line: str) -> None:
    """Take the dated statements before this place, in running text only: a labelled line goes on."""
    while dated and dated[0].start <= until:
        statement = dated.pop(0)
        if not found or not line[found[-1].end : statement.start].strip():
            continue
        if found[-1].colon and found[-1].field == "residence":  # behind an address: an earlier case
            found.append(statement._replace(field="previous"))
        elif not found[-1].colon and found[-1].field in FREE_FIELDS:
            found.append(statement)


def _is_label(label: Label, strength: str, line: str, before: Label | None) -> bool:
    """A colon makes a label of any word; a bare word must stand where a statement begins."""
    previous = _letter_before(line, label.start)
    if not previous:
        return strength == "word" or label.colon
    if label.colon or strength == "colon":
        return label.colon and not _goes_on(label, before, previous, line)
    dated = BEFORE_DATE.match(line, label.end) is not None
    closes = dated and previous in STATEMENT_BEGINS and label.field in (ENDS if _in_sentence(before) else CLOSING)
    if before and not closes and not _may_follow(label, before):
        return False
    if dated and not (_in_sentence(before) and label.field not in ENDS):
        return True
    if label.field in {"burial", "rehabilitation"} and label.words[0].isupper():
        return True
    beginnings = STATEMENT_BEGINS if label.words[0].isupper() else CLAUSE_BEGINS
    return previous in beginnings or (label.field == "charge" and label.words[0].islower())


def _in_sentence(before: Label | None) -> bool:
    return before is not None and before.field == "sentence"


def _letter_before(line: str, start: int) -> str:
    """The letter before this place, spaces and dashes left out; nothing at the beginning of the line."""
    while start and line[start - 1] in " \t-–—":
        start -= 1
    return line[start - 1 : start]


def _goes_on(label: Label, before: Label | None, previous: str, line: str) -> bool:
    """«Род. в 1893, Кронск, обр.: высшее, член ВКП(б)»: a fact within the run behind the birth."""
    if label.field not in RUN_FIELDS or previous not in ",;":
        return False
    return before.field in {"birth", "birth_place"} if before else BORN_LINE.match(line) is not None


def _may_follow(label: Label, before: Label) -> bool:
    """Inside a sentence «умер» tells of serving it; inside labelled lines small letters begin nothing."""
    if before.field == "previous":
        return label.field in {"execution", "burial", "rehabilitation"} and label.words[0].isupper()
    if before.field == "dated":
        return label.words[0].isupper()
    if before.field == "sentence":
        return label.field in INSIDE_SENTENCE and label.words[0].isupper()
    if before.colon and label.words[0].islower():
        return False
    return label.words[0].isupper() or before.field in FREE_FIELDS


def tidy(text: str) -> str:
    """The words without the punctuation around them; a closing quote or bracket stays, an open bracket goes."""
    return text.strip(" \t\r\f\v.,;:#|\u00a0").rstrip(" .,;:-–—(")


@lru_cache(maxsize=1_024)
def tells_sex(label: str) -> str | None:
    """The sex that the ending of a label tells: «Родилась» → f."""
    word = label.split(" ", maxsplit=1)[0]
    if FEMININE.search(word):
        return "f"
    return "m" if MASCULINE.search(word) else None
