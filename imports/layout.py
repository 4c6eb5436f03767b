"""How is this list laid out? Delimiter, quoting and header row, found in its first lines or stated."""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice

# A cell may hold a whole biography, but the csv module's own limit of 128 kB would break a long one off.
csv.field_size_limit(min(sys.maxsize, 1 << 28))

DELIMITERS = (",", ";", "\t", "|")

# Lines looked at to find the layout: title lines on top are few, and fifty rows show the usual width.
LINES_LOOKED_AT = 50
TITLE_LINES = 20

# A cell of more lines than this is a lost quote; the longest printed biographies have some thirty.
LONGEST_CELL = 50


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read; None means: find out. `header_row` counts from 1; 0 is a list without a header.

    `names` are the columns of a list without a header, `tables` says how the tables of one archive are joined.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quoting: bool | None = None
    header_row: int | None = None
    names: tuple[str, ...] = ()
    sheet: str | None = None
    tables: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))

    def filled_from(self, other: "Layout") -> "Layout":
        """This layout, with what it leaves open taken from another one."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in own.items() if value not in (None, ())})


def find_layout(text: str, wanted: Layout) -> Layout:
    """What is left open, found in the first lines of the text."""
    lines = list(islice(text.splitlines(True), LINES_LOOKED_AT * 4))
    delimiter = wanted.delimiter or find_delimiter(text)
    quoting = wanted.quoting if wanted.quoting is not None else not _quotes_are_letters(lines, delimiter)
    found = replace(wanted, delimiter=delimiter, quoting=quoting)
    if wanted.header_row is not None:
        return found
    return replace(found, header_row=find_header_row(list(islice(reader(lines, found), LINES_LOOKED_AT))))


def reader(lines: Iterator[str] | Sequence[str], layout: Layout) -> Iterator[list[str]]:
    """The csv module's reader for a layout."""
    delimiter = layout.delimiter or ","
    if layout.quoting is False:
        return csv.reader(iter(lines), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(iter(lines), delimiter=delimiter)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first fifty lines into the same number of cells most often."""
    lines = list(islice(text.splitlines(True), LINES_LOOKED_AT))
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def find_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The number of the first row that names columns: title lines above it are narrower than the list."""
    from imports.mapping import field_of

    widths = [_filled(cells) for cells in rows]
    widest = max(widths, default=0)
    for number, cells in enumerate(rows[:TITLE_LINES], 1):
        known = sum(field_of(cell) is not None for cell in cells)
        if known >= 2 or (known and widest == 1):
            return number
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    wide = [number for number, width in enumerate(widths[:TITLE_LINES], 1) if width >= max(2, usual)]
    titles = all(width == 1 for width in widths[: wide[0] - 1]) if wide else False
    return wide[0] if wide and titles else 1


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """The share of rows with the usual number of cells, and that number; tabs often stand in lists without quoting."""
    quoted = _agreement_of(lines, Layout(delimiter=delimiter))
    if delimiter != "\t":
        return quoted
    return max(quoted, _agreement_of(lines, Layout(delimiter=delimiter, quoting=False)))


def _agreement_of(lines: Sequence[str], layout: Layout) -> tuple[float, int]:
    widths = [len(cells) for cells in reader(lines, layout) if cells]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)


def _quotes_are_letters(lines: Sequence[str], delimiter: str) -> bool:
    """True when cells that begin with a quote mostly do not end with one: the list knows no quoting."""
    opened = closed = 0
    for line in lines:
        for cell in line.rstrip("\r\n").split(delimiter):
            if cell.startswith('"'):
                opened += 1
                closed += len(cell) > 1 and cell.endswith('"') and cell.count('"') % 2 == 0
    return delimiter == "\t" and opened > 2 * closed
