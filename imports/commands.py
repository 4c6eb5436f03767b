"""How do lists come in at the front door? Commands that read files and keep batches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from imports.new_files import new_file
from imports.own_processes import count_in_the_background
from imports.read_command import read
from memorial.console import engine_of, print_json, progress, reading, say, writing
from memorial.errors import MemorialError

if TYPE_CHECKING:
    from sqlmodel import Session

    from imports.batch import Report
    from imports.layout import Layout
    from schema.sources import ImportBatch

DEMONSTRATION = Path(__file__).parent / "demonstration.csv"

FilePath = click.Path(path_type=Path)


class RowsRejectedError(MemorialError):
    """Some rows did not come in."""

    def __init__(self, report: "Report") -> None:
        super().__init__(
            f"{report.rejected:,} of {report.rows:,} rows were rejected; --report OUT.csv lists them with what to do."
        )


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FilePath)
@click.option("--profile", metavar="NAME|FILE.toml", help="How to read the list; without it the header decides.")
@click.option("--source", "source_key", metavar="KEY", help="Key of the source, when not the profile's or file's own.")
@click.option(
    "--mode",
    type=click.Choice(["update", "add", "replace"]),
    default="update",
    show_default=True,
    help="Changed rows update; or only add new ones; or also remove what the list leaves out.",
)
@click.option("--dry-run", is_flag=True, help="Show what would happen, keep nothing.")
@click.option(
    "--report",
    "report_file",
    type=FilePath,
    metavar="OUT.csv",
    help="Write every doubt to this file, and rejected rows to OUT.rejected.csv.",
)
@click.option("--encoding", help="Encoding of the file, when the one that is found is wrong: cp1251, koi8-r, utf-16 …")
@click.option("--delimiter", help="What stands between cells; \\t for a tab.")
@click.option("--quoting/--no-quoting", default=None, help="Whether quotes hold cells together, or are letters.")
@click.option("--header-row", type=click.IntRange(0), help="In which row the column names stand; 0 for none.")
@click.option("--sheet", help="Which sheet of a spreadsheet.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document (a list of them for several files).")
@click.pass_context
def import_(context: click.Context, /, files: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Bring lists in: each file one batch, all of it or nothing; `-` is the standard input.

    Example: python -m memorial import list.csv --dry-run
    """
    from imports.layout import Layout

    names = ("encoding", "delimiter", "quoting", "header_row", "sheet")
    layout = Layout(**{name: options.pop(name) for name in names})
    layout = replace(layout, delimiter="\t") if layout.delimiter == "\\t" else layout
    orders = [ImportOrder(file, layout=layout, talks=not as_json, **options) for file in files]
    if len(files) > 1 and options["report_file"]:
        orders = [replace(order, report_file=_report_of(order)) for order in orders]
    reports = [_import_one(context, order) for order in orders]
    if not options["dry_run"]:
        count_in_the_background(engine_of(context))
    if as_json:
        documents = [report.as_json() for report in reports]
        print_json(documents[0] if len(documents) == 1 else documents)
    for report in reports:
        if report.rejected:
            raise RowsRejectedError(report)


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """One file to bring in, and how."""

    file: Path
    profile: str | None = None
    source_key: str | None = None
    mode: str = "update"
    dry_run: bool = False
    report_file: Path | None = None
    layout: "Layout | None" = None
    talks: bool = False


def _report_of(order: ImportOrder) -> Path:
    """Each of several files has a report of its own."""
    given = order.report_file or Path("report.csv")
    return given.with_name(f"{given.stem}.{order.file.stem}{given.suffix}")


def _import_one(context: click.Context, order: ImportOrder) -> "Report":
    from imports.batch import import_list, plan_import
    from imports.export import left_out
    from imports.reports import preview_lines, summary_lines, write_issues, write_rejected

    plan = plan_import(order.file, order.profile, order.source_key, order.layout)
    if order.talks and order.dry_run:
        click.echo("\n".join(preview_lines(plan)))
    with progress(f"rows of {plan.file.name}") as count, _kept_or_not(context, order.dry_run) as session:
        report = import_list(session, plan, count, order.mode)
        withheld = left_out(session, report.source)
        if order.report_file:
            with new_file(order.report_file) as out:
                write_issues(session, report.batch, out)
            if report.rejected:
                with new_file(order.report_file.with_suffix(".rejected.csv")) as out:
                    write_rejected(session, report.batch, out)
    if not report.rows:
        say(f"{plan.file.name} names its columns, but no row stands below them; there was nobody to bring in.")
    if order.talks:
        click.echo("\n".join(summary_lines(report, order.dry_run)))
        if withheld:
            click.echo(f"{withheld:,} records of {report.source} are withheld: hidden, or people who may be alive.")
    return report


