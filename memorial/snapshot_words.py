"""What stands beside the tables of a snapshot? Data dictionary, package description, citation, licences, README."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from memorial.expert_tables import TABLES
from memorial.snapshot_tables import KEYS, TITLES, snapshot_columns

TITLE = "Memorial Book: victims of Soviet political terror"
NAME = "memorial-book"
PACKAGE = "datapackage.json"


def write_words(folder: Path, number: int) -> None:
    """Write every text file of a snapshot whose tables already stand in the folder."""
    sources = pq.read_table(folder / "sources.parquet").to_pylist()
    texts = {
        PACKAGE: json.dumps(_package(folder, number, sources), ensure_ascii=False, indent=2) + "\n",
        "CITATION.cff": _citation(number),
        "LICENCES.md": _licences(sources),
        "DICTIONARY.md": _dictionary(folder),
        "README.md": (TABLES / "snapshot_readme.md").read_text(encoding="utf-8").replace("{number}", str(number)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def number_within(folder: Path) -> str | None:
    """The number that a snapshot gives itself, whatever its folder is called."""
    try:
        return str(json.loads((folder / PACKAGE).read_text(encoding="utf-8"))["version"])
    except (ValueError, KeyError, TypeError):
        return None


def cite_snapshot(number: int) -> str:
    """How a scholar cites one snapshot."""
    return f"{TITLE}. Snapshot {number}."


def _package(folder: Path, number: int, sources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "version": str(number),
        "sources": [{"title": source["citation"]} for source in sources],
        "resources": [_resource(folder, table) for table in KEYS],
    }


def _resource(folder: Path, table: str) -> dict[str, Any]:
    schema = pq.read_schema(folder / f"{table}.parquet")
    fields = [
        {"name": column.name, "type": _type(schema.field(column.name).type), "description": column.meaning}
        | ({"constraints": {"required": True}} if column.required else {})
        for column in snapshot_columns()[table]
    ]
    references = [
        {"fields": [key], "reference": {"resource": other, "fields": [key]}}
        for other, key in (("records", "record_key"), ("bodies", "body_key"), ("sources", "source_key"))
        if other != table and any(field["name"] == key for field in fields)
    ]
    described = {"fields": fields, "primaryKey": KEYS[table], "foreignKeys": references}
    return {
        "name": table,
        "title": TITLES[table],
        "path": f"{table}.csv",
        "parquet": f"{table}.parquet",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": described,
    }


def _type(type_: pa.DataType) -> str:
    checks = (("date", pa.types.is_date), ("boolean", pa.types.is_boolean), ("integer", pa.types.is_integer))
    return next((name for name, holds in checks if holds(type_)), "string")


def _citation(number: int) -> str:
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this data, please cite it with the number of the snapshot, and its sources.\n"
        "type: dataset\n"
        f'title: "{TITLE}"\n'
        f'version: "{number}"\n'
        "authors:\n  - name: The contributors of the Memorial Book\n"
    )


def _licences(sources: list[dict[str, Any]]) -> str:
    lines = ["# Under which terms may each source be used?", ""]
    for source in sources:
        invented = " Everyone in it is invented, for demonstration." if source["invented"] else ""
        lines.append(
            f"- `{source['source_key']}`: {source['licence'] or 'terms not recorded'}. {source['citation']}{invented}"
        )
    return "\n".join([*lines, ""])


def _dictionary(folder: Path) -> str:
    lines = ["# What does each column mean?", "", "An empty cell means «not recorded».", ""]
    for table, columns in snapshot_columns().items():
        schema = pq.read_schema(folder / f"{table}.parquet")
        lines += [f"## {table}", "", TITLES[table] + ".", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {one.name} | {_type(schema.field(one.name).type)} | {one.meaning} |" for one in columns]
        lines.append("")
    return "\n".join(lines)
