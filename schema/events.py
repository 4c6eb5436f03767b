"""What was done to them, what was the family told, what was undone? Events, statements, rehabilitations."""

from datetime import date

from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class RepressionEvent(SQLModel, table=True):
    """One thing that befell a person: arrest, sentence, exile, death … A death sentence is no execution."""

    __tablename__ = "repression_event"
    __table_args__ = (
        UniqueConstraint("record_id", "position"),
        Index("ix_repression_event_body_form_id_earliest", "body_form_id", "earliest"),  # all of one sitting
    )

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    record_id: int = Field(foreign_key="victim_record.id", description="Whom it befell.")
    position: int = Field(description="Order in the life as the source tells it, from 0.")
    kind: str = Field(description="Vocabulary `event_kinds`.")
    edtf: str | None = Field(default=None, description="Date as EDTF text, as precise as its source.")
    earliest: date | None = Field(default=None, description="First day the date allows.")
    latest: date | None = Field(default=None, description="Last day the date allows.")
    date_printed: str | None = Field(default=None, description="Date as printed.")
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True, description="Where it happened.")
    body_form_id: int | None = Field(
        default=None,
        foreign_key="body_form.id",
        description="The court, commission or organ that acted, as this source prints it.",
    )
    charge: str | None = Field(default=None, description="Charge as printed.")
    sentence: str | None = Field(default=None, description="Sentence as printed.")
    penalty: str | None = Field(default=None, description="Vocabulary `penalties`: the gravest as first imposed.")
    term_months: int | None = Field(default=None, description="Term of the penalty in months.")
    sentence_category: str | None = Field(default=None, description="Vocabulary `sentence_categories`.")
    operation: str | None = Field(default=None, description="Vocabulary `operations`.")
    operation_basis: str | None = Field(default=None, description="Vocabulary `bases`, for the operation alone.")
    basis: str = Field(description="Vocabulary `bases`, for the event itself: stated by the source or inferred.")
    rule: str | None = Field(
        default=None,
        description="Names of the rules by which anything here was inferred or a stated operation found.",
    )


class EventArticle(SQLModel, table=True):
    """One article of a legal code under which a person was charged."""

    __tablename__ = "event_article"

    event_id: int = Field(foreign_key="repression_event.id", primary_key=True, description="The event it belongs to.")
    position: int = Field(primary_key=True, description="Order in the printed charge, from 0.")
    printed: str = Field(description="The article as printed.")
    code: str | None = Field(default=None, description="Legal code; empty when the source does not say.")
    article: str = Field(description="Article, or the letters of the formula (КРД, ЧСИР …).")
    part: str | None = Field(default=None, description="Part (часть).")
    points: str | None = Field(default=None, description="Points (пункты), separated by commas.")


class DeathStatement(SQLModel, table=True):
    """What a family was told of a death, kept apart from what happened.

    From 1955 relatives of the shot were told of a ten-year term and of a death at an arbitrary date
    (KGB directive of 24 August 1955). The statement stays beside the execution; neither replaces the other.
    """

    __tablename__ = "death_statement"
    __table_args__ = (UniqueConstraint("record_id", "position"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    record_id: int = Field(foreign_key="victim_record.id", description="Whose death it was.")
    position: int = Field(description="Order in the source, from 0.")
    edtf: str | None = Field(default=None, description="Date of death as told, EDTF text.")
    earliest: date | None = Field(default=None, description="First day the told date allows.")
    latest: date | None = Field(default=None, description="Last day the told date allows.")
    date_printed: str | None = Field(default=None, description="Date of death as told, as printed.")
    place_printed: str | None = Field(default=None, description="Place of death as told.")
    cause_printed: str | None = Field(default=None, description="Cause of death as told.")
    told_printed: str | None = Field(default=None, description="When and how the family was told, as printed.")


class Rehabilitation(SQLModel, table=True):
    """One legal act that cleared a person."""

    __tablename__ = "rehabilitation"
    __table_args__ = (UniqueConstraint("record_id", "position"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    record_id: int = Field(foreign_key="victim_record.id", description="Whom it cleared.")
    position: int = Field(description="Order in the source, from 0.")
    edtf: str | None = Field(default=None, description="Date as EDTF text.")
    earliest: date | None = Field(default=None, description="First day the date allows.")
    latest: date | None = Field(default=None, description="Last day the date allows.")
    date_printed: str | None = Field(default=None, description="Date as printed.")
    body_printed: str | None = Field(default=None, description="The rehabilitating body as printed.")
    ground: str | None = Field(default=None, description="Ground as printed.")
