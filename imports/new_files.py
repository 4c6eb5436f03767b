"""When does a file that we write stand under its name? Only when it is complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from memorial.errors import MemorialError


class UnwritableFileError(MemorialError):
    """The file that was asked for cannot be written."""


@contextmanager
def new_file(out: Path) -> Iterator[TextIO]:
    """A text file that stands under its name only when it is complete."""
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(out)
    except OSError as refused:
        raise UnwritableFileError(f"{out} cannot be written ({refused.strerror}); choose another place.") from refused
    finally:
        part.unlink(missing_ok=True)