@contextmanager
def _kept_or_not(context: click.Context, dry_run: bool) -> Iterator["Session"]:
    """A writing session that a dry run takes back at the end."""
    with writing(context) as session:
        yield session
        if dry_run:
            session.rollback()


@click.command()
@click.pass_context
def sample(context: click.Context) -> None:
    """Load the invented demonstration source; every page marks it as invented.

    Example: python -m memorial sample
    """
    report = _import_one(context, ImportOrder(DEMONSTRATION, "demonstration"))
    say(f"{report.added:,} invented entries added, {report.unchanged:,} were here already.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def batches(context: click.Context, as_json: bool) -> None:
    """List what came in, batch by batch.

    Example: python -m memorial batches
    """
    from sqlalchemy import select

    from schema.sources import ImportBatch, Source

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


def _batch_as_json(batch: "ImportBatch", source: str) -> dict[str, Any]:
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
    from imports.undo import undo_batch

    with progress("entries taken back") as count, writing(context) as session:
        gone = undo_batch(session, batch, count)
    count_in_the_background(engine_of(context))
    say(f"Batch {batch} is undone: {gone:,} entries are gone.")


@click.command()
@click.option("--source", "source_key", required=True, metavar="KEY", help="Which source; `batches` lists the keys.")
@click.option("--out", type=FilePath, metavar="OUT.csv", help="Where to write; without it the rows go to stdout.")
@click.option("--raw", is_flag=True, help="Exactly as printed, also what a spreadsheet would run as a formula.")
@click.option("--with-withheld", is_flag=True, help="Also the entries that are shown to nobody; keep the file safe.")
@click.pass_context
def export(context: click.Context, source_key: str, out: Path | None, raw: bool, with_withheld: bool) -> None:
    """Write the entries of a source back to CSV: its own columns, then what was read from them.

    Example: python -m memorial export --source demo --out demo.csv
    """
    from imports.export import ExportOptions, export_source, left_out

    with reading(context) as session, new_file(out) if out else nullcontext(sys.stdout) as file:
        written = export_source(session, source_key, file, ExportOptions(raw, with_withheld))
        withheld = 0 if with_withheld else left_out(session, source_key)
    say(f"{written:,} entries written{f'; {withheld:,} withheld ones are left out' if withheld else ''}.")


@click.command()
@click.option("--source", "source_key", metavar="KEY", help="Only this source; without it all of them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def reread(context: click.Context, source_key: str | None, as_json: bool) -> None:
    """Apply today's rules to stored entries, without their files; record keys stay.

    Example: python -m memorial reread --source demo
    """
    from imports.rereading import find_source
    from imports.rereading import reread as read_again

    with progress("entries read again") as count, writing(context) as session:
        found = read_again(session, find_source(session, source_key) if source_key else None, count)
    count_in_the_background(engine_of(context))
    if as_json:
        print_json({"read": found.read, "changed": found.changed, "parts": found.parts, "examples": found.examples})
        return
    click.echo(f"{found.read:,} entries read again, {found.changed:,} records changed.")
    for part, records in found.parts.items():
        if records:
            click.echo(f"  {part}: {records:,} records")
    if found.examples:
        click.echo(f"  for example {', '.join(found.examples)}")


@click.command()
@click.argument("file", type=FilePath)
def profile(file: Path) -> None:
    """Write a starting profile for a list to stdout: its layout, and what each column becomes.

    Example: python -m memorial profile list.csv > list.toml
    """
    from imports.starting_profile import starting_profile

    click.echo(starting_profile(file), nl=False)


COMMANDS = (import_, sample, batches, undo, read, export, reread, profile)
