"""How is a date written? The grammar of printed dates over the letters of their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from memorial.date_edtf import Point, new_style
from memorial.date_words import Token

# D one or two digits · Y four-digit year · C decade · c decade without its century · M month word · R Roman month
# U unknown part · e season
# g «г.» · w «в» · k «дня» · the other small words are told where they are used; spaces are left out.
_YEAR = r"Y(?:g\.?)?"
_STROKE = r"[.\-/]{1,2}"
_DAY = r"[DU](?:-?k)?"
_WORDED = rf"{_DAY}[.\-,/]?[MR]\.?(?:{_STROKE}|,)?w?{_YEAR}"  # 5 августа 1937 г. · 5/VIII-1937
_NUMBERED = rf"[DU](?:{_STROKE}[DU]{_STROKE}|\.[DU]){_YEAR}"  # 5.08.1937 · _.5.1939 · 01.02 1930
_SHORT = rf"D{_STROKE}[DR]{_STROKE}D(?!{_STROKE}[DY])(?:g\.?)?|DM\.?Dg\.?|MDg\.?"  # 05.09.37 · 5 сент. 37 г.
POINT = (
    rf"(?:{_NUMBERED}|{_WORDED}|{_SHORT}"
    rf"|M\.?(?:{_STROKE}|,)?w?{_YEAR}|R{_STROKE}{_YEAR}|[DU]{_STROKE}{_YEAR}"  # май 1937 · VIII.1937 · 05.1937
    rf"|Y-[DU]-[DU](?!{_STROKE}[DY])|Y[./]D[./]D(?!{_STROKE}[DY])"  # 1937-08-05
    rf"|Y(?:g\.?)?,?[DU]?M|e{_YEAR}|[Cc](?:g\.?)?|{_YEAR})"  # 1937 г., 5 августа · летом 1937 г. · 1930-е гг.
)
_DAY_OR_MONTH = rf"(?:{_DAY}[.\-]?M|D\.[DU]\.?|{_DAY}|M\.?)"  # left out in 5–10 августа 1937: what the right tells
_BETWEEN = r"(?:-{1,2}|/|,?ow?|[pb]w?|O)"
_BEFORE = r"(?P<before>(?:w|a\.?|q\.?|~|h\.?|nr|nl|N(?=s)|NO|B(?=Y)|[bflsr]){0,5})"
_DUAL = rf"(?P<old>D(?:M|\.D)?)[(/](?P<new>(?:D\)?M|DM\)?|D\.D\)?)(?:\.|,)?{_YEAR})"  # 24 октября (6 ноября) 1917
_FROM_TO = rf"(?P<left>{_DAY_OR_MONTH}){_BETWEEN}(?P<right>{_NUMBERED}|{_WORDED}|M\.?w?{_YEAR})"
_LONG = rf"(?P<first>{POINT}){_BETWEEN}(?P<last>{POINT}|[DU](?!{_STROKE}|[DMR]))(?P<years>(?:g\.?){{0,2}})"
_AMONG = rf"z(?P<low>{POINT}|{_DAY_OR_MONTH})i(?P<high>{POINT})"  # между 1930 и 1932
_ONE = rf"(?P<one>{POINT})(?:\((?:p?d\.?j\.?[,:\-]?)?(?P<other>{POINT})\))?"  # 1893 (по др. данным 1894)
_STYLE = r"(?P<style>[,(]?(?:p?uv|u?t\.?v|t\.?t\.?)\)?)?(?:[,(]?p?y\.?(?:t\.?|v)\)?)?"  # ст. ст. · н. ст.
SPAN = re.compile(
    rf"{_BEFORE}(?:{_AMONG}|{_DUAL}|{_FROM_TO}|{_LONG}|{_ONE})(?P<after>(?:\(?[?~]\)?|\(a\.?\)){{0,2}}){_STYLE}"
)
DUAL_DAYS = (12, 13)  # how far the Julian calendar was behind in the 19th and 20th centuries
FEW_YEARS = 20  # further apart, a second year in brackets tells of something else
# Which number is which, by the letters that hold one.
ORDERS = {
    "DDY": "dmy", "UDY": "dmy", "DUY": "dmy", "UUY": "dmy", "DDD": "dmy", "DY": "my", "UY": "my", "YDD": "ymd",
    "YDU": "ymd", "YUU": "ymd", "YUD": "ymd", "DMY": "dmy", "UMY": "dmy", "DRY": "dmy", "URY": "dmy", "MY": "my",
    "RY": "my", "eY": "my", "DMD": "dmy", "DRD": "dmy", "MD": "my", "YDM": "ydm", "YUM": "ydm", "YM": "ym", "Y": "y",
    "C": "y", "c": "y", "DD": "dm", "DU": "dm", "DM": "dm", "UM": "dm", "D": "d", "U": "d", "M": "m",
}  # fmt: skip
HOLDS_NUMBER = frozenset("DUMReYCc")


@dataclass(frozen=True, slots=True)
class Span:
    """From one point to another; an open side is None. `impossible` when a part of it cannot be told."""

    first: Point | None
    last: Point | None
    impossible: bool = False


UNTOLD = Span(None, None, impossible=True)


@dataclass(frozen=True, slots=True)
class Reader:
    """One match of the grammar with its tokens and the century of two-digit years."""

    match: re.Match[str]
    tokens: Sequence[Token]
    century: int | None

    def point(self, group: str, like: Point | None = None) -> Point | None:
        """The point that this group tells; what it leaves out is as in `like`. None when it cannot exist."""
        start, end = self.match.span(group)
        numbers = [token for token in self.tokens[start:end] if token.letter in HOLDS_NUMBER]
        order = ORDERS.get("".join(token.letter for token in numbers))
        return _point(dict(zip(order, numbers, strict=True)), like, self.century) if order else None


def read_span(match: re.Match[str], tokens: Sequence[Token], century: int | None) -> Span | None:
    """From when to when this match is; None when it only looks like a date."""
    reader = Reader(match, tokens, century)
    span = _bare_span(reader)
    if span is None or span.impossible:
        return span
    span = Span(_styled(span.first, match["style"]), _styled(span.last, match["style"]))
    return _opened(_signed(span, match["before"] + match["after"]), match["before"])


def _bare_span(reader: Reader) -> Span | None:
    match = reader.match
    if match["new"]:
        return _dual(reader)
    for first, last in (("left", "right"), ("low", "high")):
        if match[last]:
            end = reader.point(last)
            return _span(reader.point(first, like=end), end)
    if match["last"]:
        return _long(reader)
    return _one(reader)


def _one(reader: Reader) -> Span | None:
    point = reader.point("one")
    if point is None:
        return None if _looks_like_articles(reader) else UNTOLD
    other = reader.point("other") if reader.match["other"] else None
    if other is None or abs(other.year - point.year) > FEW_YEARS:
        return _span(point, point)
    if _days_between(point, other) in DUAL_DAYS:
        return _span(other, other)
    return _span(*sorted((point, other), key=lambda one: (one.year, one.month or 0, one.day or 0)))


def _looks_like_articles(reader: Reader) -> bool:
    """«58.10.11» is no date, whatever the century."""
    numbers = [token for token in reader.tokens[slice(*reader.match.span("one"))] if token.letter in HOLDS_NUMBER]
    if "".join(token.letter for token in numbers) != "DDD":
        return False
    return numbers[0].value > 31 or numbers[1].value > 12


def _dual(reader: Reader) -> Span:
    new = reader.point("new")
    old = reader.point("old", like=new)
    return _span(new, new) if _days_between(old, new) in DUAL_DAYS else _span(old, new)


def _days_between(old: Point | None, new: Point | None) -> int | None:
    if old is None or new is None or not (old.day and new.day):
        return None
    try:
        return (new.earliest() - old.earliest()).days
    except ValueError:
        return None


def _long(reader: Reader) -> Span:
    """«1926–1935», «1930–31», and «1937-08», which is a month."""
    first = reader.point("first")
    tokens = reader.tokens[slice(*reader.match.span("last"))]
    if first is None or [token.letter for token in tokens] not in (["D"], ["U"]):
        return _span(first, reader.point("last"))
    last = tokens[0]
    if last.end - last.start != 2:
        return UNTOLD
    if 1 <= last.value <= 12 and first == Point(first.year) and not reader.match["years"]:
        return _span(*[Point(first.year, last.value)] * 2)
    year = first.year // 100 * 100 + last.value
    return _span(first, Point(year if year >= first.year else year + 100))


def _span(first: Point | None, last: Point | None) -> Span:
    return Span(first, last) if first and last else UNTOLD


def _styled(point: Point | None, style: str | None) -> Point | None:
    try:
        return new_style(point) if point and style else point
    except (ValueError, OverflowError):
        return point


def _signed(span: Span, signs: str) -> Span:
    """`~` about, `?` perhaps, `%` both."""
    about, perhaps = "a" in signs or "~" in signs, "?" in signs or "q" in signs
    sign = "%" if about and perhaps else "~" if about else "?" if perhaps else ""
    if not sign:
        return span
    first, last = (point and replace(point, sign=sign) for point in (span.first, span.last))
    return Span(first, last)


def _opened(span: Span, before: str) -> Span:
    """«до», «не позднее», «ранее» open the beginning; «после», «не ранее», «с» open the end."""
    until = "nl" in before or "b" in before.lower() or ("r" in before and "nr" not in before)
    after = "nr" in before or "f" in before or ("l" in before and "nl" not in before)
    after = after or ("s" in before and span.first == span.last)
    if until:
        return Span(None, span.last)
    return Span(span.first, None) if after else span


def _point(told: dict[str, Token], like: Point | None, century: int | None) -> Point | None:
    year = _year(told.get("y"), like, century)
    month = told["m"].value if "m" in told else (like.month if like and "y" not in told else None)
    if year is None or ("m" in told and told["m"].letter == "D" and month not in range(1, 13)):
        return None
    day = told["d"].value if "d" in told else None
    return Point(year, month or None, day if month and day else None, decade="y" in told and told["y"].letter in "Cc")


def _year(token: Token | None, like: Point | None, century: int | None) -> int | None:
    if token is None:
        return like.year if like else None
    if token.letter not in "Dc":
        return token.value
    return None if century is None else century + token.value
