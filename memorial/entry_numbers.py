"""Under which number does an entry stand? The source's own, or twelve digits that stand for its printed words."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schema.sources import Entry


def hash_of(cells: Sequence[str]) -> str:
    """Twelve hexadecimal digits that stand for the printed words: the number of an entry that has none."""
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()[:12]


def has_own_number(entry: "Entry") -> bool:
    """Whether the source itself numbers the entry, so that a reader finds the number there."""
    return not entry.number.startswith(hash_of(entry.cells))
