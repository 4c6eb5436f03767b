"""How much is in here? Sources and their records, counted again only when that changes."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select
from sqlmodel import Session

from memorial.records import SourceSummary, sources
from memorial.withheld import withheld_numbers
from schema.database import table_of
from schema.search_index import NameIndexState
from schema.sources import ImportBatch


@dataclass(frozen=True, slots=True)
class Holdings:
    """The sources with their counts, as they were after one state of the imports."""

    state: tuple[int | None, ...]
    sources: tuple[SourceSummary, ...]
    withheld: dict[str, int]

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(source.records for source in self.sources)

    @property
    def has_invented(self) -> bool:
        """Whether an invented source, for demonstration, is among them."""
        return any(summary.source.invented for summary in self.sources)


def holdings(session: Session) -> Holdings:
    """What the database holds now."""
    state = _state(session)
    known: Holdings | None = current_app.extensions.get("memorial_holdings")
    if known is None or known.state != state:
        known = Holdings(state, tuple(sources(session)), withheld_numbers(session))
        current_app.extensions["memorial_holdings"] = known
    return known


def _state(session: Session) -> tuple[int | None, ...]:
    """Numbers that change with every import and undo, and whenever a record is hidden or shown."""
    batch, index = table_of(ImportBatch).c, table_of(NameIndexState).c
    changes = select(func.max(index.changes)).scalar_subquery()
    row = session.execute(
        select(func.max(batch.id), func.count(batch.finished), func.count(batch.undone), changes)
    ).one()
    return tuple(row)
