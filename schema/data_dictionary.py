"""What does each column mean? The data dictionary of schema/README.md, made from the tables themselves."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table
from sqlmodel import SQLModel

from schema import authorities, corrections, data_issues, events, records, search_index, sources, withholding
from schema.vocabulary import FOLDER, vocabulary

README = Path(__file__).parent / "README.md"
MODULES = (sources, records, withholding, corrections, events, authorities, data_issues, search_index)

_HEAD = """# What we hold

An **entry** is what one source prints about one person, immutable, word for word. A **victim record** is our reading
of one entry and can be rebuilt from it at will. Every date stands four times: as EDTF text, as the first and the last
day it allows, and as printed. An empty column means «not recorded»; what was printed but not understood keeps its
printed words, and an issue names it.

This page is made from the tables: `python -m schema.data_dictionary`.
"""


def data_dictionary() -> str:
    """The whole page as Markdown: every table with its columns, every vocabulary with its codes."""
    lines = [_HEAD]
    for module in MODULES:
        lines += [f"## {_first_line(module)}", "", f"`{module.__name__.replace('.', '/')}.py`", ""]
        for table_class in _tables_of(module):
            lines += _table_lines(table_class)
    lines += ["## Vocabularies", "", "Closed lists, `schema/vocabularies/<name>.csv`.", ""]
    for path in sorted(FOLDER.glob("*.csv")):
        lines += _vocabulary_lines(path.stem)
    return "\n".join(lines).rstrip() + "\n"


def _tables_of(module: object) -> Iterator[type[SQLModel]]:
    for value in vars(module).values():
        if (
            inspect.isclass(value)
            and issubclass(value, SQLModel)
            and value.__module__ == getattr(module, "__name__", "")
        ):
            yield value


def _table_lines(table_class: type[SQLModel]) -> Iterator[str]:
    table: Table = table_class.__table__  # type: ignore[attr-defined]
    yield from (f"### {table.name}", "", _first_line(table_class), "")
    yield from ("| column | type | may be empty | meaning |", "|---|---|---|---|")
    for column in table.columns:
        description = table_class.model_fields[column.name].description or ""
        target = next((f" → `{key.target_fullname}`" for key in column.foreign_keys), "")
        yield f"| {column.name} | {column.type}{target} | {'yes' if column.nullable else ''} | {description} |"
    yield ""


def _vocabulary_lines(name: str) -> Iterator[str]:
    yield from (f"### {name}", "", "| code | Russian | English | definition | source |", "|---|---|---|---|---|")
    for term in vocabulary(name).values():
        yield f"| {term.code} | {term.ru} | {term.en} | {term.definition} | {term.source} |"
    yield ""


def _first_line(documented: object) -> str:
    return (inspect.getdoc(documented) or "").splitlines()[0]


if __name__ == "__main__":
    README.write_text(data_dictionary(), encoding="utf-8")
