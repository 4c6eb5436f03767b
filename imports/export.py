"""How do entries go back into a spreadsheet? The source's own columns first, then what we read from them."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from sqlalchemy import select
from sqlmodel import Session

from imports.rereading import find_source
from imports.round_trip import OUR_COLUMNS, made_safe
from memorial.summaries import RecordSummary, summaries
from schema.database import table_of
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source

# Records fetched together: enough to make one look-up serve many, few enough to stay small in memory.
RECORDS_A_FETCH = 500


def export_source(session: Session, key: str, out: TextIO, raw: bool = False) -> int:
    """Write every entry of a source as CSV, in the order of the file it came from; returns how many.

    Unless `raw`, a cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    source = find_source(session, key)
    batches = {batch.id: batch for batch in session.scalars(select(ImportBatch).where(_of(ImportBatch, source)))}
    columns = list(dict.fromkeys(column for batch in batches.values() if not batch.undone for column in batch.header))
    safe = _as_is if raw else made_safe
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *OUR_COLUMNS])
    written = 0
    for entry, summary in _entries(session, source):
        cells = dict(zip(batches[entry.batch_id].header, entry.cells, strict=False))
        writer.writerow([safe(value) for value in (*(cells.get(column, "") for column in columns), *_ours(summary))])
        written += 1
    return written


def _of(table_class: type[ImportBatch], source: Source) -> Any:
    return table_of(table_class).c.source_id == source.id


def _entries(session: Session, source: Source) -> Iterator[tuple[Entry, RecordSummary]]:
    """Each current entry of the source with what we read of it, in the order they came in."""
    record = table_of(VictimRecord)
    last = 0
    while True:
        ids = list(
            session.scalars(
                select(record.c.id)
                .where(record.c.source_id == source.id, record.c.id > last)
                .order_by(record.c.id)
                .limit(RECORDS_A_FETCH)
            )
        )
        if not ids:
            return
        found = summaries(session, ids)
        entry = table_of(Entry)
        pairs = session.execute(
            select(Entry, record.c.id).join(record, record.c.entry_id == entry.c.id).where(record.c.id.in_(ids))
        ).all()
        yield from ((pair[0], found[pair[1]]) for pair in sorted(pairs, key=lambda pair: pair[1]))
        last = ids[-1]
        session.expunge_all()


def _ours(summary: RecordSummary) -> tuple[str, ...]:
    penalty = next((event.penalty for event in summary.fate if event.kind == "sentence"), None)
    words = (summary.surname, summary.given_name, summary.patronymic, summary.birth_edtf, penalty)
    return (summary.key, *(word or "" for word in words))


def _as_is(value: str) -> str:
    return value
