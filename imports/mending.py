"""What becomes of a row whose bytes are unlike the rest of its file? It is read as likely as can be, and told."""

import re
from collections.abc import Callable, Iterable, Iterator

from imports.code_pages import guess_code_page

Row = tuple[int, list[str]]
Tell = Callable[[int, str, str], None]  # number of the row, problem, what is printed

# How Python marks bytes that are not in the file's encoding (PEP 383).
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")
_NUL = "\x00"

# One word tells which of the common pages it is in, not which of all; a dash or a «№» alone tells nothing.
_COMMON = ("cp1251", "koi8-r", "cp866", "cp1250", "cp1257")
TELLING_BYTES = 4


def mended(part: Iterable[Row], encoding: str, tell: Tell) -> Iterator[Row]:
    """The rows without NUL bytes, rows of another encoding read in their own; blank lines are left out."""
    mend = _stray_rows if encoding.startswith("utf") else _foreign_rows
    return mend(part, encoding, tell)


def without_strays(cell: str) -> str:
    """A cell without NUL bytes; bytes that do not fit the file's encoding are read as their likeliest one."""
    return _read_strays([cell.replace(_NUL, "")])[0]


def _stray_rows(part: Iterable[Row], _encoding: str, tell: Tell) -> Iterator[Row]:
    """Rows of a file in UTF-8: what is no UTF-8 is marked by Python, so that clean rows cost nearly nothing."""
    for number, cells in part:
        if cells:
            yield number, cells if _is_clean("".join(cells)) else _mended_row(number, cells, tell)


def _foreign_rows(part: Iterable[Row], encoding: str, tell: Tell) -> Iterator[Row]:
    """Rows of a file in a code page: each byte has a letter there, but a row in UTF-8 shows as such."""
    for number, cells in part:
        if not cells:
            continue
        text = "".join(cells)
        if not text.isascii() and (found := _as_utf8(cells, text, encoding)):
            tell(number, "mixed_encoding", " ".join(found))
            yield number, found
        elif _NUL in text or _STRAY_BYTES.search(text):
            yield number, _mended_row(number, cells, tell)
        else:
            yield number, cells


def _is_clean(text: str) -> bool:
    """True without a NUL and without stray bytes: these cannot be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return _NUL not in text


def _mended_row(number: int, cells: list[str], tell: Tell) -> list[str]:
    text = "".join(cells)
    if _NUL in text:
        tell(number, "nul_byte", " ".join(cells).replace(_NUL, "␀"))
        cells = [cell.replace(_NUL, "") for cell in cells]
    if _STRAY_BYTES.search(text):
        cells = _read_strays(cells)
        tell(number, "mixed_encoding", " ".join(cells))
    return cells


def _read_strays(cells: list[str]) -> list[str]:
    """Stray bytes in their likeliest code page, all of a row in the same one; a few bytes alone in cp1251."""
    stray = b" ".join(_bytes_of(found) for cell in cells for found in _STRAY_BYTES.findall(cell))
    page = guess_code_page(stray, _COMMON)[0] if len(stray) >= TELLING_BYTES else _COMMON[0]
    return [_read_cell(cell, page) for cell in cells] if stray else cells


def _read_cell(cell: str, page: str) -> str:
    """Mostly strays: the whole cell is of that page, two of its letters may look like one of UTF-8 («Пё» like «ϸ»)."""
    strays = sum("\udc80" <= letter <= "\udcff" for letter in cell)
    if 2 * strays > sum(not letter.isascii() for letter in cell):
        return _bytes_of(cell).decode(page, "replace")
    return _STRAY_BYTES.sub(lambda found: _bytes_of(found[0]).decode(page, "replace"), cell)


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _as_utf8(cells: list[str], text: str, encoding: str) -> list[str] | None:
    """The cells read as UTF-8, if all their bytes are that: in another encoding words are so only by wonder."""
    try:
        text.encode(encoding, "surrogateescape").decode("utf-8")
        return [cell.encode(encoding, "surrogateescape").decode("utf-8") for cell in cells]
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
