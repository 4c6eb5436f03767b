"""Which numbers has this list used already? Every row gets one of its own, also where the list repeats one."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session

from imports.writing import KEYS_A_LOOKUP
from memorial import bulk

TABLE = "seen_number"


class SeenNumbers:
    """The numbers of the rows read so far: those of the entries of a new source, else in a table that ends with us."""

    def __init__(self, session: Session, source_id: int, is_new_source: bool) -> None:
        self.session = session
        self.own_table = not is_new_source
        self.seen = f"{TABLE} WHERE" if self.own_table else f"entry WHERE source_id = {source_id} AND"
        if self.own_table:
            session.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))
            session.execute(text(f"CREATE TEMPORARY TABLE {TABLE} (number VARCHAR PRIMARY KEY)"))

    def take(self, numbers: Sequence[str]) -> list[str]:
        """The numbers, each once: the second row of the same number gets `-2`, the next `-3`.

        The rows taken before are expected to be written.
        """
        known = self._known(set(numbers))
        new: dict[str, None] = {}
        taken = []
        for number in numbers:
            own = number if number not in known and number not in new else self._next(number, known, new)
            new[own] = None
            taken.append(own)
        if self.own_table:
            bulk.insert_rows(self.session, TABLE, ("number",), [(number,) for number in new])
        return taken

    def forget(self) -> None:
        """The import is over."""
        if self.own_table:
            self.session.execute(text(f"DROP TABLE {TABLE}"))

    def _next(self, number: str, known: set[str], new: dict[str, None]) -> str:
        again = 2
        while (own := f"{number}-{again}") in new or own in known or self._known({own}):
            again += 1
        return own

    def _known(self, numbers: set[str]) -> set[str]:
        found: set[str] = set()
        for some in bulk.in_parts(sorted(numbers), KEYS_A_LOOKUP):
            rows = bulk.select_where_in(self.session, f"SELECT number FROM {self.seen} number IN", some)
            found.update(row[0] for row in rows)
        return found
