"""Which tables does a snapshot hold? Their columns, where each comes from, and what the schema says it means."""

import re
from dataclasses import dataclass
from functools import cache

from sqlmodel import SQLModel

from memorial.expert_tables import read_table
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, VictimRecord
from schema.sources import Entry, Source

CLASSES: tuple[type[SQLModel], ...] = (
    Source, Entry, VictimRecord, NameForm, Household, RepressionEvent, EventArticle, Rehabilitation,
    SentencingBody, BodyForm, Place,
)  # fmt: skip

COLUMN = re.compile(r"\b[a-z]+\.(\w+)")
# Table of the snapshot → the tables of ours behind it, the order of its rows, and its key.
ROWS = {
    "records": (
        "victim_record r JOIN source s ON s.id = r.source_id JOIN entry e ON e.id = r.entry_id "
        "LEFT JOIN name_form f ON f.record_id = r.id AND f.position = 0 AND f.kind = 'main' "
        "LEFT JOIN place bp ON bp.id = r.birth_place_id LEFT JOIN place rp ON rp.id = r.residence_place_id "
        "LEFT JOIN household h ON h.id = r.household_id"
    ),
    "events": (
        "repression_event v JOIN victim_record r ON r.id = v.record_id LEFT JOIN place p ON p.id = v.place_id "
        "LEFT JOIN body_form bf ON bf.id = v.body_form_id LEFT JOIN sentencing_body b ON b.id = bf.body_id"
    ),
    "rehabilitations": "rehabilitation v JOIN victim_record r ON r.id = v.record_id",
    "articles": (
        "event_article a JOIN repression_event v ON v.id = a.event_id JOIN victim_record r ON r.id = v.record_id"
    ),
    "bodies": "sentencing_body b",
    "sources": "source s",
}
KEYS = {
    "records": ["record_key"],
    "events": ["record_key", "position"],
    "rehabilitations": ["record_key", "position"],
    "articles": ["record_key", "event_position", "position"],
    "bodies": ["body_key"],
    "sources": ["source_key"],
}
TITLES = {
    "records": "Victim records: our reading of one printed entry each",
    "events": "What befell each person, in order",
    "rehabilitations": "Legal acts that cleared a person",
    "articles": "Articles of legal codes in the charges",
    "bodies": "Sentencing bodies, one line each however they are printed",
    "sources": "Sources, with their licences and citations",
}


@dataclass(frozen=True, slots=True)
class SnapshotColumn:
    """One column: its name, the expression it comes from, and what it means in words of the schema."""

    name: str
    expression: str
    meaning: str
    required: bool


@cache
def snapshot_columns() -> dict[str, list[SnapshotColumn]]:
    """Every table of a snapshot with its columns, in their order."""
    found: dict[str, list[SnapshotColumn]] = {name: [] for name in ROWS}
    for row in read_table("snapshot_columns"):
        required = row["column"] in KEYS[row["table"]]
        found[row["table"]].append(SnapshotColumn(row["column"], row["from"], meaning(row["described_by"]), required))
    return found


def query_of(table: str) -> str:
    """The rows of one table of the snapshot, ordered by its key, in the words of DuckDB."""
    columns = ", ".join(f"{column.expression} AS {column.name}" for column in snapshot_columns()[table])
    return f"SELECT {columns} FROM {ROWS[table]} ORDER BY {', '.join(KEYS[table])}"


@cache
def columns_asked() -> frozenset[str]:
    """The names of all columns that some table of the snapshot asks for; none asks for the cells of a printed entry."""
    return frozenset(name for table in KEYS for name in COLUMN.findall(query_of(table)))


def meaning(described_by: str) -> str:
    """What `table.column` of the schema says of itself."""
    table, column = described_by.split(".")
    model = next(one for one in CLASSES if table_of(one).name == table)
    return model.model_fields[column].description or ""
