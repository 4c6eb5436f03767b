"""When was it? Dates as precise as their source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from memorial.date_edtf import LONGEST, Point, parse_point
from memorial.date_grammar import SPAN, Span, read_span
from memorial.date_words import tokens_of

HAS_DIGIT = re.compile(r"\d")
HAS_WORDS = re.compile(r"\w")
SPACE = re.compile(r"\s")
WORD_ENDS = re.compile(r"\w*+")
STRETCH = 4_000  # characters of a long text that are read at a time
REACH = 400  # characters that a date may reach beyond its stretch
TAIL = re.compile(
    r"^(?:\W{0,3}р(?:\.|ожд\w{0,8}\.?)?|[T ]\d\d:\d\d(?::\d\d)?(?:\.0+)?)$"
)  # «1890 г.р.», a spreadsheet's midnight
MANY = 200  # characters; no date is longer
PLAIN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.(1[89][0-9]{2})")  # nine in ten dates of the lists


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as printed, as EDTF (empty when not understood) and as its first and last possible day.

    An open side of a span («до 1937», «после 1937») has no day; «ок. 1890» keeps the days of 1890.
    """

    printed: str
    edtf: str
    earliest: date | None
    latest: date | None

    @property
    def understood(self) -> bool:
        """Whether the printed words could be read as a date."""
        return bool(self.edtf)

    @property
    def years(self) -> range | None:
        """Every possible year; nothing when one side is open or the date was not understood."""
        if self.earliest is None or self.latest is None:
            return None
        return range(self.earliest.year, self.latest.year + 1)

    @property
    def year(self) -> int | None:
        """The year, where only one is possible."""
        years = self.years
        return years[0] if years and len(years) == 1 else None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text."""

    date: PartialDate
    start: int
    end: int


def read_date(text: str, *, century: int | None = None) -> PartialDate | None:
    """The date that this whole text is; with empty EDTF when it is not understood, nothing when it has no digits.

    A two-digit year is understood only in a stated century: `century=1900` makes «05.09.37» 1937.
    """
    printed = text.strip().strip(",;").strip()
    return _read_date(printed, century) if len(printed) <= MANY else _unread(printed)


@lru_cache(maxsize=65_536)
def _read_date(printed: str, century: int | None) -> PartialDate | None:
    plain = PLAIN_DAY.fullmatch(printed)
    if plain and (when := _plain_day(printed, *map(int, plain.groups()))):
        return when
    bare = printed.strip("«»\"'.[] ")
    if HAS_DIGIT.search(bare) is None:
        return None
    found = next(find_dates(bare, century=century), None)
    if found is None or HAS_WORDS.search(bare[: found.start] + TAIL.sub("", bare[found.end :])):
        return from_edtf(printed) or _unread(printed)
    return found.date if found.date.printed == printed else replace(found.date, printed=printed)


def _plain_day(printed: str, day: int, month: int, year: int) -> PartialDate | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return PartialDate(printed, when.isoformat(), when, when)


def find_date(text: str, *, century: int | None = None) -> FoundDate | None:
    """The first date in the text and where it stands."""
    return next(find_dates(text, century=century), None)


def find_dates(text: str, *, century: int | None = None) -> Iterator[FoundDate]:
    """Every date in the text, from left to right; one that cannot exist (32.13.1937) comes with empty EDTF."""
    start = 0
    while HAS_DIGIT.search(text, start):
        cut = _cut(text, start + STRETCH)
        if HAS_DIGIT.search(text, start, cut + REACH):
            for found in _dates_between(text, start, cut + REACH, century):
                if found.start >= cut:
                    break
                yield found
                cut = max(cut, found.end)
        start = cut


def _cut(text: str, near: int) -> int:
    """Where a long text may be cut without hurting a word: at the next space, or behind the word."""
    if near >= len(text):
        return len(text)
    space = SPACE.search(text, near, near + REACH)
    return space.start() if space else WORD_ENDS.match(text, near).end()  # type: ignore[union-attr]


def _dates_between(text: str, first: int, last: int, century: int | None) -> Iterator[FoundDate]:
    tokens = tokens_of(text, first, min(last, len(text)))
    letters = "".join(token.letter for token in tokens)
    for match in SPAN.finditer(letters):
        span = read_span(match, tokens, century)
        if span is not None:
            start, end = tokens[match.start()].start, tokens[match.end() - 1].end
            yield FoundDate(_date(text[start:end], span), start, end)


def from_edtf(text: str) -> PartialDate | None:
    """The date that an EDTF text of level 0 or 1 is («1937-08», «1890~», «1893/1894», «../1937»), or nothing."""
    printed = text.strip()
    if len(printed) > LONGEST:
        return None
    first, stroke, last = printed.partition("/")
    ends = [None if side in ("", "..") else parse_point(side) for side in (first, last)]
    if ends[0] is None and (first not in ("", "..") or ends[1] is None):
        return None
    if stroke and ends[1] is None and last not in ("", ".."):
        return None
    made = _date(printed, Span(ends[0], ends[1] if stroke else ends[0]))
    return made if made.understood else None


def _date(printed: str, span: Span) -> PartialDate:
    try:
        earliest = span.first.earliest() if span.first else None
        latest = span.last.latest() if span.last else None
    except (ValueError, OverflowError):
        return _unread(printed)
    if span.impossible or (earliest and latest and earliest > latest):
        return _unread(printed)
    return PartialDate(printed, _edtf(span.first, span.last), earliest, latest)


def _edtf(first: Point | None, last: Point | None) -> str:
    if first == last and first is not None:
        return first.edtf()
    return f"{first.edtf() if first else '..'}/{last.edtf() if last else '..'}"


def _unread(printed: str) -> PartialDate:
    return PartialDate(printed, "", None, None)
