"""Where are the names? The tables of the name index: different parts, their keys, and who carries them."""

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger
from sqlmodel import Field, SQLModel, UniqueConstraint


class NamePart(SQLModel, table=True):
    """One different surname, given name or patronymic, in the unified spelling; each is kept once."""

    __tablename__ = "name_part"
    __table_args__ = (UniqueConstraint("role", "text"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    role: int = Field(
        sa_column=Column(SmallInteger, nullable=False),
        description="What it is in a name: 0 surname, 1 given name, 2 patronymic.",
    )
    text: str = Field(description="The part in the unified spelling: lower case, ё as е, look-alikes put right.")
    skeleton: str = Field(description="The text without what languages write differently, see `memorial/name_keys.py`.")
    uses: int = Field(description="How many postings carry it; a part that nobody carries is removed.")


class NameKey(SQLModel, table=True):
    """One key under which a part is found: its skeleton with up to two letters left out, or its consonants."""

    __tablename__ = "name_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(
        sa_column=Column(Integer, primary_key=True, autoincrement=False),
        description="The key as a number (CRC-32 of its letters, shifted to be signed).",
    )
    part_id: int = Field(
        sa_column=Column(Integer, primary_key=True, autoincrement=False),
        description="The part, `name_part.id`.",
    )
    role: int = Field(
        sa_column=Column(SmallInteger, nullable=False), description="What the part is in a name, as in `name_part`."
    )
    signature: int = Field(
        sa_column=Column(BigInteger, nullable=False),
        description="Pairs of neighbouring letters of the skeleton as bits: parts unlike the query stay unread.",
    )


class NamePosting(SQLModel, table=True):
    """One way to call one record: surname, given name and patronymic that stand together.

    Derived from the name forms and rebuilt at will, so it has no foreign keys; `doctor` proves it complete.
    """

    __tablename__ = "name_posting"
    __table_args__ = (
        Index("ix_name_posting_given_name", "given_name_id", "patronymic_id"),
        {"sqlite_with_rowid": False},
    )

    surname_id: int = Field(
        sa_column=Column(Integer, primary_key=True, autoincrement=False),
        description="The surname, `name_part.id`; 0 for none.",
    )
    given_name_id: int = Field(
        sa_column=Column(Integer, primary_key=True, autoincrement=False),
        description="The given name, `name_part.id`; 0 for none.",
    )
    patronymic_id: int = Field(
        sa_column=Column(Integer, primary_key=True, autoincrement=False),
        description="The patronymic, `name_part.id`; 0 for none.",
    )
    record_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False),
        description="The record, `victim_record.id`.",
    )
    kind: int = Field(
        sa_column=Column(SmallInteger, nullable=False),
        description="Which written form: 0 main, 1 variant, 2 alias, 3 birth surname, 4 half of a double name.",
    )


class NameIndexState(SQLModel, table=True):
    """What the name index was made with; a change of rules shows here."""

    __tablename__ = "name_index_state"

    id: int | None = Field(default=None, primary_key=True, description="Always 1.")
    rules: str = Field(description="Fingerprint of the rules that make the keys.")
    changes: int = Field(description="A number that every change of the index draws anew.")
