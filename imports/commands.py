"""How do lists come in at the front door? Commands that read files and keep batches."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TextIO

import click
from sqlalchemy import select
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import
from imports.files import UnreadableFileError, open_list
from imports.undo import undo_batch
from memorial.console import print_json, progress, reading, say, writing
from memorial.errors import MemorialError, UsageError
from schema.sources import ImportBatch, Source
from schema.vocabulary import get_term

DEMONSTRATION = Path(__file__).parent / "demonstration.csv"

FilePath = click.Path(path_type=Path)


class RowsRejectedError(MemorialError):
    """Some rows did not come in."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"{report.rejected:,} of {report.rows:,} rows were rejected; --report OUT.csv lists them with what to do."
        )


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FilePath)
@click.option("--profile", metavar="NAME|FILE.toml", help="How to read the list; without it the header decides.")
@click.option("--source", "source_key", metavar="KEY", help="Key of the source, when not the profile's or file's own.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, keep nothing.")
@click.option("--report", "report_file", type=FilePath, metavar="OUT.csv", help="Write every doubt to this file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document (a list of them for several files).")
@click.pass_context
def import_(context: click.Context, /, files: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Bring lists in: each file one batch, all of it or nothing.

    Example: python -m memorial import list.csv --dry-run
    """
    reports = [_import_one(context, file, **options) for file in files]
    if as_json:
        documents = [report.as_json() for report in reports]
        print_json(documents[0] if len(documents) == 1 else documents)
    for report in reports:
        if not as_json:
            click.echo(_summary(report, options["dry_run"]))
        if report.rejected:
            raise RowsRejectedError(report)


def _import_one(
    context: click.Context,
    file: Path,
    profile: str | None,
    source_key: str | None,
    dry_run: bool,
    report_file: Path | None,
) -> Report:
    plan = plan_import(file, profile, source_key)
    with progress(f"rows of {file.name}") as count, _kept_or_not(context, dry_run) as session:
        report = import_list(session, plan, count)
        if report_file:
            write_issues(session, report.batch, report_file)
        return report


@contextmanager
def _kept_or_not(context: click.Context, dry_run: bool) -> Iterator[Session]:
    """A writing session that a dry run takes back at the end."""
    with writing(context) as session:
        yield session
        if dry_run:
            session.rollback()


def _summary(report: Report, dry_run: bool) -> str:
    lines = [f"{column} → {field}" for column, field in report.mapping.items()]
    lines += [f"{column} → (kept in the entry, not used)" for column in report.unused]
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in ("added", "unchanged", "updated", "rejected"))
    batch = "dry run, nothing kept" if dry_run else f"batch {report.batch}"
    lines.append(f"{report.source} ({batch}): {report.rows:,} rows, {counts}; {report.issues:,} issues")
    if report.expected.get("rows") not in (None, report.rows):
        lines.append(
            f"The profile expects {report.expected['rows']:,} rows, not {report.rows:,}: is the file complete?"
        )
    return "\n".join(lines)


def write_issues(session: Session, batch: int, out: Path) -> None:
    """Every doubt of a batch as CSV: row, column, what is printed, the problem, and what was done and is to do."""
    from schema.data_issues import DataIssue
    from schema.database import table_of

    issue = table_of(DataIssue)
    rows = session.scalars(select(DataIssue).where(issue.c.batch_id == batch).order_by(issue.c.row_number, issue.c.id))
    with _new_file(out) as file:
        writer = csv.writer(file)
        writer.writerow(["row", "column", "printed", "problem", "what_was_done_and_to_do"])
        for row in rows:
            term = get_term("problems", row.problem)
            writer.writerow([row.row_number or "", row.column, row.printed, term.en, term.definition])


@contextmanager
def _new_file(out: Path) -> Iterator[TextIO]:
    """A text file that stands under its name only when it is complete."""
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(out)
    except OSError as refused:
        raise UnreadableFileError(f"{out} cannot be written ({refused.strerror}); choose another place.") from refused
    finally:
        part.unlink(missing_ok=True)


@click.command()
@click.pass_context
def sample(context: click.Context) -> None:
    """Load the invented demonstration source; every page marks it as invented.

    Example: python -m memorial sample
    """
    report = _import_one(context, DEMONSTRATION, "demonstration", None, dry_run=False, report_file=None)
    say(f"{report.added:,} invented entries added, {report.unchanged:,} were here already.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def batches(context: click.Context, as_json: bool) -> None:
    """List what came in, batch by batch.

    Example: python -m memorial batches
    """
    with reading(context) as session:
        rows = session.execute(
            select(ImportBatch, Source.key)  # type: ignore[call-overload]
            .join(Source)
            .order_by(ImportBatch.id)
        ).all()
        listed = [_batch_as_json(batch, source) for batch, source in rows]
    if as_json:
        print_json(listed)
        return
    for batch in listed:
        numbers = ", ".join(f"{batch[name]:,} {name}" for name in ("rows", "added", "unchanged", "updated", "rejected"))
        click.echo(f"{batch['batch']:>4}  {batch['status']:<9} {batch['source']}  {batch['file']}  {numbers}")


def _batch_as_json(batch: ImportBatch, source: str) -> dict[str, Any]:
    names = ("rows", "added", "unchanged", "updated", "rejected", "issues")
    started = {"status": batch.status, "file": batch.file_name, "started": batch.started.isoformat(timespec="seconds")}
    return {"batch": batch.id, "source": source} | {name: getattr(batch, name) for name in names} | started


@click.command()
@click.argument("batch", type=int)
@click.pass_context
def undo(context: click.Context, batch: int) -> None:
    """Take one batch back: everything it brought goes, only its line in `batches` remains.

    Example: python -m memorial undo 3
    """
    with progress("entries taken back") as count, writing(context) as session:
        gone = undo_batch(session, batch, count)
    say(f"Batch {batch} is undone: {gone:,} entries are gone.")


@click.command()
@click.argument("kind", type=click.Choice(["notes", "bodies", "names"]))
@click.argument("file", type=FilePath)
@click.option("--column", required=True, metavar="COL", help="The column that holds the printed text.")
@click.option("--out", required=True, type=FilePath, metavar="OUT.jsonl", help="Where to write, one object per row.")
def read(kind: str, file: Path, column: str, out: Path) -> None:
    """Show how the program reads printed text: one JSON object per row, in the order of the file.

    Example: python -m memorial read bodies list.csv --column sentenced_by --out bodies.jsonl
    """
    read_one = _reader_of(kind)
    with progress("rows read") as count, _new_file(out) as lines:
        rows = 0
        for rows, printed in enumerate(column_of(file, column), 1):
            lines.write(json.dumps(read_one(printed), ensure_ascii=False) + "\n")
            if rows % 1000 == 0:
                count(rows)
    say(f"{rows:,} rows read into {out}.")


def _reader_of(kind: str) -> Any:
    from memorial import bodies, names, notes

    readers = {
        "notes": lambda text: notes.as_json(notes.read_note(text)),
        "bodies": lambda text: bodies.as_json(bodies.read_body(text)),
        "names": lambda text: names.as_json(names.read_name(text)),
    }
    return readers[kind]


def column_of(file: Path, column: str) -> Iterator[str]:
    """The cells of one column of a list, in order; a missing cell is empty."""
    opened = open_list(file)
    if column not in opened.header:
        raise UsageError(f"{file.name} has no column “{column}”; it has {', '.join(opened.header[:8])}.")
    position = opened.header.index(column)
    return (cells[position] if position < len(cells) else "" for _, cells in opened.rows())


@click.command()
@click.option("--source", "source_key", required=True, metavar="KEY", help="Which source; `batches` lists the keys.")
@click.option("--out", type=FilePath, metavar="OUT.csv", help="Where to write; without it the rows go to stdout.")
@click.option("--raw", is_flag=True, help="Exactly as printed, also what a spreadsheet would run as a formula.")
@click.pass_context
def export(context: click.Context, source_key: str, out: Path | None, raw: bool) -> None:
    """Write the entries of a source back to CSV: its own columns, then what was read from them.

    Example: python -m memorial export --source demo --out demo.csv
    """
    from imports.export import export_source

    with reading(context) as session, _new_file(out) if out else nullcontext(sys.stdout) as file:
        written = export_source(session, source_key, file, raw)
    say(f"{written:,} entries written.")


COMMANDS = (import_, sample, batches, undo, read, export)
