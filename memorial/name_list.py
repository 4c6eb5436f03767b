"""What is on the list? A CSV or TSV file of names, one column of them and perhaps one of birth years."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from memorial.errors import MemorialError, UsageError

ENCODINGS = ("utf-8-sig", "cp1251")
DELIMITERS = "\t;,|"
YEAR = re.compile(r"(?<!\d)1[6-9]\d\d(?!\d)")


class UnreadableListError(MemorialError):
    """The list cannot be read; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the list."""

    name: str
    born: tuple[int, int] | None = None


def read_list(path: Path, column: str, born_column: str | None = None) -> list[Asked]:
    """The names of the list in its order. Raises when it cannot be read or has no such column."""
    rows = read_rows(path)
    header = [name.strip() for name in rows[0]] if rows else []
    for wanted in (column, born_column):
        if wanted is not None and wanted not in header:
            raise UsageError(f"{path.name} has no column “{wanted}”; it has: {', '.join(header) or 'none'}.")
    place = header.index(column)
    born_place = header.index(born_column) if born_column is not None else -1
    return [Asked(cell(row, place), years(cell(row, born_place))) for row in rows[1:] if any(row)]


def read_rows(path: Path) -> list[list[str]]:
    """All lines cut into cells; a tab-separated file has no quoting."""
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(DELIMITERS, key=first.count)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))


def read_text(path: Path) -> str:
    """The text of the file, UTF-8 or else cp1251."""
    try:
        printed = path.read_bytes()
    except OSError as problem:
        raise UnreadableListError(f"{path} cannot be read; check the path and your rights to it.") from problem
    for encoding in ENCODINGS:
        try:
            return printed.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableListError(f"{path} is neither UTF-8 nor cp1251 text; save it as UTF-8 CSV.")


def cell(row: list[str], place: int) -> str:
    """A cell of a line, without quotes around it; empty when the line is too short."""
    return row[place].strip().strip('"').strip() if 0 <= place < len(row) else ""


def years(text: str) -> tuple[int, int] | None:
    """The first and the last year in a cell: 1890, 12.03.1890, 1890..1895; none when there is no year."""
    found = sorted(int(year) for year in YEAR.findall(text))
    return (found[0], found[-1]) if found else None
