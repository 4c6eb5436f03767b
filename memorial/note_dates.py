"""Where in these words is the date? The commonest printed forms first, all others through the grammar of dates."""

import re
from calendar import monthrange
from datetime import date as day_of
from functools import lru_cache

from memorial.dates import PartialDate, find_date, read_date
from memorial.remembering import remember_short

MONTH_WORDS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
IN_MONTHS = "январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре"
# A whole date in words or figures, or a year; what else stands near a date is for the grammar.
# Tried where a number begins; «мае» before a year is looked for behind it.
COMMON = re.compile(
    rf"(?<![\d.,/№-])(?:(?P<day>\d{{1,2}})(?:\s(?P<word>{MONTH_WORDS})\s|\.(?P<month>\d{{1,2}})\.))?"
    r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d~?/]|\s?[-–(/]|[.,]\s?\d)(?P<g>\s?г(?:ода|оду|\.)?(?!\w|\s?р))?"
    r"(?!\s?(?:[-–(/?]|или\s|ст\.\s?ст|по\s\d))"
)
IN_MONTH = re.compile(rf"(?<![\d.,/№\w-])(?P<month>{IN_MONTHS})\s\Z")
MODIFIED = re.compile(
    r"(?:(?<!\w)(?:около|ок\.?|до|к|ночь\s(?:с\s\d+\s)?на|после|н[ае]\s\w+|ранее|поздн\w+|позже|раньше|между|или|кон\w+|нач\w*\.?|середин\w+|сер\.|весн\w+"
    r"|лет\w*|осен\w+|зим\w+|с|по|и|прим\w*\.?|прибл\w*\.?|январ\w*|феврал\w*|март\w*|апрел\w*|ма[йе]|июн\w*|июл\w*"
    r"|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|[IVXІХ]+)|[-–~≈?/(]|\d\.?)\s*\Z",
    re.IGNORECASE,
)
ANNOUNCING = frozenset({"в", "во", "около", "ок", "примерно", "с"})
TWO_YEARS = re.compile(r"\s*(\d{4})\s*(?:,|\()\s*(\d{4})\)?(?=\s*[,.;]|\s*г|\s*$)")
# «10 г.» is a term, no year.
DATE_LIKE = re.compile(r"\d{4}|\d0\s?[-–—]\s?(?:х|е|ые|ых)\s?г|\d\.\d\d?\.\d\d|(?<!\d)(?:1[4-9]|[2-9]\d)\s?г")
NUMBER = re.compile(r"\d+")
NUMBERED = re.compile(r"\d{4}|\d\.\d")
LONGEST = 2_000  # characters searched for a date
LONGEST_MONTH = 10  # characters: «сентябре »
NEAR = 40  # characters before a date that may still announce it: «в конце», «не ранее»


@remember_short(50, maxsize=65_536)
def find_event_date(text: str, century: int | None = 1900) -> tuple[PartialDate, int, int] | None:
    """The first date of these words with its place; a two-digit year is of the stated century."""
    text = text[:LONGEST]
    first = NUMBER.search(text)
    if not first:
        return None
    if found := _find_common(text, first.start()):
        return found
    date = find_date(text, century=century) if DATE_LIKE.search(text, first.start()) else None
    return (date.date, date.start, date.end) if date else None


def _find_common(text: str, first: int) -> tuple[PartialDate, int, int] | None:
    """A date in one of the commonest forms, if nothing before it changes its meaning and no other date stands there."""
    for number in NUMBER.finditer(text, first):
        if match := COMMON.match(text, number.start()):
            break
    else:
        return None
    start = match.start()
    month = None if match["day"] else IN_MONTH.search(text, max(0, start - LONGEST_MONTH), start)
    start = month.start() if month else start
    if start and _is_modified(text[max(0, start - 20) : start].rstrip()):
        return None
    if first < start and NUMBERED.search(text, first, start):
        return None
    date = _common_date(text[start : match.end()])
    return (date, start, match.end()) if date else None


@lru_cache(maxsize=8_192)
def _is_modified(near: str) -> bool:
    """Whether the words right before a date change its meaning: «не ранее», «в конце»."""
    return MODIFIED.search(near) is not None


@lru_cache(maxsize=32_768)
def _common_date(printed: str) -> PartialDate | None:
    """«3 мая 1937 г.», «03.05.1937», «мае 1937 г.», «1937»; nothing for a day that there never was."""
    match = COMMON.search(printed)
    if match is None:
        return None
    day, word, number, year = match.group("day", "word", "month", "year")
    if day:
        month = int(number) if number else MONTH_WORDS.split("|").index(word) + 1
        edtf, days = f"{year}-{month:02}-{int(day):02}", (int(day), int(day))
    elif match.start():
        month = IN_MONTHS.split("|").index(printed.partition(" ")[0]) + 1
        edtf, days = f"{year}-{month:02}", (1, monthrange(int(year), month)[1])
    else:
        return PartialDate(printed, year, day_of(int(year), 1, 1), day_of(int(year), 12, 31))
    try:
        return PartialDate(printed, edtf, *(day_of(int(year), month, one) for one in days))
    except ValueError:
        return None


def take_first_date(text: str) -> tuple[PartialDate | None, str]:
    """The date at the beginning of these words, and the words behind it."""
    two = TWO_YEARS.match(text)
    if two:
        years = sorted((two.group(1), two.group(2)))
        both = read_date(f"{years[0]} или {years[1]}")
        if both and both.edtf:
            printed = two.group().strip()
            return PartialDate(printed, both.edtf, both.earliest, both.latest), text[two.end() :]
    number = NUMBER.search(text, 0, NEAR + LONGEST_MONTH)
    found = number and (_find_common(text, number.start()) or find_event_date(text, century=None))
    if not found:
        return None, text
    date, start, end = found
    before = text[:start].strip(" .,:(")
    if len(before) > NEAR or (before and before.lower() not in ANNOUNCING):
        return None, text
    return date, text[end:]
