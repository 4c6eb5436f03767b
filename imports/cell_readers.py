"""How is a cell read that is written in its own way? Readers that a profile names for a column."""

import re
from collections.abc import Callable

CellReader = Callable[[str, str], dict[str, str]]

_DATE_AND_PLACE = re.compile(r"(?P<date>[^,]*\d{4}(?:\s*(?:г|года)\b\.?)?)[\s,.]+(?P<place>\D.*)", re.DOTALL)

# Packed, these would be days of 1803 and 1804.
_PLAIN_YEARS = range(1800, 2100)


def _packed_date(printed: str, name: str) -> dict[str, str]:
    """A date packed in a number: the low 5 bits day, the next 4 month, the rest years since 1800; 0 is unknown."""
    if not printed.isdecimal() or len(printed) > 9:
        return {name: printed}
    packed = int(printed)
    if packed in _PLAIN_YEARS:
        return {name: printed}
    day, month, years = packed & 31, packed >> 5 & 15, packed >> 9
    if not years:
        return {}
    return {name: f"{day or '_'}.{month or '_'}.{1800 + years}" if month else str(1800 + years)}


def _date_and_place(printed: str, name: str) -> dict[str, str]:
    """«1890 г., с. Вымышлено»: a date, and behind it the place of the same event."""
    found = _DATE_AND_PLACE.fullmatch(printed)
    if not found:
        return {name: printed}
    return {name: found["date"], name.replace("_date", "_place"): found["place"].strip()}


def _years_only(printed: str, name: str) -> dict[str, str]:
    """A year that a spreadsheet made a number: «1937.0»."""
    return {name: printed.removesuffix(".0")}


CELL_READERS: dict[str, CellReader] = {
    "packed_date": _packed_date,
    "date_and_place": _date_and_place,
    "year_number": _years_only,
}
