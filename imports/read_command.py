"""How does the program read printed text? The command that shows it, row by row."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from imports.new_files import new_file
from memorial.console import progress, say
from memorial.errors import UsageError
from memorial.garbage import left_lying

FilePath = click.Path(path_type=Path)


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
    with left_lying(), progress("rows read") as count, new_file(out) as lines:
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
    from imports.files import open_list

    opened = open_list(file)
    if column not in opened.header:
        raise UsageError(f"{file.name} has no column “{column}”; it has {', '.join(opened.header[:8])}.")
    position = opened.header.index(column)
    return (cells[position] if position < len(cells) else "" for _, cells in opened.rows())
