"""What does the name index need of some records? Each different part of their names once with its keys, and rows.

Names are taken apart here without a database, so that processes that read a list can do it while another one writes.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from memorial.callings import MAIN, WrittenForm, callings, plain
from memorial.name_keys import keys, signature
from memorial.readings import skeletons_of_part

Form = tuple[str, str, str | None, str | None, str | None]  # kind, part, surname, given name, patronymic
NONE = -1
DOUBLE = -2  # a double name: its halves are found too
WIDTH = 5  # numbers of a row: three parts, the record, and the kind of the form

# Different words of a role kept in mind, some 80 MB; after so many they are taken apart again. Of 3.1 million people
# 350,000 surnames differ: with room for 250,000 each was taken apart two or three times.
PARTS_IN_MIND = 400_000


class NewPart(NamedTuple):
    """A part that was not met before: role, text, skeleton, and its keys, each followed by its signature, as bytes."""

    role: int
    text: str
    skeleton: str
    keys: bytes


class NameRows(NamedTuple):
    """New parts, numbered on from those before, and rows of numbers as bytes, from one of several readers."""

    reader: int
    parts: list[NewPart]
    rows: bytes


NO_NAMES = NameRows(0, [], b"")


class NameReader:
    """Takes the names of records apart, some records at a time; the same words are read only once."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self._given = 0
        self._printed: tuple[dict[str | None, int], ...] = ({}, {}, {})
        self._plain: tuple[dict[str, int], ...] = ({}, {}, {})
        self._new: list[NewPart] = []
        self._rows = array("q")

    def add(self, record: int, forms: Sequence[Form]) -> None:
        """Remember every way to call a record."""
        if len(forms) != 1 or not self._add_simple(record, forms[0]):
            for one in callings(WrittenForm(*form) for form in forms):
                parts = [self._number_of(role, name) if name else NONE for role, name in enumerate(one.parts)]
                self._rows.extend((*parts, record, one.kind))

    def take(self) -> NameRows:
        """What was added since this was last asked."""
        found = NameRows(self.number, self._new, self._rows.tobytes())
        self._new, self._rows = [], array("q")
        for role, known in enumerate(self._printed):
            if len(known) > PARTS_IN_MIND:
                known.clear()
                self._plain[role].clear()
        return found

    def _add_simple(self, record: int, form: Form) -> bool:
        """The one way to call a record with one form and no double name."""
        parts = []
        for known, (role, printed) in zip(self._printed, enumerate(form[2:]), strict=True):
            if (number := known.get(printed)) is None:
                name = plain(printed)
                number = known[printed] = DOUBLE if "-" in name else self._new_part(role, name) if name else NONE
            if number == DOUBLE:
                return False
            parts.append(number)
        self._rows.extend((*parts, record, MAIN))
        return True

    def _number_of(self, role: int, name: str) -> int:
        known = self._plain[role]
        if (number := known.get(name)) is None:
            number = known[name] = self._new_part(role, name)
        return number

    def _new_part(self, role: int, name: str) -> int:
        own = array("q", [value for pair in part_keys(name).items() for value in pair])
        self._new.append(NewPart(role, name, skeletons_of_part(name)[0], own.tobytes()))
        self._given += 1
        return self._given - 1


def part_keys(name: str) -> dict[int, int]:
    """The keys of a part as it stands in records, each with the signature of the skeleton it is a key of."""
    found: dict[int, int] = {}
    for bones in skeletons_of_part(name):
        found.update(dict.fromkeys(keys(bones), signature(bones)))
    return found
