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

_batch, _index = table_of(ImportBatch).c, table_of(NameIndexState).c
_STATE = select(
    func.max(_batch.id),
    func.count(_batch.finished),
    func.count(_batch.undone),
    select(func.max(_index.changes)).scalar_subquery(),
)


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
    return tuple(session.connection().execute(_STATE).one())
