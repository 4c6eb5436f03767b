"""What should a person look at? Doubts found in the data, by row and column."""

from sqlmodel import Field, SQLModel


class DataIssue(SQLModel, table=True):
    """One doubt: where it stands, what is printed there, and what kind of problem it is."""

    __tablename__ = "data_issue"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    batch_id: int = Field(foreign_key="import_batch.id", index=True, description="The batch that found it.")
    entry_id: int | None = Field(
        default=None, foreign_key="entry.id", index=True, description="The entry, when the row became one."
    )
    row_number: int = Field(description="Row in the file, counted from 1 below the header.")
    column: str | None = Field(default=None, description="Column of the file; empty when the whole row is meant.")
    printed: str | None = Field(default=None, description="What is printed there; a rejected row as JSON.")
    problem: str = Field(description="Vocabulary `problems`, which also says what was done and what to do.")
