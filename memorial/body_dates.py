"""What of the printed words is the body, what the date, what the charge?"""

import re
from dataclasses import dataclass

from memorial.dates import FoundDate, PartialDate, find_dates, read_date

CHARGE = re.compile(r"\b[оo]б[вb](?:ин\w{0,6})?\s?\.?\s?:", re.IGNORECASE)
LABEL_AGAIN = re.compile(r"(?:\s*[оo]б[вb]\s?\.?\s?:)+", re.IGNORECASE)
TRAILING = " \t\r\n\u00a0.,;:"
HEAD = 2_000  # characters; no body is longer, what follows is kept with it but not searched for a date
LONGEST_USUAL = 32  # characters: « 26 сентября 1937 г.» and room for stops
# Nearly every list writes it so; the grammar of all dates is asked about the rest.
USUAL = re.compile(r"(?:^|[\s»\")])((?:\d{1,2} [а-я]{3,8}|в [а-я]{3,8}|в) \d{4} г\.?)[\s.,]{0,4}$")
YEAR_ALONE = re.compile(r"\d{4}")
AFTER_UNIT = re.compile(r"(?:№|#|в/ч|част\w{1,2})\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyParts:
    """The three things glued together: «body date, обв.: charge»."""

    body: str | None
    date: PartialDate | None
    charge: str | None


def split_body(text: str) -> BodyParts:
    """The body, its date and the charge in the printed words, without trailing punctuation."""
    label = CHARGE.search(text)
    head = text[: label.start()] if label else text
    found = _date_of(head)
    return BodyParts(_body(head, found), found.date if found else None, _charge(text, label))


def _charge(text: str, label: re.Match[str] | None) -> str | None:
    """What follows «обв.:», also where the label is printed twice."""
    if label is None:
        return None
    again = LABEL_AGAIN.match(text, label.end())
    return text[again.end() if again else label.end() :].strip(TRAILING) or None


def _date_of(head: str) -> FoundDate | None:
    """The last date before the charge; digits that are a number of something are no date."""
    usual = USUAL.search(head[-LONGEST_USUAL:])
    if usual and (date := read_date(usual[1])) and date.edtf:
        start = len(head) - min(len(head), LONGEST_USUAL) + usual.start(1)
        return FoundDate(date, start, start + len(usual[1]))
    dates = [found for found in find_dates(head[:HEAD]) if not _is_a_number(head, found)]
    return dates[-1] if dates else None


def _is_a_number(head: str, found: FoundDate) -> bool:
    if AFTER_UNIT.search(head[max(0, found.start - 8) : found.start]):
        return True
    return bool(YEAR_ALONE.fullmatch(found.date.printed)) and head[found.end :].strip(TRAILING) != ""


def _body(head: str, found: FoundDate | None) -> str | None:
    if found is None:
        return _bare(head)
    before, after = head[: found.start], head[found.end :]
    if not after.strip(TRAILING + ")]"):
        return _bare(before)
    return _bare(f"{before.rstrip(TRAILING)} {after.lstrip(TRAILING)}")


def _bare(text: str) -> str | None:
    return text.strip().rstrip(TRAILING).lstrip(" ,;.:") or None
