"""Which rows does a spreadsheet hold? Read by a process of its own, within limits of memory and time."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from memorial.errors import MemorialError

_ROOT = Path(__file__).parent.parent
_UTF_8 = os.environ | {"PYTHONIOENCODING": "utf-8"}

# A sheet has at most 1,048,576 rows; forty columns of them are some 2 GB of XML and as much memory.
MOST_DECLARED = 4 << 30
MOST_MEMORY = 3 << 30
MOST_SECONDS = 600
MOST_RATIO = 400  # XML of a sheet shrinks to a tenth; of one with empty rows to a hundredth

_OLD_BOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class SpreadsheetError(MemorialError):
    """The spreadsheet cannot be read."""


def is_spreadsheet(path: Path) -> bool:
    """True for XLSX, XLSM and ODS (a ZIP with a workbook), and for the old XLS."""
    with path.open("rb") as file:
        beginning = file.read(8)
    return beginning == _OLD_BOOK or beginning[:4] == b"PK\x03\x04"


def read_sheet(path: Path, out: Path, name: str, sheet: str | None = None) -> tuple[str, ...]:
    """Write a sheet as CSV in UTF-8: the one that is named, or the one whose first rows have the most filled cells.

    Returned are the name of that sheet and, behind it, those of the others. Raises `SpreadsheetError` for what is
    protected, damaged, too large or of no such sheet.
    """
    _check(path, name)
    command = [
        sys.executable,
        "-m",
        "imports.sheet_process",
        str(path.resolve()),
        str(out),
        sheet or "",
        str(MOST_MEMORY),
    ]
    try:
        done = subprocess.run(command, cwd=_ROOT, timeout=MOST_SECONDS, capture_output=True, check=False, env=_UTF_8)
    except subprocess.TimeoutExpired as slow:
        raise SpreadsheetError(f"{name} takes longer than any sheet; save its list as CSV and import that.") from slow
    if done.returncode == 2:
        raise SpreadsheetError(f"{name}: {done.stderr.decode().strip()}")
    if done.returncode:
        raise SpreadsheetError(f"{name} is damaged or larger than it says; save its list as CSV and import that.")
    return tuple(done.stdout.decode().splitlines())


def _check(path: Path, name: str) -> None:
    """Before anything is unpacked: what the archive itself says of its size, and whether it is locked."""
    with path.open("rb") as file:
        if file.read(8) == _OLD_BOOK:
            file.seek(0)
            if _ENCRYPTED in file.read(1 << 20):
                raise SpreadsheetError(f"{name} is protected by a password; save it without one.")
            return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as damaged:
        raise SpreadsheetError(f"{name} is damaged; open it in a spreadsheet program and save it again.") from damaged
    declared, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if declared > MOST_DECLARED or (declared > 64 << 20 and declared > MOST_RATIO * packed):
        raise SpreadsheetError(f"{name} grows beyond all lists when unpacked; save its list as CSV and import that.")
