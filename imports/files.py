"""What is in this file? Encoding, delimiter and header found; rows streamed one by one."""

import csv
import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TextIO

from imports.encodings import SAMPLE_BYTES, NotTextError, find_encoding
from memorial.errors import MemorialError

DELIMITERS = (",", ";", "\t", "|")

# A cell may hold a whole biography, but the csv module's own limit of 128 kB would break a long one off.
csv.field_size_limit(min(sys.maxsize, 1 << 28))

# How Python marks bytes that are not in the file's encoding (PEP 383).
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")


class UnreadableFileError(MemorialError):
    """The file cannot be opened or holds no list."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read; None means: find out."""

    encoding: str | None = None
    delimiter: str | None = None
    quoting: bool = True


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list opened for reading: what was found out about it, and where its rows are."""

    path: Path
    sha256: str
    size: int
    encoding: str
    delimiter: str
    quoting: bool
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header with its number, from 1. A NUL byte or a wrong byte spoils its row only."""
        with self._open() as file:
            reader = _reader(file, self.delimiter, self.quoting)
            next(reader, None)
            for number, cells in enumerate(reader, 1):
                yield number, [_mended(cell) for cell in cells]

    def _open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, errors="surrogateescape", newline="")


def open_list(path: Path, layout: Layout | None = None) -> ListFile:
    """Look at a file: its encoding, delimiter and header. Raises one-sentence errors for what is no list."""
    layout = layout or Layout()
    sample, sha256, size = _look(path)
    encoding = layout.encoding or find_encoding(sample, path.name)
    try:
        text = sample.decode(encoding, errors="surrogateescape")
    except LookupError as unknown:
        raise UnreadableFileError(f"No encoding is called “{encoding}”; use utf-8 or cp1251.") from unknown
    except UnicodeDecodeError as wrong:
        raise UnreadableFileError(
            f"{path.name} is not in {encoding}; leave the encoding out of the profile."
        ) from wrong
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableFileError(f"{path.name} is empty; choose the file that holds the list.")
    delimiter = layout.delimiter or find_delimiter(text)
    header = _header(text, delimiter, layout.quoting)
    return ListFile(path, sha256, size, encoding, delimiter, layout.quoting, header)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first fifty lines into the same number of cells most often."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    widths = [len(cells) for cells in islice(_reader(iter(text.splitlines(True)), delimiter), 50) if cells]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)


def _look(path: Path) -> tuple[bytes, str, int]:
    """The first megabyte, the hash and the size."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
            return sample, _digest(file), path.stat().st_size
    except FileNotFoundError as missing:
        raise UnreadableFileError(f"There is no file {path}; check its name and folder.") from missing
    except IsADirectoryError as folder:
        raise UnreadableFileError(f"{path} is a folder; name the files in it.") from folder
    except OSError as closed:
        raise UnreadableFileError(f"{path} cannot be read ({closed.strerror}); check your rights to it.") from closed


def _digest(file: BufferedReader) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _reader(lines: Iterator[str] | TextIO, delimiter: str, quoting: bool = True) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE)


def _header(text: str, delimiter: str, quoting: bool) -> tuple[str, ...]:
    """Column names as printed; an unnamed column gets its number, a second one of the same name a `(2)`."""
    cells = next(_reader(iter(text.splitlines(True)), delimiter, quoting), [])
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = cell.strip("\ufeff \t\r\n") or f"column {position}"
        names.append(name if name not in names else f"{name} ({position})")
    return tuple(names)


def _mended(cell: str) -> str:
    """A cell without NUL bytes; bytes that do not fit the file's encoding are read as cp1251."""
    if "\x00" in cell:
        cell = cell.replace("\x00", "")
    return _STRAY_BYTES.sub(_as_cp1251, cell)


def _as_cp1251(stray: re.Match[str]) -> str:
    return stray.group().encode("utf-8", "surrogateescape").decode("cp1251", "replace")


__all__ = ["Layout", "ListFile", "NotTextError", "UnreadableFileError", "find_delimiter", "open_list"]
