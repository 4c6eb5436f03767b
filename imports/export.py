"""How do entries go back into a spreadsheet? The source's own columns first, then what we read from them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from sqlalchemy import func, select, union_all
from sqlmodel import Session

from imports.rereading import find_source
from imports.round_trip import OUR_COLUMNS, made_safe
from memorial.summaries import RecordSummary, summaries
from schema.database import table_of
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source
from schema.withholding import WithheldRecord

# Records fetched together: enough to make one look-up serve many, few enough to stay small in memory.
RECORDS_A_FETCH = 500


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`raw`: exactly as printed, without the apostrophes; `with_withheld`: for the archivist, what nobody else sees."""

    raw: bool = False
    with_withheld: bool = False


def export_source(session: Session, key: str, out: TextIO, options: ExportOptions = ExportOptions()) -> int:
    """Write the entries of a source as CSV, in the order of the file they came from; returns how many.

    Unless `raw`, a cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    source = find_source(session, key)
    of_source = table_of(ImportBatch).c.source_id == source.id
    batches = {batch.id: batch for batch in session.scalars(select(ImportBatch).where(of_source))}
    columns = list(dict.fromkeys(column for batch in batches.values() if not batch.undone for column in batch.header))
    safe = _as_is if options.raw else made_safe
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *OUR_COLUMNS])
    written = 0
    for entry, ours in _entries(session, source, options.with_withheld):
        cells = dict(zip(batches[entry.batch_id].header, entry.cells, strict=False))
        writer.writerow([safe(value) for value in (*(cells.get(column, "") for column in columns), *ours)])
        written += 1
    return written


def left_out(session: Session, key: str) -> int:
    """How many entries of a source are withheld."""
    table, source = table_of(WithheldRecord).c, find_source(session, key)
    number: int = session.execute(select(func.count(table.id)).where(table.source_id == source.id)).scalar_one()
    return number


def _entries(session: Session, source: Source, with_withheld: bool) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Each current entry of the source with what we read of it, in the order they came in."""
    tables = [table_of(one) for one in (VictimRecord, WithheldRecord)[: 2 if with_withheld else 1]]
    kept = (select(one.c.id, one.c.key, one.c.entry_id).where(one.c.source_id == source.id) for one in tables)
    row = union_all(*kept).subquery().c
    last = 0
    while True:
        rows = session.execute(
            select(row.id, row.key, row.entry_id).where(row.id > last).order_by(row.id).limit(RECORDS_A_FETCH)
        ).all()
        if not rows:
            return
        found = summaries(session, [one.id for one in rows])
        ids = table_of(Entry).c.id.in_([one.entry_id for one in rows])
        entries = {entry.id: entry for entry in session.scalars(select(Entry).where(ids))}
        yield from (
            (entries[one.entry_id], _ours(found[one.id]) if one.id in found else _only_key(one.key)) for one in rows
        )
        last = rows[-1].id
        session.expunge_all()


def _ours(summary: RecordSummary) -> tuple[str, ...]:
    penalty = next((event.penalty for event in summary.fate if event.kind == "sentence"), None)
    words = (summary.surname, summary.given_name, summary.patronymic, summary.birth_edtf, penalty)
    return (summary.key, *(word or "" for word in words))


def _only_key(key: str) -> tuple[str, ...]:
    return (key, *[""] * (len(OUR_COLUMNS) - 1))


def _as_is(value: str) -> str:
    return value
