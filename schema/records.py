"""Who was it? Victim records, our reading of one entry each, and every written form of the name."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Household(SQLModel, table=True):
    """People whom a source lists as one family, often the head to a camp and the others to a settlement."""

    __tablename__ = "household"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(unique=True, description="`<source>:<household number>`.")


class VictimRecord(SQLModel, table=True):
    """Our reading of one entry. It can be rebuilt from the entry at will."""

    __tablename__ = "victim_record"

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(unique=True, description="`<source>:<entry number>`: the record's permanent address.")
    entry_id: int = Field(foreign_key="entry.id", unique=True, description="The entry that it reads.")
    source_id: int = Field(foreign_key="source.id", index=True, description="The source of that entry.")
    batch_id: int = Field(foreign_key="import_batch.id", index=True, description="The batch of that entry.")

    sex: str | None = Field(default=None, description="Vocabulary `sexes`; empty when neither stated nor inferred.")
    sex_basis: str | None = Field(default=None, description="Vocabulary `bases`.")

    birth_edtf: str | None = Field(default=None, description="Birth date as EDTF text, as precise as its source.")
    birth_earliest: date | None = Field(default=None, index=True, description="First day the birth date allows.")
    birth_latest: date | None = Field(default=None, description="Last day the birth date allows.")
    birth_printed: str | None = Field(default=None, description="Birth date, age or year as printed.")
    birth_place_id: int | None = Field(default=None, foreign_key="place.id", index=True, description="Place of birth.")

    nationality: str | None = Field(
        default=None, description="Vocabulary `nationalities`; empty when not recorded or not understood."
    )
    nationality_printed: str | None = Field(default=None, description="Nationality as printed.")
    citizenship: str | None = Field(default=None, description="Citizenship as printed.")
    residence_place_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        description="Where the person lived before the arrest.",
    )
    occupation: str | None = Field(default=None, description="Work and workplace as printed.")
    social_origin: str | None = Field(default=None, description="Social origin or class as printed.")
    education: str | None = Field(default=None, description="Education as printed.")
    party: str | None = Field(default=None, description="Party membership as printed.")
    family: str | None = Field(default=None, description="Family as printed.")
    previous_convictions: str | None = Field(default=None, description="Earlier convictions as printed.")
    household_id: int | None = Field(
        default=None,
        foreign_key="household.id",
        index=True,
        description="The household, when the source has them.",
    )
    household_role: str | None = Field(default=None, description="Role in the household as printed.")
    remarks: str | None = Field(default=None, description="What the source adds that fits no other field.")


class NameForm(SQLModel, table=True):
    """One written form of a person's name."""

    __tablename__ = "name_form"
    __table_args__ = (UniqueConstraint("record_id", "position"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    record_id: int = Field(foreign_key="victim_record.id", description="The record that carries the name.")
    position: int = Field(description="Order in the source; 0 is the main form.")
    kind: str = Field(description="Vocabulary `name_form_kinds`.")
    part: str = Field(description="Which part of a name it gives: full, surname, given_name or patronymic.")
    printed: str = Field(description="The form as printed.")
    surname: str | None = Field(default=None, description="Surname in this form.")
    given_name: str | None = Field(default=None, description="Given name in this form.")
    patronymic: str | None = Field(default=None, description="Patronymic in this form.")
    script: str = Field(description="ISO 15924 code of its letters: Cyrl, Latn, … or Zyyy when mixed.")


class RemovedRecord(SQLModel, table=True):
    """A tombstone: a record that was here and is not any more, by which batch it went, and what it last read."""

    __tablename__ = "removed_record"
    __table_args__ = (UniqueConstraint("batch_id", "key"),)

    id: int | None = Field(default=None, primary_key=True, description="Number inside this database.")
    key: str = Field(index=True, description="The key under which the record stood.")
    batch_id: int = Field(
        foreign_key="import_batch.id",
        description="The batch that left it out (`import --mode replace`), or whose undoing took it away.",
    )
    record_id: int = Field(description="The number it had in `victim_record`.")
    entry_id: int | None = Field(
        default=None,
        foreign_key="entry.id",
        index=True,
        description="The entry it read, while that is kept: undoing the batch brings the record back from it.",
    )
    removed: datetime = Field(description="When it went (UTC).")
