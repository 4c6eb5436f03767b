"""Which court, which place? Authority records with every form in which sources print them."""

from sqlmodel import Field, SQLModel, UniqueConstraint


class SentencingBody(SQLModel, table=True):
    """One court, commission or organ, however it is printed."""

    __tablename__ = "sentencing_body"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(unique=True, description="Stable name: kind and jurisdiction in Latin letters.")
    kind: str = Field(index=True, description="Vocabulary `body_kinds`.")
    jurisdiction: str | None = Field(default=None, description="Territory or unit in the body's name, nominative.")
    name_ru: str = Field(description="Name in Russian.")
    name_en: str = Field(description="Name in English.")
    extrajudicial: bool | None = Field(default=None, description="True when it was no court; empty when not known.")
    active_from: str | None = Field(default=None, description="First day of its life, EDTF; empty when not known.")
    active_to: str | None = Field(default=None, description="Last day of its life, EDTF; empty when not known.")


class BodyForm(SQLModel, table=True):
    """One printed form of a sentencing body, and how it was read."""

    __tablename__ = "body_form"
    __table_args__ = (UniqueConstraint("printed", "body_id"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    printed: str = Field(description="The body as a source prints it, without date and charge.")
    body_id: int = Field(foreign_key="sentencing_body.id", index=True, description="The body that is meant.")
    rule: str = Field(description="Name of the rule that read it; the same words may mean two bodies at two dates.")


class Place(SQLModel, table=True):
    """One place as sources print it."""

    __tablename__ = "place"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    printed: str = Field(unique=True, description="The place as printed.")
    historical_region: str | None = Field(default=None, description="Region of its time, as the print names it.")
    present_region: str | None = Field(
        default=None,
        description="Region or country of today: what bears that name or took its place, or where a printed town lies.",
    )
