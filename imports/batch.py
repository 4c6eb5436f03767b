"""How does a list come in? One file, one batch, one transaction: all of it or nothing."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from imports.files import open_list
from imports.late_indexes import late_indexes
from imports.layout import Layout
from imports.mapping import Mapping, map_by_header, with_source_key
from imports.numbers import SeenNumbers
from imports.prepared import Chunk, PreparedRow
from imports.profiles import read_profile
from imports.reading import ImportPlan, read_chunks
from imports.removal import KEPT_IN, delete_records, remove_missing
from imports.writing import KEYS_A_LOOKUP, Bodies, BulkWriter, PlacedRow
from memorial import bulk, index
from memorial.entry_numbers import hash_of
from memorial.garbage import left_lying
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source

MODES = ("update", "add", "replace")

Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What an import did, in the words of `import --json`."""

    batch: int
    source: str
    rows: int = 0
    added: int = 0
    unchanged: int = 0
    updated: int = 0
    rejected: int = 0
    removed: int = 0
    issues: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    expected: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The keys of `import --json`."""
        keys = ("batch", "source", "rows", "added", "unchanged", "updated", "rejected", "issues")
        return {key: value for key, value in asdict(self).items() if key in keys}


class Stored(NamedTuple):
    """The newest entry of a number, and its record, shown or withheld; 0 when that was removed."""

    entry_id: int
    revision: int
    cells: str
    record_id: int


def plan_import(
    path: Path, profile: str | None = None, source_key: str | None = None, layout: Layout | None = None
) -> ImportPlan:
    """Look at the file and decide its mapping; nothing is written. Raises one-sentence errors.

    What `layout` states goes before what the profile says, and that before what is found in the file.
    """
    mapping = read_profile(profile) if profile else None
    wanted = layout or Layout()
    file = open_list(path, wanted.filled_from(mapping.layout) if mapping else wanted)
    mapping = mapping or map_by_header(file.header, file.name)
    mapping.check(file.header)
    return ImportPlan(file, with_source_key(mapping, source_key) if source_key else mapping)


def import_list(session: Session, plan: ImportPlan, progress: Progress | None = None, mode: str = "update") -> Report:
    """Bring the list in. The caller's transaction makes it visible, or takes all of it back.

    `mode`: `update` adds new rows and updates changed ones; `add` leaves what is here as it is and rejects changed
    rows; `replace` updates and removes what the file leaves out.
    """
    batch = _start_batch(session, plan)
    report = Report(
        batch=batch.id or 0,
        source=plan.mapping.source.key,
        mapping=plan.mapping.columns,
        unused=[column for column in plan.header if column not in plan.mapping.columns],
        layout=plan.file.layout,
        expected=plan.mapping.expected,
    )
    run = _Run(session, BulkWriter(session, batch.source_id, report.source, report.batch), report, mode)
    run.is_export = plan.is_export
    for column in report.unused:
        run.doubt(0, (column, None, "unused_column"))
    if not plan.file.sure:
        run.doubt(0, (None, plan.file.layout.encoding, "unsure_encoding"))
    with left_lying(), late_indexes(session, plan.file.size, run.is_new_source):
        for chunk in read_chunks(plan):
            run.take(chunk)
            if progress:
                progress(report.rows)
        run.finish()
    _finish_batch(session, batch, report)
    return report


class _Run:
    """One import under way: sorts rows into new, unchanged and updated, and writes them."""

    def __init__(self, session: Session, writer: BulkWriter, report: Report, mode: str) -> None:
        self.session, self.writer, self.report, self.mode = session, writer, report, mode
        self.names = index.Batch(session)
        self.alike = 0
        self.is_export = False
        source = bulk.select(session, "SELECT 1 FROM entry WHERE source_id = ? LIMIT 1", (writer.source_id,))
        self.is_new_source = not source
        self.seen = SeenNumbers(session, writer.source_id, self.is_new_source)

    def take(self, chunk: Chunk) -> None:
        """Bring the rows of one chunk in."""
        self.report.rows += len(chunk.rows)
        rows = [row for row in chunk.rows if not self._rejected(row, row.problem)]
        numbers = self.seen.take([row.number for row in rows])
        stored = {} if self.is_new_source else self._stored(numbers)
        fresh: list[tuple[str, PreparedRow, int]] = []
        changed: list[tuple[str, PreparedRow, Stored]] = []
        for number, row in zip(numbers, rows, strict=True):
            found = stored.get(number)
            if found is None or not found.record_id:
                fresh.append((number, self._told(number, row), found.revision if found else 0))
            elif found.cells == row.cells:
                self.report.unchanged += 1
            elif not self._rejected(row, "already_here" if self.mode == "add" else None):
                changed.append((number, self._told(number, row), found))
        shown = (*self._add(fresh, chunk.bodies), *self._update(changed, chunk.bodies))
        self.names.add(chunk.names, {placed.row.row_number: placed.record_id for placed in shown})

    def doubt(self, row_number: int, doubt: tuple[str | None, str | None, str]) -> None:
        """Tell of a row that became no entry, or of a whole column (row 0)."""
        self.report.issues += 1
        self.writer.write_doubt(row_number, doubt)

    def finish(self) -> None:
        """What is done once for the whole list: removals, and the name index."""
        if self.mode == "replace" and not self.is_new_source:
            tables = KEPT_IN[:1] if self.is_export else KEPT_IN  # an export leaves withheld records out
            self.report.removed = remove_missing(self.session, self.writer, self.seen, tables)
        if self.alike:
            self.doubt(0, (None, str(self.alike), "rows_alike"))
        self.names.write()
        self.seen.forget()

    def _told(self, number: str, row: PreparedRow) -> PreparedRow:
        """The row with its doubts counted; a number that stands twice in the list is one more."""
        if number != row.number and row.number == hash_of(json.loads(row.cells)):
            self.alike += 1  # a list without numbers may well print two people in the same words
        elif number != row.number:
            row = row._replace(doubts=(*row.doubts, (None, row.number, "repeated_number")))
        self.report.issues += len(row.doubts)
        return row

    def _rejected(self, row: PreparedRow, problem: str | None) -> bool:
        if problem:
            self.report.rejected += 1
            self.doubt(row.row_number, (None, row.cells, problem))
        return problem is not None

    def _stored(self, numbers: Sequence[str]) -> dict[str, Stored]:
        """The newest entry of each number that this source has already, with the number of its record."""
        found: dict[str, Stored] = {}
        statement = (
            "SELECT e.number, e.id, e.revision, CAST(e.cells AS TEXT), coalesce(r.id, w.id, 0) FROM entry e "
            "LEFT JOIN victim_record r ON r.entry_id = e.id LEFT JOIN withheld_record w ON w.entry_id = e.id "
            f"WHERE e.source_id = {self.writer.source_id} AND e.number IN"
        )
        for some in bulk.in_parts(numbers, KEYS_A_LOOKUP):
            for number, *values in bulk.select_where_in(self.session, statement, some):
                if number not in found or found[number].revision < values[1]:
                    found[number] = Stored(*values)
        return found

    def _add(self, rows: Sequence[tuple[str, PreparedRow, int]], bodies: Bodies) -> Sequence[PlacedRow]:
        if not rows:
            return ()
        take_id = self.writer.take_id
        placed = [
            PlacedRow(take_id(Entry), take_id(VictimRecord), number, revision + 1, row)
            for number, row, revision in rows
        ]
        self.report.added += len(placed)
        return self.writer.write(placed, bodies)

    def _update(self, changed: Sequence[tuple[str, PreparedRow, Stored]], bodies: Bodies) -> Sequence[PlacedRow]:
        if not changed:
            return ()
        placed = [
            PlacedRow(self.writer.take_id(Entry), stored.record_id, number, stored.revision + 1, row)
            for number, row, stored in changed
        ]
        delete_records(self.session, [row.record_id for row in placed])
        self.report.updated += len(placed)
        return self.writer.write(placed, bodies)


def _start_batch(session: Session, plan: ImportPlan) -> ImportBatch:
    source = _find_or_add_source(session, plan.mapping)
    batch = ImportBatch(
        source_id=source.id or 0,
        status="complete",  # nobody sees the line before the transaction ends
        file_name=plan.file.name,
        file_sha256=plan.file.sha256,
        profile=plan.mapping.profile,
        mapping=plan.mapping.columns,
        rules=asdict(plan.mapping.rules),
        header=list(plan.header),
        started=datetime.now(UTC),
    )
    session.add(batch)
    session.flush()
    return batch


def _find_or_add_source(session: Session, mapping: Mapping) -> Source:
    found = session.scalars(select(Source).where(Source.key == mapping.source.key)).one_or_none()  # type: ignore[arg-type]
    source = found or Source(**asdict(mapping.source))
    session.add(source)
    session.flush()
    return source


def _finish_batch(session: Session, batch: ImportBatch, report: Report) -> None:
    for name in ("rows", "added", "unchanged", "updated", "rejected", "removed", "issues"):
        setattr(batch, name, getattr(report, name))
    batch.finished = datetime.now(UTC)
    session.merge(batch)
    session.flush()
