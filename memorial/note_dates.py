"""Where in these words is the date? The commonest printed forms first, all others through the grammar of dates."""

import re
from calendar import monthrange
from datetime import date as day_of
from functools import lru_cache

from memorial.dates import PartialDate, find_date, read_date

MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTH_WORDS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
IN_MONTHS = "январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре"
# A whole date in words or figures, or a year; what else stands near a date is for the grammar.
COMMON = re.compile(
    rf"(?<![\d.,/№-])(?:(?P<day>\d{{1,2}})(?:\s(?P<word>{MONTH_WORDS})\s|\.(?P<month>\d{{1,2}})\.))?"
    rf"(?:(?P<in_month>{IN_MONTHS})\s)?"
    r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d~?/]|\s?[-–(/]|[.,]\s?\d)(?P<g>\s?г(?:ода|оду|\.)?(?!\w|\s?р))?"
    r"(?!\s?(?:[-–(/?]|или\s|ст\.\s?ст|по\s\d))"
)
MODIFIED = re.compile(
    r"(?:(?<!\w)(?:около|ок\.?|до|после|н[ае]\s\w+|ранее|поздн\w+|позже|раньше|между|или|кон\w+|нач\w*\.?|середин\w+|сер\.|весн\w+"
    r"|лет\w*|осен\w+|зим\w+|с|по|и|прим\w*\.?|прибл\w*\.?|январ\w*|феврал\w*|март\w*|апрел\w*|ма[йе]|июн\w*|июл\w*"
    r"|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|[IVXІХ]+)|[-–~≈?/(]|\d\.?)\s*\Z",
    re.IGNORECASE,
)
ANNOUNCING = frozenset({"в", "во", "около", "ок", "примерно", "с"})
TWO_YEARS = re.compile(r"\s*(\d{4})\s*(?:,|\()\s*(\d{4})\)?(?=\s*[,.;]|\s*г|\s*$)")
DATE_LIKE = re.compile(r"\d{4}|\d\.\d\d?\.\d\d|\d\s?г")
NUMBERED = re.compile(r"\d{4}|\d\.\d")
LONGEST = 2_000  # characters searched for a date
NEAR = 40  # characters before a date that may still announce it: «в конце», «не ранее»


@lru_cache(maxsize=65_536)
def find_event_date(text: str, century: int | None = 1900) -> tuple[PartialDate, int, int] | None:
    """The first date of these words with its place; a two-digit year is of the stated century."""
    text = text[:LONGEST]
    if not DATE_LIKE.search(text):
        return None
    match = COMMON.search(text)
    if match and _stands_alone(text[: match.start()]) and (date := _common_date(match)):
        return date, match.start(), match.end()
    found = find_date(text, century=century)
    return (found.date, found.start, found.end) if found else None


def _stands_alone(before: str) -> bool:
    """Nothing before the date changes its meaning, and no other date stands there."""
    near = before[-20:].rstrip()
    return not MODIFIED.search(near) and not NUMBERED.search(before)


def _common_date(match: re.Match[str]) -> PartialDate | None:
    year, printed = int(match["year"]), match.group()
    if match["in_month"]:
        month = [name[:3] for name in IN_MONTHS.split("|")].index(match["in_month"][:3]) + 1
        last = day_of(year, month, monthrange(year, month)[1])
        return PartialDate(printed, f"{year}-{month:02}", day_of(year, month, 1), last)
    if not match["day"]:
        return PartialDate(printed, match["year"], day_of(year, 1, 1), day_of(year, 12, 31))
    month = int(match["month"] or MONTHS.index(match["word"][:3]) + 1)
    try:
        day = day_of(year, month, int(match["day"]))
    except ValueError:
        return None
    return PartialDate(printed, day.isoformat(), day, day)


def take_first_date(text: str) -> tuple[PartialDate | None, str]:
    """The date at the beginning of these words, and the words behind it."""
    two = TWO_YEARS.match(text)
    if two:
        years = sorted((two.group(1), two.group(2)))
        both = read_date(f"{years[0]} или {years[1]}")
        if both and both.edtf:
            printed = two.group().strip()
            return PartialDate(printed, both.edtf, both.earliest, both.latest), text[two.end() :]
    found = find_event_date(text, century=None)
    if not found:
        return None, text
    date, start, end = found
    before = text[:start].strip(" .,:(")
    if len(before) > NEAR or (before and before.lower() not in ANNOUNCING):
        return None, text
    return date, text[end:]
