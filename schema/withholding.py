"""What is here and not shown? Records withheld by a keeper's decision, and those of people who may be alive."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class HidingDecision(SQLModel, table=True):
    """One decision to withhold a record, or to show it again; the newest of a key holds, whatever is imported."""

    __tablename__ = "hiding_decision"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(index=True, description="Key of the record; the decision stays when the record goes.")
    hidden: bool = Field(description="True to withhold the record, false to show it again.")
    because: str = Field(description="Why, in the words of the keeper.")
    decided_by: str = Field(description="Who decided: the name given, or that of the login.")
    decided: datetime = Field(description="When (UTC).")


class WithheldRecord(SQLModel, table=True):
    """An entry that is kept word for word, but has no record now: nothing of it can be found, counted or shown."""

    __tablename__ = "withheld_record"

    id: int | None = Field(
        default=None, primary_key=True, description="The number its record has in `victim_record` when it is shown."
    )
    key: str = Field(unique=True, description="`<source>:<entry number>`: the record's permanent address.")
    entry_id: int = Field(foreign_key="entry.id", unique=True, description="The entry that its record reads.")
    source_id: int = Field(foreign_key="source.id", index=True, description="The source of that entry.")
    reason: str = Field(description="Vocabulary `withholding_reasons`.")
    until: date | None = Field(
        default=None,
        index=True,
        description="The day from which it is shown: a hundred years after the last day that the birth date allows.",
    )
