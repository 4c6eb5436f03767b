"""What is in this file? Encoding, delimiter and header found; rows streamed one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from imports.encodings import SAMPLE_BYTES, NotTextError, guess_encoding
from imports.layout import Layout, find_delimiter, find_layout, reader
from imports.mending import Row, Tell, mended, without_strays
from imports.rows import LostQuote, rows_of
from imports.spreadsheets import is_spreadsheet, read_sheet
from imports.temporary import Folder
from imports.unpacking import STANDARD_INPUT, Unpacked, unpack
from memorial.bulk import in_parts
from memorial.errors import MemorialError

# A list of more columns is no list: the widest known has 60. Asked before every cell of it becomes a doubt.
MOST_COLUMNS = 2_000


# Rows interpreted and written together: large enough that a place or a body is looked up once for many rows,
# small enough that 40 columns of them stay under 20 MB.
ROWS_A_PART = 2_000


class UnreadableFileError(MemorialError):
    """The file cannot be opened or holds no list."""


def _forgotten(_row: int, _problem: str, _printed: str) -> None:
    """Whoever does not ask is not told of spoilt rows."""


class Share(NamedTuple):
    """Every so many-th part of the rows, beginning with this one."""

    number: int
    shares: int

    def of(self, parts: Iterator[list[Row]]) -> Iterator[list[Row]]:
        """Those of the parts that belong to it."""
        return islice(parts, self.number, None, self.shares)


WHOLE = Share(0, 1)


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list opened for reading: what was found out about it, and where its rows are."""

    name: str
    content: Path
    sha256: str
    size: int
    layout: Layout
    header: tuple[str, ...]
    sure: bool = True
    sheets: tuple[str, ...] = ()  # of a spreadsheet: the one that is read, then the others
    keeper: object = None  # keeps the folder of an unpacked file as long as the list is read

    def rows(self, tell: Tell = _forgotten) -> Iterator[Row]:
        """Each row below the header with its number, from 1. A NUL byte or a wrong byte spoils its row only.

        Blank lines are left out; their numbers are not used, so that a number leads to its row in a spreadsheet.
        """
        return chain.from_iterable(self.parts(tell))

    def parts(self, tell: Tell = _forgotten, share: Share = WHOLE) -> Iterator[Iterator[Row]]:
        """The rows some thousand at a time; of several readers each takes its share of these parts.

        Each row is taken apart only when it is asked for: a row in hand is read twice as fast as one of thousands.
        """
        below = self.layout.header_row or 0
        with self.content.open(encoding=self.layout.encoding, errors="surrogateescape", newline="") as file:
            if self.layout.quoting is False:
                parts: Iterator[Iterable[Row]] = _lines_as_rows(islice(file, below, None), self.layout, share)
            else:
                lost: LostQuote = lambda row, line: tell(row - below, "lost_quote", line)  # noqa: E731
                rows = rows_of(file, self.layout, len(self.header), lost)
                parts = share.of(in_parts(enumerate(islice(rows, below, None), 1), ROWS_A_PART))
            for part in parts:
                yield mended(part, self.layout.encoding or "utf-8", tell)


def open_list(path: Path, layout: Layout | None = None) -> ListFile:
    """Look at a file: its encoding, delimiter and header. Raises one-sentence errors for what is no list.

    A spreadsheet is read as the text it would be saved as; `-` is the standard input.
    """
    wanted = layout or Layout()
    unpacked = unpack(path, wanted.tables)
    content = unpacked.content
    if is_spreadsheet(content):
        folder = Folder()
        content = folder.path / "sheet.csv"
        sheets = read_sheet(unpacked.content, content, unpacked.name, wanted.sheet)
        unpacked = replace(unpacked, keeper=folder)
        wanted = replace(wanted, encoding="utf-8", delimiter=",", quoting=True, sheet=sheets[0])
        return replace(_look(unpacked, content, wanted), sheets=sheets)
    return _look(unpacked, content, wanted)


def _look(unpacked: Unpacked, content: Path, wanted: Layout) -> ListFile:
    name = unpacked.name
    with content.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    encoding, sure = (wanted.encoding, True) if wanted.encoding else guess_encoding(sample, name)
    text = _decoded(sample, encoding, name)
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise UnreadableFileError(f"{name} is empty; choose the file that holds the list.")
    found = find_layout(text, replace(wanted, encoding=encoding))
    header = _header(text, found)
    if len(header) > MOST_COLUMNS:
        raise UnreadableFileError(
            f"{name} has {len(header):,} columns, more than any list; check --delimiter (here “{found.delimiter}”)."
        )
    return ListFile(name, content, unpacked.sha256, content.stat().st_size, found, header, sure, keeper=unpacked.keeper)


def _lines_as_rows(lines: Iterator[str], layout: Layout, share: Share) -> Iterator[Iterable[Row]]:
    """Without quoting a row is a line: those of other shares need not be taken apart."""
    first = 1
    for place, some in enumerate(in_parts(lines, ROWS_A_PART)):
        if place % share.shares == share.number:
            yield enumerate(reader(some, layout), first)
        first += len(some)


def _decoded(sample: bytes, encoding: str, name: str) -> str:
    try:
        return sample.decode(encoding, errors="surrogateescape")
    except LookupError as unknown:
        raise UnreadableFileError(f"No encoding is called “{encoding}”; use utf-8 or cp1251.") from unknown
    except UnicodeDecodeError as wrong:
        if len(sample) == SAMPLE_BYTES:  # the sample may end inside a letter of two units
            return sample[:-2].decode(encoding, errors="replace")
        raise UnreadableFileError(f"{name} is not in {encoding}; leave the encoding out, or name another.") from wrong


def _header(text: str, layout: Layout) -> tuple[str, ...]:
    """Column names as printed; an unnamed column gets its number, a second one of the same name a `(2)`."""
    row = layout.header_row or 0
    cells = next(islice(reader(text.splitlines(True), layout), max(0, row - 1), None), [])
    if not row:
        cells = [*layout.names, *[""] * (len(cells) - len(layout.names))]
    names: dict[str, None] = {}
    for position, cell in enumerate(cells, 1):
        name = " ".join(without_strays(cell).strip("\ufeff \t\r\n").split()) or f"column {position}"
        names[name if name not in names else f"{name} ({position})"] = None
    return tuple(names)


__all__ = ["STANDARD_INPUT", "Layout", "ListFile", "NotTextError", "UnreadableFileError", "find_delimiter", "open_list"]
