"""In which encoding is this file? BOM, strict UTF-8, the pattern of NUL bytes, then the letters of code pages."""

import codecs

from imports.code_pages import guess_code_page
from memorial.errors import MemorialError

SAMPLE_BYTES = 1 << 20

# Text has no control characters but line ends and tabs; a stray one in thirty letters is dirt, more is no text.
MOST_CONTROLS = 0.03

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of files that are no text, with the word a reader knows them by.
_NO_TEXT = (
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)


class NotTextError(MemorialError):
    """The file is no text at all."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} is {what}, not a text list; save the list as CSV (UTF-8) and import that file.")


def guess_encoding(sample: bytes, name: str) -> tuple[str, bool]:
    """Name of the encoding for `open`, and whether it is sure; raises `NotTextError` for what is no text."""
    for magic, what in _NO_TEXT:
        if sample.startswith(magic):
            raise NotTextError(name, what)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding, True
    if wide := _wide(sample):
        return wide, True
    if _control_share(sample) > MOST_CONTROLS:
        raise NotTextError(name, "not readable as text (binary data)")
    if _is_mostly_utf8(sample):
        return "utf-8", True
    return guess_code_page(sample)


def find_encoding(sample: bytes, name: str) -> str:
    """The encoding alone."""
    return guess_encoding(sample, name)[0]


def _is_mostly_utf8(sample: bytes) -> bool:
    """More lines with other than ASCII letters are UTF-8 than are not: a stray line spoils only itself."""
    lines = [line for line in sample.split(b"\n")[:-1] or [sample] if not line.isascii()]
    return sum(map(_is_utf8, lines)) * 2 >= len(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: about every second byte is 0x00 or the 0x04 of Cyrillic, on one side only."""
    if len(sample) < 4:
        return None
    high = {byte: [half.count(byte) for half in (sample[0::2], sample[1::2])] for byte in (0, 4)}
    even, odd = (high[0][side] + high[4][side] for side in (0, 1))
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.3 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.3 * half:
        return "utf-16-be"
    return None


def _control_share(sample: bytes) -> float:
    controls = sum(sample.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13))
    return controls / max(1, len(sample))
