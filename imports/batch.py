"""How does a list come in? One file, one batch, one transaction: all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from imports.drafts import Doubt
from imports.entry import PrintedRow, read_row
from imports.files import ListFile, open_list
from imports.interpretation import interpret
from imports.mapping import Mapping, map_by_header, read_profile, with_source_key
from imports.undo import delete_readings, slices
from imports.writing import KEYS_A_LOOKUP, BulkWriter, NumberedEntry
from memorial.index import index_records, remove_records
from schema.database import table_of
from schema.records import VictimRecord
from schema.sources import Entry, ImportBatch, Source

# Rows interpreted and written together: large enough that a place or a body is looked up once for many rows,
# small enough that 40 columns of them stay under 20 MB.
CHUNK_ROWS = 2_000

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
    issues: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    expected_rows: int | None = None

    def as_json(self) -> dict[str, object]:
        """The keys of `import --json`."""
        keys = ("batch", "source", "rows", "added", "unchanged", "updated", "rejected", "issues")
        return {key: value for key, value in asdict(self).items() if key in keys}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file, opened, and how its columns become fields."""

    file: ListFile
    mapping: Mapping


def plan_import(path: Path, profile: str | None = None, source_key: str | None = None) -> ImportPlan:
    """Look at the file and decide its mapping; nothing is written. Raises one-sentence errors."""
    mapping = read_profile(profile) if profile else None
    file = open_list(path, mapping.layout if mapping else None)
    mapping = mapping or map_by_header(file.header, path)
    mapping.fitted(file.header)
    return ImportPlan(file, with_source_key(mapping, source_key) if source_key else mapping)


def import_list(session: Session, plan: ImportPlan, progress: Progress | None = None) -> Report:
    """Bring the list in. The caller's transaction makes it visible, or takes all of it back."""
    batch = _start_batch(session, plan)
    report = Report(
        batch=batch.id or 0,
        source=plan.mapping.source.key,
        mapping=plan.mapping.columns,
        unused=[column for column in plan.file.header if column not in plan.mapping.columns],
        encoding=plan.file.encoding,
        delimiter=plan.file.delimiter,
        expected_rows=plan.mapping.expected_rows,
    )
    writer = BulkWriter(session, batch.source_id, report.source, report.batch)
    run = _Run(session, writer, report, {name: column for column, name in report.mapping.items()})
    run.take_columns(report.unused)
    rows = read_rows(plan)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        run.take(chunk)
        if progress:
            progress(report.rows)
    _finish_batch(session, batch, report)
    return report


def read_rows(plan: ImportPlan) -> Iterator[PrintedRow]:
    """Each row of the file as its source prints it, with the number by which we know it."""
    fields = plan.mapping.fitted(plan.file.header)
    for row_number, cells in plan.file.rows():
        yield read_row(row_number, cells, fields, len(plan.file.header))


