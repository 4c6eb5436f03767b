"""What does this row print? A row of the file taken apart into the fields of one entry, still in its own words."""

import hashlib
from dataclasses import dataclass

from imports.drafts import Doubt

# What lists print where they have nothing to say; compared without capitals.
_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "-", "--", "—", "–", "\\n"})


# Fields that tell where an entry stands, not what it says.
STRUCTURAL_FIELDS = frozenset({"number", "volume", "page"})


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: its number, its cells as printed, the fields that have words, and what is wrong with it."""

    row_number: int
    number: str
    cells: list[str]
    fields: dict[str, str]
    doubts: tuple[Doubt, ...] = ()
    problem: str | None = None


def read_row(row_number: int, cells: list[str], columns: list[tuple[int, str]], width: int) -> PrintedRow:
    """The row's fields by position. An empty row is a problem; one cell too many or too few is a doubt."""
    fields = {name: cell for position, name in columns if (cell := _words(cells, position))}
    number = fields.get("number") or hash_of(cells)
    if not any(cell.strip() for cell in cells):
        return PrintedRow(row_number, number, cells, fields, problem="empty_row")
    doubts = () if len(cells) == width else (Doubt(None, str(len(cells)), "ragged_row"),)
    return PrintedRow(row_number, number, cells, fields, doubts)


def hash_of(cells: list[str]) -> str:
    """Twelve hexadecimal digits that stand for the printed words: the number of an entry that has none."""
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()[:12]


def _words(cells: list[str], position: int) -> str:
    words = cells[position].strip() if position < len(cells) else ""
    return "" if words.casefold() in _NOTHING else words
