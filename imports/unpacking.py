"""Where is the list itself? A file, the standard input, or packed in .gz or .zip: unpacked within limits."""

import gzip
import hashlib
import shutil
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from imports.joined_tables import join_tables
from imports.temporary import Folder
from memorial.errors import MemorialError

STANDARD_INPUT = Path("-")

# The largest known list has 3.1 million rows and some 2 GB; text shrinks to a tenth, rarely to a fiftieth.
MOST_BYTES = 16 << 30
MOST_RATIO = 200
# Below this a list may repeat itself as it likes.
SMALL = 64 << 20

_PIECE = 1 << 20
_LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


class UnpackingError(MemorialError):
    """The file cannot be opened or unpacked."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The list as a plain file, its name, and the hash of the file that was given."""

    name: str
    content: Path
    sha256: str
    keeper: object = None


def unpack(path: Path, tables: str | None = None) -> Unpacked:
    """The list in the file; `tables` names the rule by which the tables of a .zip become one list.

    Raises `UnpackingError` for what is missing, too large when unpacked, locked or damaged.
    """
    if path == STANDARD_INPUT:
        folder = Folder()
        copy = folder.path / "list"
        with _told("standard input"), copy.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out, _PIECE)
        return _unpack_file(copy, "standard-input", tables, folder)
    return _unpack_file(path, path.name, tables, None)


def _unpack_file(path: Path, name: str, tables: str | None, keeper: object) -> Unpacked:
    with _told(str(path)):
        with path.open("rb") as file:
            beginning = file.read(4)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if beginning[:2] == b"\x1f\x8b":
            return _from_gzip(path, name, sha256)
        if beginning == b"PK\x03\x04" and not _is_book(path):
            return _from_zip(path, name, sha256, tables)
    return Unpacked(name, path, sha256, keeper)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What an operating system or an archive complains of, in one sentence."""
    try:
        yield
    except FileNotFoundError as missing:
        raise UnpackingError(f"There is no file {name}; check its name and folder.") from missing
    except IsADirectoryError as folder:
        raise UnpackingError(f"{name} is a folder; name the files in it.") from folder
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as damaged:
        raise UnpackingError(f"{name} is damaged and cannot be unpacked; fetch it again.") from damaged
    except RuntimeError as locked:
        raise UnpackingError(f"{name} is protected by a password; unpack it first.") from locked
    except OSError as closed:
        raise UnpackingError(f"{name} cannot be read ({closed.strerror}); check your rights to it.") from closed


def _is_book(path: Path) -> bool:
    """A spreadsheet is a .zip of its own kind."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return "[Content_Types].xml" in names or "content.xml" in names


def _from_gzip(path: Path, name: str, sha256: str) -> Unpacked:
    folder = Folder()
    content = folder.path / "list"
    with gzip.open(path) as packed, content.open("wb") as out:
        _copy(cast(IO[bytes], packed), out, path.stat().st_size, name)
    return Unpacked(name.removesuffix(".gz"), content, sha256, folder)


def _from_zip(path: Path, name: str, sha256: str, tables: str | None) -> Unpacked:
    folder = Folder()
    with zipfile.ZipFile(path) as archive:
        members = [
            m for m in archive.infolist() if m.filename.lower().endswith(_LISTS) and "__MACOSX" not in m.filename
        ]
        _check_sizes(members, name)
        if tables is None and len(members) != 1:
            found = f"{len(members)} lists" if members else "no list"
            raise UnpackingError(
                f"{name} holds {found}; unpack it and name one list, or name a profile that joins them."
            )
        files = [_extract(archive, member, folder.path, name) for member in members]
    content = join_tables(files, tables, folder.path) if tables else files[0]
    return Unpacked(name, content, sha256, folder)


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, name: str) -> Path:
    content = folder / Path(member.filename).name.lower()
    with archive.open(member) as packed, content.open("wb") as out:
        _copy(packed, out, member.compress_size, name)
    return content


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if declared > MOST_BYTES or (declared > SMALL and declared > MOST_RATIO * packed):
        raise TooLargeError(name)


def _copy(packed: IO[bytes], out: BinaryIO, packed_size: int, name: str) -> None:
    """Unpack piece by piece; stop where it grows beyond what a list can be, whatever its archive says."""
    size = 0
    while piece := packed.read(_PIECE):
        size += len(piece)
        if size > MOST_BYTES or (size > SMALL and size > MOST_RATIO * max(1, packed_size)):
            raise TooLargeError(name)
        out.write(piece)


class TooLargeError(UnpackingError):
    """Unpacked it is larger than any list: a bomb, or no list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} grows beyond all lists when unpacked; unpack it yourself and look what it is.")
