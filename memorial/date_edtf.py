"""Which days can it be? EDTF text (levels 0 and 1) and its first and last possible day, both ways."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
JULIAN_LEAP_YEAR = (1900, 2, 28)  # last day of the 12 days' difference; from 1 March 1900 (old style) it is 13
POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<sign>[~?%]?)")
LONGEST = 40  # characters; two days with signs and a stroke are 23


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month, season, year or decade as far as it is told. Month 21–24 is a season."""

    year: int
    month: int | None = None
    day: int | None = None
    decade: bool = False
    sign: str = ""

    def edtf(self) -> str:
        """The text of this point: «1937», «1937-08», «1937-08-05», «193X», «1890~»."""
        if self.decade:
            return f"{self.year // 10:03d}X{self.sign}"
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts) + self.sign

    def earliest(self) -> date:
        """The first possible day. A month or day that does not exist is a ValueError."""
        if self.decade or self.month is None:
            return date(self.year, 1, 1)
        if self.month == 24:  # «зимой 1937 г.» may be its January or its December
            return date(self.year, 1, 1)
        return date(self.year, SEASONS.get(self.month, (self.month,))[0], self.day or 1)

    def latest(self) -> date:
        """The last possible day. A month or day that does not exist is a ValueError."""
        if self.decade:
            return date(self.year // 10 * 10 + 9, 12, 31)
        if self.month is None or self.month == 24:
            return date(self.year, 12, 31)
        month = SEASONS.get(self.month, (self.month, self.month))[1]
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}")
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def new_style(point: Point) -> Point:
    """The day of the Gregorian calendar that a day of the Julian calendar is; what has no day stays."""
    if point.day is None or point.month is None:
        return point
    days = 12 if (point.year, point.month, point.day) <= JULIAN_LEAP_YEAR else 13
    gregorian = date(point.year, point.month, point.day) + timedelta(days=days)
    return Point(gregorian.year, gregorian.month, gregorian.day, sign=point.sign)


def parse_point(text: str) -> Point | None:
    """The point that this EDTF text is, or nothing."""
    match = POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    if year.endswith("XX"):
        return None
    return Point(
        int(year.replace("X", "0")),
        int(month) if month and month != "XX" else None,
        int(day) if day and day != "XX" and month != "XX" else None,
        decade=year.endswith("X"),
        sign=match["sign"],
    )
