"""What did this word lead to when it was asked before? Remembered until the name index changes.

Given names come again in every second query, so a worker does half of its work only once.
"""

from collections.abc import Callable, Iterable, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session

from memorial.bulk import select
from memorial.callings import SURNAME
from memorial.matches import Matches

MOST_WORDS = 1000  # about 20 KiB each
MOST_PARTS = 50_000  # about 400 bytes each
MOST_SURNAMES = 20_000  # of these; a large list has more than can be kept

Row = tuple[int, int, str, str, int]  # number, role, text, skeleton, uses
PartRow = tuple[str, int, int, int]  # text, number, uses, role
Asked = tuple[str, bool]  # a word, and whether it was asked wide
Finder = Callable[[Sequence[str]], list[Matches]]


class FoundBefore:
    """The matches of words as one state of an index gave them, the latest asked last."""

    def __init__(self, state: int) -> None:
        self.state = state
        self.matches: dict[Asked, Matches] = {}
        self.rows: dict[int, Row] = {}
        self.named: dict[str, list[PartRow]] = {}

    def of(self, words: Sequence[str], wide: bool, find: Finder) -> list[Matches]:
        """The matches of the words; only what is not known is looked up."""
        known = {word: self.matches.pop((word, wide), None) for word in words}
        new = [word for word, matches in known.items() if matches is None]
        known.update(zip(new, find(new) if new else (), strict=True))
        found = {word: matches for word, matches in known.items() if matches is not None}
        self.matches.update({(word, wide): matches for word, matches in found.items()})
        for oldest in list(self.matches)[: max(0, len(self.matches) - MOST_WORDS)]:
            self.matches.pop(oldest, None)  # another thread may have been quicker
        return [found[word] for word in words]

    def parts_numbered(self, ids: Iterable[int], find: Callable[[list[int]], list[Row]]) -> list[Row]:
        """The parts with these numbers; given names and patronymics, and the surnames of a small list, are kept."""
        asked = list(ids)
        rows = {number: self.rows[number] for number in asked if number in self.rows}
        if new := [number for number in asked if number not in rows]:
            read = find(new)
            rows.update((row[0], row) for row in read)
            if len(self.rows) < MOST_PARTS:
                is_small = len(self.rows) < MOST_SURNAMES
                self.rows.update((row[0], row) for row in read if is_small or row[1] > SURNAME)
        return [rows[number] for number in asked]

    def parts_named(self, names: Iterable[str], find: Callable[[list[str]], list[PartRow]]) -> list[PartRow]:
        """The parts that are written so, as rows that begin with the text; only new names are looked up."""
        asked = list(names)
        if new := [name for name in asked if name not in self.named]:
            own: dict[str, list[PartRow]] = {name: [] for name in new}
            for row in find(new):
                own[row[0]].append(row)
            self.named.update(own)
        return [row for name in asked for row in self.named[name]]


_BY_ENGINE: WeakKeyDictionary[Engine, FoundBefore] = WeakKeyDictionary()


def found_before(session: Session) -> FoundBefore:
    """What is known about the index that this session sees; nothing after it has changed."""
    rows = select(session, "SELECT changes FROM name_index_state")
    state = rows[0][0] if rows else -1
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    known = _BY_ENGINE.get(engine)
    if known is None or known.state != state:
        known = _BY_ENGINE[engine] = FoundBefore(state)
    return known
