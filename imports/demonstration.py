"""Whom may we show? An invented memorial book that prints every case a real one has, made by a fixed seed.

Stories are written by hand (`demonstration_tables/stories.toml`); the other lives are drawn from the tables beside
them. `python -m imports.demonstration` writes the book again; the same tables always give the same bytes.
"""

import csv
import io
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from imports.demonstration_lives import courts, live, tables_of
from imports.demonstration_styles import Printed, print_life

_HERE = Path(__file__).parent
BOOK = _HERE / "demonstration.csv"
PROFILE = _HERE / "profiles" / "demonstration.toml"
ENTRIES_ON_A_PAGE = 6


@cache
def columns() -> dict[str, str]:
    """Our field → its column in the book, in the book's order, as the profile has them."""
    profile = tomllib.loads(PROFILE.read_text(encoding="utf-8"))
    return {field: column for column, field in profile["columns"].items()}


def stories() -> Iterator[Printed]:
    """The entries written by hand, in their own words."""
    for story in tables_of("stories")["story"]:
        for entry in story["entries"]:
            yield {"volume": "1"} | story.get("common", {}) | entry


def book() -> list[Printed]:
    """All entries as printed, volume by volume in the order of the alphabet, numbered through."""
    drawn = [print_life(live(*case), case[2]) for case in courts()]
    entries = sorted([*stories(), *drawn], key=_place_in_book)
    pages: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        pages[entry["volume"]] = pages.get(entry["volume"], 0) + 1
        entry["number"] = str(number)
        entry["page"] = str(1 + pages[entry["volume"]] // ENTRIES_ON_A_PAGE)
    return entries


def _place_in_book(entry: Printed) -> tuple[str, str, str]:
    name = entry.get("name") or " ".join(entry.get(part, "") for part in ("surname", "given_name", "patronymic"))
    return entry["volume"], name.casefold().replace("ё", "е"), entry.get("birth_date", "")


def csv_text() -> str:
    """The whole book as the CSV file that the sample loads."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns(), lineterminator="\n")
    writer.writerow(columns())
    writer.writerows(book())
    return text.getvalue()


if __name__ == "__main__":
    BOOK.write_text(csv_text(), encoding="utf-8")
