"""Which single facts does a record have for a spreadsheet? Properties that can be asked by and taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from memorial.expert_tables import read_table


@dataclass(frozen=True, slots=True)
class RecordProperty:
    """One property: what it is called, what of a question it stands for, and where it stands in the record JSON.

    `asks` is `name`, `born`, `place`, or empty for what can only be taken away.
    """

    id: str
    ru: str
    en: str
    asks: str
    path: str

    def values(self, record: dict[str, Any]) -> list[str]:
        """Its values in one record as texts, in their order, each once."""
        found = (value for path in self.path.split(";") for value in _walk(record, path.split(".")))
        return list(dict.fromkeys(found))


@cache
def record_properties() -> dict[str, RecordProperty]:
    """Id → property, in the order of the table."""
    names = ("id", "ru", "en", "asks", "path")
    return {row["id"]: RecordProperty(**{name: row[name] for name in names}) for row in read_table("record_properties")}


def _walk(found: Any, steps: list[str]) -> Iterator[str]:
    """What stands at the end of the path; `events:arrest` follows only the events of that kind."""
    if isinstance(found, list):
        for one in found:
            yield from _walk(one, steps)
    elif found is not None and steps:
        name, _, kind = steps[0].partition(":")
        below = found.get(name)
        yield from _walk([one for one in below or () if one["kind"] == kind] if kind else below, steps[1:])
    elif found is not None:
        yield str(found)
