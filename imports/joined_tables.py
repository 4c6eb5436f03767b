"""How do several tables become one list? Numbers in the main table give way to the words they stand for."""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from memorial.errors import MemorialError

_RULES = Path(__file__).parent / "joined_tables.toml"

Words = dict[str, dict[str, str]]  # table → number → word


class MissingTableError(MemorialError):
    """The archive lacks the table that lists the persons."""

    def __init__(self) -> None:
        super().__init__("The archive has no table persons.csv; choose the profile of its own layout.")


@dataclass(frozen=True, slots=True)
class _Rules:
    """How the tables of one kind of archive are written, and what their columns may be called."""

    encoding: str
    delimiter: str
    main: str
    links: str
    names: dict[str, str]
    tables: dict[str, str]

    def own_name(self, printed: str) -> str | None:
        """Our name of a column or table: `fname`, `fname_id`, `id_fam`, `SurnameID` are all `fnames`."""
        plain = printed.strip().lower().strip('"')
        bare = re.sub(r"^id_?|_?id$", "", plain)
        return next((name for name, forms in self.names.items() if re.fullmatch(forms, bare)), None)

    def table_of(self, column: str | None, words: Words) -> str | None:
        """The table in which the words of a column stand, if the archive has it."""
        table = self.tables.get(column or "", column)
        return table if table in words else None


def join_tables(files: list[Path], rule: str, folder: Path) -> Path:
    """One CSV file in UTF-8 from the tables of an archive: the main table, its numbers replaced by words.

    Columns get our names where we know theirs, the others keep their own. Each `link….csv` (person, value) adds a
    column; several values of a person are joined by “; ”.
    """
    rules = _rules()[rule]
    main = next((path for path in files if re.fullmatch(rules.main, path.stem)), None)
    if main is None:
        raise MissingTableError
    linking = [path for path in files if path.stem.startswith(rules.links)]
    words = {
        rules.own_name(path.stem) or path.stem: _words(path, rules)
        for path in files
        if path != main and path not in linking
    }
    links = {path.stem: _linked(path, rules, words) for path in linking}
    rows = _rows(main, rules)
    names = _column_names(next(rows, []), rules)
    tables = [rules.table_of(rules.own_name(name), words) for name in names]
    person = names.index("id") if "id" in names else 0
    out = folder / "joined.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*names, *(_link_name(stem, names, rules) for stem in links)])
        for cells in rows:
            own = [words[t].get(cell, "") if t else cell for t, cell in zip(tables, cells, strict=False)]
            number = cells[person] if person < len(cells) else ""
            writer.writerow([*own, *("; ".join(link.get(number, ())) for link in links.values())])
    return out


def _column_names(header: list[str], rules: _Rules) -> list[str]:
    """Our names of the columns; one that we do not know, or a second one of the same name, keeps its own."""
    names: list[str] = []
    for printed in header:
        own = rules.own_name(printed)
        names.append(own if own and own not in names else printed.strip())
    return names


def _link_name(stem: str, names: list[str], rules: _Rules) -> str:
    """`linkstat` is the column `stat` where the persons have none of their own."""
    own = rules.own_name(stem.removeprefix(rules.links).strip("_"))
    return own if own and own not in names else stem


def _linked(path: Path, rules: _Rules, words: Words) -> dict[str, list[str]]:
    """Person → the values that a link table gives, in words where its second column or its name refers to a table."""
    rows = _rows(path, rules)
    header = next(rows, [])
    named = (header[1] if len(header) > 1 else "", path.stem.removeprefix(rules.links).strip("_"))
    table = next(filter(None, (rules.table_of(rules.own_name(name), words) for name in named)), None)
    found: dict[str, list[str]] = {}
    for person, value, *_ in (cells for cells in rows if len(cells) > 1):
        found.setdefault(person, []).append(words[table].get(value, value) if table else value)
    return found


def _words(path: Path, rules: _Rules) -> dict[str, str]:
    """Number → word of one table, whichever of its columns is the number."""
    rows = _rows(path, rules)
    header = next(rows, [])
    number = next((place for place, name in enumerate(header[:2]) if rules.own_name(name) == "id"), 0)
    return {cells[number]: cells[1 - number].strip() for cells in rows if len(cells) > 1}


def _rows(path: Path, rules: _Rules) -> Iterator[list[str]]:
    with path.open(encoding=rules.encoding, errors="replace", newline="") as file:
        yield from csv.reader(file, delimiter=rules.delimiter)


@cache
def _rules() -> dict[str, _Rules]:
    with _RULES.open("rb") as file:
        read: dict[str, dict[str, Any]] = tomllib.load(file)
    return {
        name: _Rules(**{key: value for key, value in rule.items() if key != "because"}) for name, rule in read.items()
    }
