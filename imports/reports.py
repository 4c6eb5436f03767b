"""What did the import understand, and what should a person look at? Previews, summaries and lists of doubts."""

import csv
import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import TextIO

from sqlalchemy import select
from sqlmodel import Session

from imports.batch import Report
from imports.files import ListFile
from imports.prepared import PreparedRow, prepare
from imports.reading import ImportPlan
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.sources import ImportBatch
from schema.vocabulary import get_term

# Rows that a dry run shows beside their reading.
ROWS_SHOWN = 10
WIDTH = 70


def preview_lines(plan: ImportPlan) -> Iterator[str]:
    """The file as it was understood, and its first ten rows: what is printed, beside what was read."""
    yield layout_in_words(plan.file)
    columns = plan.mapping.columns
    for printed in islice(chain.from_iterable(plan.parts(_not_told)), ROWS_SHOWN):
        yield f"row {printed.row_number}"
        for name, words in printed.fields.items():
            yield f"  {name:<22} {_short(words)}"
        yield from (f"    read: {words}" for words in _read(prepare([printed], columns).rows[0]))


def layout_in_words(file: ListFile) -> str:
    """How the file is laid out, found or stated, in one line."""
    layout = file.layout
    where = f"header in row {layout.header_row}" if layout.header_row else "no header"
    if file.sheets:
        others = f" (not read: {', '.join(file.sheets[1:])})" if len(file.sheets) > 1 else ""
        return f"{file.name}: sheet “{file.sheets[0]}”{others}, {where}"
    quoting = "with quoting" if layout.quoting else "without quoting"
    unsure = "" if file.sure else " (unsure: look at the letters below)"
    return f"{file.name}: {layout.encoding}{unsure}, delimiter {layout.delimiter!r}, {quoting}, {where}"


def _not_told(_row: int, _problem: str, _printed: str) -> None:
    """The import itself tells of spoilt rows."""


def _read(row: PreparedRow) -> Iterator[str]:
    """What was understood of a row, a piece a line."""
    for kind, _, _, surname, given_name, patronymic, _ in row.names:
        parts = f"surname {surname or '–'}, given name {given_name or '–'}, patronymic {patronymic or '–'}"
        yield f"{kind} name: {parts}"
    if row.record:
        sex, basis, born, *_ = row.record
        told = (f"sex {sex} ({basis})" if sex else "", f"born {born}" if born else "", row.record[6] or "")
        yield ", ".join(word for word in told if word) or "nothing of sex, birth and nationality"
    for kind, when, place, form, others, articles in row.events:
        body = f"by {form[1]}" if form else ""
        named = ", ".join(article[2] for article in articles)
        pieces = (kind, when[0], place, body, others[2], named)
        yield ", ".join(str(piece) for piece in pieces if piece)
    for column, words, problem in row.doubts:
        yield f"doubt: {get_term('problems', problem).en} ({column or 'row'}: {_short(words or '')})"


def summary_lines(report: Report, dry_run: bool) -> Iterator[str]:
    """The mapping and all counts."""
    yield from (f"{column} → {field}" for column, field in report.mapping.items())
    yield from (f"{column} → (kept in the entry, not used)" for column in report.unused)
    names = ("added", "unchanged", "updated", "rejected", *(["removed"] if report.removed else []))
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in names)
    batch = "dry run, nothing kept" if dry_run else f"batch {report.batch}"
    yield f"{report.source} ({batch}): {report.rows:,} rows, {counts}; {report.issues:,} issues"
    for name, expected in report.expected.items():
        found = getattr(report, name, None)
        if found is not None and found != expected:
            yield f"The profile expects {expected:,} {name}, not {found:,}: is the file complete?"


def write_issues(session: Session, batch: int, out: TextIO) -> None:
    """Every doubt of a batch as CSV: row, column, what is printed, the problem, and what was done and is to do."""
    issue = table_of(DataIssue)
    rows = session.scalars(select(DataIssue).where(issue.c.batch_id == batch).order_by(issue.c.row_number, issue.c.id))
    writer = csv.writer(out)
    writer.writerow(["row", "column", "printed", "problem", "what_was_done_and_to_do"])
    for row in rows:
        term = get_term("problems", row.problem)
        printed = "; ".join(filter(None, _cells(row))) if _is_rejected(row) else row.printed
        writer.writerow([row.row_number or "", row.column, printed, term.en, term.definition])


def write_rejected(session: Session, batch: int, out: TextIO) -> None:
    """The rejected rows in their own columns, ready to be mended and imported again."""
    issue = table_of(DataIssue)
    rejected = (issue.c.batch_id == batch, issue.c.entry_id.is_(None), issue.c.row_number > 0)
    writer = csv.writer(out)
    writer.writerow(session.get_one(ImportBatch, batch).header)
    for row in session.scalars(select(DataIssue).where(*rejected).order_by(issue.c.row_number, issue.c.id)):
        writer.writerow(_cells(row))


def _is_rejected(issue: DataIssue) -> bool:
    return issue.entry_id is None and issue.row_number > 0


def _cells(issue: DataIssue) -> list[str]:
    """The cells of a rejected row: they have no entry, so their doubt keeps them."""
    cells: list[str] = json.loads(issue.printed or "[]")
    return cells


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
