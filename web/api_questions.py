"""What does a program ask? The parts of an address, read strictly: a wrong one is told, never guessed."""

import base64
import binascii
import re
from collections.abc import Mapping

from memorial.errors import UsageError
from memorial.query import MODES, MOST_HITS, MOST_LETTERS, SearchQuery

MOST_ITEMS = 100
ITEMS = 20
YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")


def read_limit(arguments: Mapping[str, str]) -> int:
    """How many items a page may hold. Raises `UsageError`."""
    text = arguments.get("limit", str(ITEMS))
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_ITEMS:
        raise UsageError(f"The limit must be a number from 1 to {MOST_ITEMS}.")
    return int(text)


def read_cursor(arguments: Mapping[str, str]) -> str:
    """Where the page before ended; empty at the start. Raises `UsageError` for a cursor that is none of ours."""
    text = arguments.get("cursor", "")
    try:
        place = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, UnicodeError):
        raise UsageError("The cursor is not one of ours; take it from `next` of the page before.") from None
    return place.decode("utf-8", "replace")


def cursor_of(place: str) -> str:
    """The cursor for the page that follows this place."""
    return base64.urlsafe_b64encode(place.encode("utf-8")).decode("ascii").rstrip("=")


def read_search(arguments: Mapping[str, str]) -> SearchQuery:
    """The question for people. Raises `UsageError`."""
    offset = arguments.get("cursor", "0")
    if not re.fullmatch(r"[0-9]{1,4}", offset) or int(offset) > MOST_HITS:
        raise UsageError("The cursor is not one of ours; take it from `next` of the page before.")
    mode = arguments.get("mode", "any")
    if mode not in MODES:
        raise UsageError(f"There is no such mode; choose among {', '.join(MODES)}.")
    text, place, born = arguments.get("q", ""), arguments.get("place") or None, _born(arguments.get("born", ""))
    if place and len(place) > MOST_LETTERS:
        raise UsageError(f"A place has at most {MOST_LETTERS} letters.")
    if not (text.strip() or place or born):
        raise UsageError("Ask for a name with q, for years with born, or for a place.")
    return SearchQuery(text, mode, born, place, read_limit(arguments), int(offset))


def _born(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    found = YEARS.fullmatch(text)
    if not found or not (found[1] or found[3]) or (found[3] and not found[2]):
        raise UsageError("Write the years of birth as 1890 or 1890..1900.")
    first = int(found[1] or 1)
    last = int(found[3] or 9999) if found[2] else first
    if not 1 <= first <= last:
        raise UsageError("The years of birth end before they begin; write the earlier year first.")
    return first, last
