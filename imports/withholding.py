"""May this row be shown? Not when a keeper hid its record, nor while the person may be alive."""

from dataclasses import dataclass
from datetime import date

from imports.prepared import PreparedRow
from memorial import living
from memorial.withheld import HIDDEN, MAY_BE_ALIVE

# Where a prepared record holds the last day that the birth date allows, as EDTF text of a day.
BIRTH_LATEST = 4


@dataclass(frozen=True, slots=True)
class Withholding:
    """What one import or reading asks of each row: the decisions about its source, and the day."""

    source_key: str
    hidden: set[str]
    day: date

    def reason(self, number: str, row: PreparedRow) -> tuple[str, str | None] | None:
        """Why the record of this row is withheld and until when; None for one that is shown."""
        if self.hidden and f"{self.source_key}:{number}" in self.hidden:
            return HIDDEN, None
        born = row.record[BIRTH_LATEST]
        if born is None or int(born[:4]) + living.YEARS < self.day.year:  # nearly everyone: no date is made of it
            return None
        until = living.withheld_until(
            date.fromisoformat(born), (event[0] for event in row.events), bool(row.statements), self.day
        )
        return (MAY_BE_ALIVE, until.isoformat()) if until else None
