"""Where does it come from? Sources, the import batches that brought them in, and their printed entries."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, UniqueConstraint


class Source(SQLModel, table=True):
    """Anything we import from: a memorial book, an archive list, a database."""

    __tablename__ = "source"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(unique=True, description="Short stable name; the first half of each record key.")
    title: str = Field(description="Title as the source itself gives it.")
    kind: str = Field(description="Vocabulary `source_kinds`.")
    publisher: str | None = Field(default=None, description="Who published or keeps it.")
    year: str | None = Field(default=None, description="Year or years of publication, as printed.")
    volume: str | None = Field(default=None, description="Volume, when the source is one volume of a work.")
    licence: str | None = Field(default=None, description="Terms under which the source may be used.")
    citation: str = Field(description="How a scholar cites the source as a whole.")
    reliability: str | None = Field(default=None, description="What is known of its accuracy, in a sentence.")
    url: str | None = Field(default=None, description="Where the source can be seen.")
    invented: bool = Field(default=False, description="True when the people in it are invented, for demonstration.")


class ImportBatch(SQLModel, table=True):
    """One run of an import: what came in from which file; it can be undone."""

    __tablename__ = "import_batch"

    id: int | None = Field(default=None, primary_key=True, description="Batch number, as `batches` shows it.")
    source_id: int = Field(foreign_key="source.id", index=True, description="The source it brought in.")
    status: str = Field(description="Vocabulary `batch_statuses`.")
    file_name: str = Field(description="Name of the file, without its folder.")
    file_sha256: str = Field(description="SHA-256 of the file's bytes, in hexadecimal.")
    profile: str = Field(description="Profile by which it was read, or `automatic`.")
    mapping: dict[str, str] = Field(
        sa_column=Column(JSON, nullable=False), description="Column of the file → field of ours."
    )
    rules: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        sa_column=Column(JSON, nullable=False),
        description="What the profile says of cells: constants, readers, separators and replacements, "
        "so that entries can be read again without it.",
    )
    header: list[str] = Field(
        sa_column=Column(JSON, nullable=False),
        description="The file's columns, in the order of each entry's cells.",
    )
    started: datetime = Field(description="When the import began (UTC).")
    finished: datetime | None = Field(default=None, description="When it was complete (UTC).")
    undone: datetime | None = Field(default=None, description="When it was taken back (UTC).")
    rows: int = Field(default=0, description="Rows read from the file.")
    added: int = Field(default=0, description="Rows that became new entries.")
    unchanged: int = Field(default=0, description="Rows that were here already.")
    updated: int = Field(default=0, description="Rows that replaced an earlier entry of the same number.")
    rejected: int = Field(default=0, description="Rows that could not become an entry.")
    removed: int = Field(default=0, description="Records that the file left out, with `--mode replace`.")
    issues: int = Field(default=0, description="Doubts for a person to look at.")


class Entry(SQLModel, table=True):
    """What one source prints about one person: immutable, word for word."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("source_id", "number", "revision"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    source_id: int = Field(foreign_key="source.id", description="The source that prints it.")
    batch_id: int = Field(foreign_key="import_batch.id", index=True, description="The batch that brought it in.")
    number: str = Field(
        description="The source's own entry number; where it has none, a hash of the printed row "
        "(`-2` for a second row of the same words)."
    )
    revision: int = Field(
        default=1, description="1 for the first text we saw under this number, 2 for a corrected one."
    )
    row_number: int = Field(description="Row in the file, counted from 1 below the header.")
    volume: str | None = Field(default=None, description="Volume of the source.")
    page: str | None = Field(default=None, description="Page of the source.")
    cells: list[str] = Field(
        sa_column=Column(JSON, nullable=False),
        description="Every cell of the row as printed, in the order of the batch's header.",
    )
