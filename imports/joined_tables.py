"""How do several tables become one list? Numbers in the main table give way to the words they stand for."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from memorial.errors import MemorialError

_RULES = Path(__file__).parent / "joined_tables.toml"


class MissingTableError(MemorialError):
    """The archive lacks the table that lists the persons."""

    def __init__(self, table: str) -> None:
        super().__init__(f"The archive has no table {table}.csv; choose the profile of its own layout.")


def join_tables(files: list[Path], rule: str, folder: Path) -> Path:
    """One CSV file in UTF-8 from the tables of an archive: the main table, its numbers replaced by words.

    A column that has the name of a table (`fname`, `fname_id`, `id_fname` for `fnames`) refers to it. Each
    `link….csv` (person, value) adds a column of its own; several values of a person are joined by “; ”.
    """
    rules = _rules()[rule]
    tables = {path.stem: path for path in files}
    if rules["main"] not in tables:
        raise MissingTableError(rules["main"])
    words = {name: dict(_pairs(path, rules)) for name, path in tables.items() if not _is_main(name, rules)}
    links = {name: _linked(path, rules, words) for name, path in tables.items() if name.startswith(rules["links"])}
    out = folder / "joined.csv"
    rows = _rows(tables[rules["main"]], rules)
    header = next(rows, [])
    named = [_table_of(column, rules, words) for column in header]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = [t if t and named.count(t) == 1 else c.strip() for t, c in zip(named, header, strict=True)]
        writer.writerow([*names, *links])
        for cells in rows:
            own = [words[t].get(cell, "") if t else cell for t, cell in zip(named, cells, strict=False)]
            writer.writerow([*own, *("; ".join(link.get(cells[0], ())) for link in links.values())])
    return out


def _is_main(name: str, rules: dict[str, Any]) -> bool:
    return bool(name == rules["main"] or name.startswith(rules["links"]))


def _table_of(column: str, rules: dict[str, Any], words: dict[str, dict[str, str]]) -> str | None:
    """The table that a column refers to, by the rule's own list or by its name."""
    plain = column.strip().lower()
    bare = plain.removesuffix("_id").removeprefix("id_").removesuffix("id")
    found = rules["columns"].get(plain) or next((t for t in words if t in (plain, bare, bare + "s", bare + "es")), None)
    return found if found in words else None


def _linked(path: Path, rules: dict[str, Any], words: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """Person → the values that a link table gives, in words where its second column refers to a table."""
    rows = _rows(path, rules)
    header = next(rows, [])
    table = _table_of(header[1], rules, words) if len(header) > 1 else None
    found: dict[str, list[str]] = {}
    for person, value, *_ in (cells for cells in rows if len(cells) > 1):
        found.setdefault(person, []).append(words[table].get(value, value) if table else value)
    return found


def _pairs(path: Path, rules: dict[str, Any]) -> Iterator[tuple[str, str]]:
    rows = _rows(path, rules)
    next(rows, None)
    return ((cells[0], cells[1].strip()) for cells in rows if len(cells) > 1)


def _rows(path: Path, rules: dict[str, Any]) -> Iterator[list[str]]:
    with path.open(encoding=rules["encoding"], errors="replace", newline="") as file:
        yield from csv.reader(file, delimiter=rules["delimiter"])


@cache
def _rules() -> dict[str, Any]:
    with _RULES.open("rb") as file:
        return tomllib.load(file)