@dataclass(slots=True)
class _Run:
    """One import under way: sorts rows into new, unchanged and updated, and writes them."""

    session: Session
    writer: BulkWriter
    report: Report
    columns: dict[str, str]
    numbers: Counter[str] = field(default_factory=Counter)

    def take(self, chunk: Sequence[PrintedRow]) -> None:
        self.report.rows += len(chunk)
        numbered = [(self._number(row), row) for row in chunk if not self._rejected(row)]
        stored = self._stored({number for number, _ in numbered})
        self._add([(number, row) for number, row in numbered if number not in stored])
        changed = []
        for number, row in numbered:
            if number in stored:
                if stored[number].cells == row.cells:
                    self.report.unchanged += 1
                else:
                    changed.append((number, row, stored[number]))
        self._update(changed)

    def take_columns(self, unused: Iterable[str]) -> None:
        """Columns that nothing reads are kept in the entries and told."""
        for column in unused:
            self._doubt(0, Doubt(column, None, "unused_column"))

    def _number(self, row: PrintedRow) -> str:
        """The row's number; the second row of the same number in one file gets `-2`."""
        self.numbers[row.number] += 1
        again = self.numbers[row.number]
        return row.number if again == 1 else f"{row.number}-{again}"

    def _rejected(self, row: PrintedRow) -> bool:
        if row.problem:
            self.report.rejected += 1
            self._doubt(row.row_number, Doubt(None, None, row.problem))
        return row.problem is not None

    def _doubt(self, row_number: int, doubt: Doubt) -> None:
        self.report.issues += 1
        self.writer.write_doubt(row_number, doubt)

    def _stored(self, numbers: set[str]) -> dict[str, Entry]:
        """The newest entry of each number that this source has already."""
        found: dict[str, Entry] = {}
        ordered = sorted(numbers)
        for start in range(0, len(ordered), KEYS_A_LOOKUP):
            entries = self.session.scalars(
                select(Entry)
                .where(Entry.source_id == self.writer.source_id)  # type: ignore[arg-type]
                .where(Entry.number.in_(ordered[start : start + KEYS_A_LOOKUP]))  # type: ignore[attr-defined]
                .order_by(Entry.revision)  # type: ignore[arg-type]
            )
            found.update((entry.number, entry) for entry in entries)
        self.session.expunge_all()
        return found

    def _add(self, rows: Sequence[tuple[str, PrintedRow]]) -> None:
        items = [
            self._item(row, number, revision=1, record_id=self.writer.take_id(VictimRecord)) for number, row in rows
        ]
        self.writer.write(items)
        index_records(self.session, [item.record_id for item in items])
        self.report.added += len(items)

    def _update(self, changed: Sequence[tuple[str, PrintedRow, Entry]]) -> None:
        if not changed:
            return
        record_ids = self._records_of([entry.id or 0 for _, _, entry in changed])
        items = [
            self._item(row, number, stored.revision + 1, record_ids[stored.id or 0]) for number, row, stored in changed
        ]
        remove_records(self.session, [item.record_id for item in items])
        delete_readings(self.session, [item.record_id for item in items])
        self.writer.write(items, new_records=False)
        index_records(self.session, [item.record_id for item in items])
        self.report.updated += len(items)

    def _records_of(self, entry_ids: Sequence[int]) -> dict[int, int]:
        record = table_of(VictimRecord)
        found: dict[int, int] = {}
        for some in slices(entry_ids):
            rows = self.session.execute(select(record.c.entry_id, record.c.id).where(record.c.entry_id.in_(some)))
            found.update((row[0], row[1]) for row in rows)
        return found

    def _item(self, row: PrintedRow, number: str, revision: int, record_id: int) -> NumberedEntry:
        draft = interpret(row.fields)
        draft.doubts.extend(row.doubts)
        draft.doubts = [
            replace(doubt, field=self.columns.get(doubt.field or "", doubt.field)) for doubt in draft.doubts
        ]
        self.report.issues += len(draft.doubts)
        return NumberedEntry(
            entry_id=self.writer.take_id(Entry),
            record_id=record_id,
            number=number,
            revision=revision,
            row_number=row.row_number,
            volume=row.fields.get("volume"),
            page=row.fields.get("page"),
            cells=row.cells,
            draft=draft,
        )


def _start_batch(session: Session, plan: ImportPlan) -> ImportBatch:
    source = _find_or_add_source(session, plan.mapping)
    batch = ImportBatch(
        source_id=source.id or 0,
        status="complete",  # nobody sees the line before the transaction ends
        file_name=plan.file.path.name,
        file_sha256=plan.file.sha256,
        profile=plan.mapping.profile,
        mapping=plan.mapping.columns,
        header=list(plan.file.header),
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
    for name in ("rows", "added", "unchanged", "updated", "rejected", "issues"):
        setattr(batch, name, getattr(report, name))
    batch.finished = datetime.now(UTC)
    session.merge(batch)
    session.flush()
