"""Where does a row end? Rows of a text, where a lost quote spoils its own line and no more."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace

from imports.layout import LONGEST_CELL, Layout, reader

# In narrower lists the lines of a biography may well look like rows.
NARROWEST = 3

LostQuote = Callable[[int, str], None]


class _TooLongError(Exception):
    """The row has more lines than a cell can have."""


class _Lines:
    """Lines handed out one by one; those of the row under way are remembered and can be put back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.waiting: list[str] = []
        self.row: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.row) > LONGEST_CELL:
            raise _TooLongError
        line = self.waiting.pop() if self.waiting else next(self.lines)
        self.row.append(line)
        return line

    def put_back(self) -> str:
        """Keep the first line of the row, hand the others out again; returns that line."""
        first, *others = self.row
        self.waiting.extend(reversed(others))
        self.row.clear()
        return first


def rows_of(lines: Iterator[str], layout: Layout, width: int, lost_quote: LostQuote) -> Iterator[list[str]]:
    """The rows of a text; a lost quote is told with the number of its row and its line, which is read without quoting.

    A quote is lost when its cell takes more than fifty lines, or when it makes a row of another width (`width` is the
    usual one) though its first line alone has the right number of cells, or when each of its lines is a whole row.
    """
    feed = _Lines(lines)
    plain = replace(layout, quoting=False)
    rows, number = reader(feed, layout), 0
    while True:
        feed.row.clear()
        number += 1
        try:
            cells: list[str] | None = next(rows)
        except StopIteration:
            return
        except (_TooLongError, csv.Error):
            cells = None
        if cells is None or (len(feed.row) > 1 and _is_torn(cells, feed.row, plain, width)):
            first = feed.put_back()
            lost_quote(number, first)
            cells = next(reader([first], plain), [])
            rows = reader(feed, layout)
        yield cells


def _is_torn(cells: list[str], lines: list[str], plain: Layout, width: int) -> bool:
    widths = [len(row) for row in reader(lines, plain)]
    if len(cells) != width:
        return widths[0] == width
    return width >= NARROWEST and set(widths) == {width}
