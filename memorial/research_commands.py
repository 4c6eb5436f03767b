"""Which questions does a researcher ask? Commands that count, compare and take the data away."""

import csv
import sys
from pathlib import Path

import click

from memorial.console import print_json, reading, say
from memorial.errors import UsageError


@click.command()
@click.option("--by", required=True, metavar="FIELD[,FIELD]", help="What to count by, for example sentencing_body.")
@click.option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Only records of this value; empty: not recorded; one field twice: either value.",
)
@click.option("--unit", type=click.Choice(["records", "persons"]), default="records", show_default=True)
@click.option("--shares", is_flag=True, help="Also the share of all, of row and column, and of the first category.")
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json", "parquet"]), default="table")
@click.pass_context
def count(context: click.Context, by: str, where: tuple[str, ...], unit: str, shares: bool, shape: str) -> None:
    """Count records by one field or several; an empty value means not recorded.

    Example: python -m memorial count --by body_kind --where penalty=death
    """
    from memorial import count_formats, counts

    if shape == "parquet" and sys.stdout.isatty():
        raise UsageError("Parquet is no text; send it to a file with > counts.parquet.")
    with reading(context) as session:
        table = counts.count(session, by.split(","), where, unit)
    if shape == "json":
        print_json(count_formats.as_json(table, shares))
    elif shape == "parquet":
        sys.stdout.buffer.write(count_formats.as_parquet(table, shares))
    elif shape == "csv":
        click.echo(count_formats.as_csv(table, shares), nl=False)
    else:
        for line in count_formats.as_text(table, shares):
            click.echo(line)


@click.command()
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, like --format json.")
@click.pass_context
def coverage(context: click.Context, shape: str, as_json: bool) -> None:
    """Our counts beside the published totals, each with its cut-off and citation.

    Example: python -m memorial coverage
    """
    from memorial import coverage as covering

    with reading(context) as session:
        totals, shares = covering.coverage(session), covering.regional_shares(session)
    if as_json or shape == "json":
        print_json({"totals": [one.row() for one in totals], "shares": [one.row() for one in shares]})
    elif shape == "csv":
        writer = csv.DictWriter(sys.stdout, covering.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(one.row() for one in totals)
    else:
        for line in covering.as_text(totals, shares):
            click.echo(line)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def quality(context: click.Context, as_json: bool) -> None:
    """How complete each field is per source, which rules read it, open issues and contradictions.

    Example: python -m memorial quality
    """
    from memorial import quality as measuring

    with reading(context) as session:
        found = measuring.quality(session)
    if as_json:
        print_json(found.as_json())
        return
    for line in measuring.as_text(found):
        click.echo(line)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def snapshot(context: click.Context, folder: Path, as_json: bool) -> None:
    """Write the next numbered snapshot into a folder: Parquet, CSV and all that explains them.

    Example: python -m memorial snapshot snapshots
    """
    from memorial.snapshot import write_snapshot

    with reading(context) as session:
        written, is_new = write_snapshot(session, folder)
    if as_json:
        print_json({"number": written.number, "folder": str(written.folder), "new": is_new, "files": written.sums()})
        return
    click.echo(str(written.folder))
    say(
        f"Snapshot {written.number} is complete." if is_new else f"Nothing has changed since snapshot {written.number}."
    )


COMMANDS = (count, coverage, quality, snapshot)
