"""A process that turns one sheet into CSV: file, output, sheet (or nothing), memory in bytes.

On stdout it names the sheet, and then the others, a line each.
"""

import csv
import resource
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

# Rows at the beginning of each sheet that are asked which sheet holds the list.
ROWS_ASKED = 50

# XLSX and XLS count days from 1900. What other programs store as a day before that comes out as midnight of no day;
# without figures it is no date to any reader, so that it becomes a doubt.
LOST_DATE = "(a date that XLSX and XLS cannot hold: save the list as ODS or CSV)"


def main(path: str, out: str, sheet: str, memory: int) -> int:
    """Write the sheet; 2 with a sentence on stderr for what a person can mend."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        print("it is protected by a password; save it without one.", file=sys.stderr)
        return 2
    if sheet and sheet not in book.sheet_names:
        names = ", ".join(book.sheet_names)
        print(f"there is no sheet “{sheet}”; it has {names}.", file=sys.stderr)
        return 2
    chosen = sheet or _fullest(book)
    print(chosen, *(name for name in book.sheet_names if name != chosen), sep="\n")
    rows = book.get_sheet_by_name(chosen).iter_rows()
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            cells = [as_printed(cell) for cell in row]
            writer.writerow(cells if any(map(str.strip, cells)) else [])  # rows that are only formatted hold nobody
    return 0


def _fullest(book: Any) -> str:
    names: list[str] = book.sheet_names
    return max(names, key=lambda name: _filled(book, name)) if len(names) > 1 else names[0]


def _filled(book: Any, name: str) -> int:
    rows = book.get_sheet_by_name(name).to_python(nrows=ROWS_ASKED)
    return sum(cell != "" for row in rows for cell in row)


def as_printed(cell: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, dates as 5.09.1937, nothing for an empty cell."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d.%m.}{cell.year} {cell:%H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.}{cell.year}"
    if isinstance(cell, time) and cell == time():
        return LOST_DATE
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
