"""How are the columns of counts and lists made? Tables are copied, asked in DuckDB, each answer becomes codes."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet as pq
from sqlmodel import Session, SQLModel

from memorial.count_fields import FIELDS, OF_AN_EVENT
from memorial.count_file import Codes, Columns, numbers_of, write_file
from memorial.count_statements import PRINTED, as_text, statements
from memorial.list_columns import LISTED, NUMBERS, RANKED, RANKS, alphabetical
from memorial.record_checks import Checked, check
from memorial.table_files import all_of, in_duckdb, quoted, settle_on_disk, write_table
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import VictimRecord
from schema.search_index import NamePart, NamePosting
from schema.sources import Source

# What the fields ask of each table; of a column with `?` only whether anything stands there.
ASKED: dict[type[SQLModel], str] = {
    Source: "id key invented",
    VictimRecord: (
        "id source_id sex nationality nationality_printed? birth_earliest birth_latest birth_printed? birth_place_id "
        "residence_place_id occupation education party social_origin"
    ),
    RepressionEvent: " ".join(
        f"{name}?" if name in ("date_printed", "sentence") else name for name in (*OF_AN_EVENT, "rule")
    ),
    DeathStatement: "record_id",
    EventArticle: "event_id position code article",
    Rehabilitation: "record_id position earliest latest date_printed? body_printed",
    SentencingBody: "id key kind jurisdiction extrajudicial active_from",
    BodyForm: "id body_id rule",
    Place: "id printed historical_region present_region",
    NamePart: "id text",
    NamePosting: "surname_id given_name_id patronymic_id record_id kind",
}
RECORDS_AT_ONCE = 250_000  # so that the room suffices for any number of records
# Which rows of a table belong to the records of this moment.
OF_THESE_RECORDS = {
    "victim_record": "id BETWEEN {first} AND {last}",
    "repression_event": "record_id BETWEEN {first} AND {last}",
    "event_article": "event_id IN (SELECT id FROM repression_event)",
    "rehabilitation": "record_id BETWEEN {first} AND {last}",
    "death_statement": "record_id BETWEEN {first} AND {last}",
    "name_posting": "record_id BETWEEN {first} AND {last}",
}


class NoRoomError(OSError):
    """The disk or DuckDB's memory does not suffice."""


def make_columns(session: Session, folder: Path, state: str) -> Path:
    """A new file of columns for this state of the data, made within an empty folder. Raises an `OSError`."""
    ready = folder / "columns.arrow"
    try:
        for table_class, columns in ASKED.items():
            table = table_of(table_class)
            write_table(session, table, folder / f"{table.name}.parquet", columns.split())
        with in_duckdb(folder) as database:
            checked = _answer_all(database, folder)
        notes = {"state": state, "checked": json.dumps(asdict(checked), ensure_ascii=False)}
        write_file(ready, notes, _columns(folder), _numbers(folder), _order(folder))
    except (duckdb.Error, pa.ArrowException, MemoryError) as problem:
        raise NoRoomError(str(problem)) from problem
    settle_on_disk(ready)
    return ready


def _answer_all(database: duckdb.DuckDBPyConnection, folder: Path) -> Checked:
    """Run every statement over some of the records after the others, each answer into a file; add up the checks."""
    checked = Checked()
    highest = database.execute("SELECT coalesce(max(id), 0) FROM victim_record").fetchall()[0][0]
    (folder / "answers").mkdir()
    ranked = folder / "ranked_name.parquet"
    database.execute(f"COPY ({RANKED}) TO {quoted(ranked)} (FORMAT parquet, COMPRESSION lz4)")
    database.execute(f"CREATE VIEW ranked_name AS {all_of(folder, 'ranked_name')}")
    for first in range(0, highest + 1, RECORDS_AT_ONCE):
        for table, condition in OF_THESE_RECORDS.items():
            these = condition.format(first=first, last=first + RECORDS_AT_ONCE - 1)
            database.execute(f"CREATE OR REPLACE VIEW {table} AS {all_of(folder, table)} WHERE {these}")
        for place, statement in enumerate(statements().values()):
            answer = quoted(folder / "answers" / f"{place:02}-{first:012}")
            database.execute(f"COPY ({statement}) TO {answer} (FORMAT parquet, COMPRESSION lz4)")
        checked.add(check(lambda statement: database.execute(as_text(statement)).fetchall()))
    return checked


def _columns(folder: Path) -> Columns:
    """Each field with its values, and whether something is printed that gave none; all records in the same order."""
    for name, field in FIELDS.items():
        yield name, _column(folder, name), _column(folder, PRINTED.format(name)) if field.printed is not None else None
    for name in LISTED:
        yield name, _column(folder, name), None


def _numbers(folder: Path) -> Iterator[tuple[str, Codes]]:
    """The columns of plain numbers."""
    for name in NUMBERS:
        yield name, _whole(folder, name)


def _order(folder: Path) -> Codes:
    """The order in which the rows are kept: that of the alphabet, so that every list is in it."""
    return alphabetical([_whole(folder, name) for name in RANKS], _whole(folder, "record"))


def _whole(folder: Path, name: str) -> Codes:
    """A column of whole numbers, 0 for none."""
    return numbers_of(_column(folder, name).cast(pa.uint32()).fill_null(0).combine_chunks())


def _column(folder: Path, name: str) -> pa.ChunkedArray:
    place = next(place for place, names in enumerate(statements()) if name.partition("?")[0] in names)
    files = sorted((folder / "answers").glob(f"{place:02}-*"))
    return pa.concat_tables(pq.read_table(file, columns=[name]) for file in files)[name]
