"""In which shape is a table of counts taken away? As text for a terminal, CSV, JSON or Parquet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from memorial.count_fields import FIELDS
from memorial.counts import Count, caveats

NOT_RECORDED = "(not recorded)"


def as_csv(table: Count, shares: bool = False) -> str:
    """One line per combination: a column per field (empty = not recorded), then `count`, and shares when asked for."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    measures = table.shares() if shares else [{} for _ in table.rows]
    names = list(measures[0]) if measures else []
    writer.writerow([*table.by, "count", *names])
    for row, shared in zip(table.rows, measures, strict=True):
        writer.writerow([*row, *(_share(shared[name]) for name in names)])
    return text.getvalue()


def as_json(table: Count, shares: bool = False) -> dict[str, Any]:
    """`{by, unit, n, rows[]}` and what belongs to the table; with shares, four more keys in each row."""
    found = table.as_json()
    if shares:
        for row, shared in zip(found["rows"], table.shares(), strict=True):
            row.update(shared)
    return found


def as_parquet(table: Count, shares: bool = False) -> bytes:
    """The rows as a Parquet file with the types of the fields: numbers are numbers even where all are missing."""
    rows = as_json(table, shares)["rows"]
    types = [(name, pa.int64() if FIELDS[name].is_number else pa.string()) for name in table.by]
    names = list(table.shares()[0]) if shares and rows else []
    schema = pa.schema([*types, ("count", pa.int64()), *((name, pa.float64()) for name in names)])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def as_text(table: Count, shares: bool = False) -> Iterator[str]:
    """The lines of a table for a terminal, and below it n, what is unknown, the sources and what to keep in mind."""
    names = list(table.shares()[0]) if shares and table.rows else []
    lines = [(*table.by, "count", *(name.replace("_", " ") for name in names))]
    for row, shared in zip(table.rows, table.shares() if names else [{}] * len(table.rows), strict=True):
        values = (NOT_RECORDED if value is None else str(value) for value in row[:-1])
        lines.append((*values, f"{row[-1]:,}", *(_percent(shared[name]) for name in names)))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widths[len(table.by)] = max(widths[len(table.by)], len(f"{table.n:,}"))
    for line in lines:
        cells = [
            cell.ljust(width) if place < len(table.by) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells)
    yield from _notes(table)


def _notes(table: Count) -> Iterator[str]:
    yield f"n = {table.n:,} records. " + " ".join(caveat["en"] for caveat in caveats(table.question))
    for name in table.by:
        missing, unread = table.not_recorded[name], table.not_understood.get(name, 0)
        yield f"{name}: {missing:,} not recorded, {unread:,} not understood or not so precise."
    yield "Sources: " + (", ".join(f"{key} {number:,}" for key, number in table.sources.items()) or "none") + "."


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
