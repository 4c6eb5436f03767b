"""What do readers know better? Corrections they propose, word for word, and what the keepers decided."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Correction(SQLModel, table=True):
    """What one reader sent: about a record, or about a person whom we do not have. Never changed, never an entry."""

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True, description="The number that the reader was told.")
    key: str | None = Field(
        default=None, index=True, description="Key of the record; empty for a person whom we do not have."
    )
    name: str | None = Field(default=None, description="Name of a person whom we do not have.")
    born: str | None = Field(default=None, description="When that person was born, in the reader's words.")
    birth_place: str | None = Field(default=None, description="Where that person was born.")
    wrong: str | None = Field(default=None, description="What is wrong in the record.")
    known: str = Field(description="What the reader knows.")
    how: str = Field(description="How the reader knows it.")
    signed: str | None = Field(default=None, description="Who says so, in words that may be shown.")
    contact: str | None = Field(
        default=None, description="How to reach the reader; told by the command `corrections` alone."
    )
    language: str = Field(description="Language of the page on which it was written, for the answer.")
    received: datetime = Field(description="When it came (UTC).")


class CorrectionDecision(SQLModel, table=True):
    """What a keeper decided about a correction; the newest one holds."""

    __tablename__ = "correction_decision"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    correction_id: int = Field(foreign_key="correction.id", index=True, description="The correction.")
    accepted: bool = Field(description="True: shown as the reader's statement beside the entry; false: declined.")
    because: str = Field(description="Why, in the words of the keeper; shown to nobody else.")
    decided_by: str = Field(description="Who decided: the name given, or that of the login.")
    decided: datetime = Field(description="When (UTC).")
