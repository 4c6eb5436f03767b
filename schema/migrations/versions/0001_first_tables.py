"""The first tables."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("key", name=op.f("uq_household_key")),
    )
    op.create_table(
        "name_index_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rules", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_index_state")),
    )
    op.create_table(
        "name_key",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "part_id", name=op.f("pk_name_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("skeleton", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_part")),
        sa.UniqueConstraint("role", "text", name=op.f("uq_name_part_role_text")),
    )
    op.create_table(
        "name_posting",
        sa.Column("surname_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_name_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("patronymic_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "surname_id", "given_name_id", "patronymic_id", "record_id", name=op.f("pk_name_posting")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("name_posting", schema=None) as batch_op:
        batch_op.create_index("ix_name_posting_given_name", ["given_name_id", "patronymic_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("historical_region", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("present_region", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("printed", name=op.f("uq_place_printed")),
    )
    op.create_table(
        "sentencing_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("name_ru", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_en", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("extrajudicial", sa.Boolean(), nullable=True),
        sa.Column("active_from", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("active_to", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentencing_body")),
        sa.UniqueConstraint("key", name=op.f("uq_sentencing_body_key")),
    )
    with op.batch_alter_table("sentencing_body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentencing_body_kind"), ["kind"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("publisher", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("year", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("volume", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("licence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("citation", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reliability", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
    )
    op.create_table(
        "body_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["sentencing_body.id"], name=op.f("fk_body_form_body_id_sentencing_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_form")),
        sa.UniqueConstraint("printed", "body_id", name=op.f("uq_body_form_printed_body_id")),
    )
    with op.batch_alter_table("body_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_form_body_id"), ["body_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("profile", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("started", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("undone", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_import_batch_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_source_id"), ["source_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("volume", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("page", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_entry_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_entry_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("source_id", "number", "revision", name=op.f("uq_entry_source_id_number_revision")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "data_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("column", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("problem", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_data_issue_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_data_issue_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_issue")),
    )
    with op.batch_alter_table("data_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_issue_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_issue_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "victim_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sex", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sex_basis", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("birth_edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("birth_earliest", sa.Date(), nullable=True),
        sa.Column("birth_latest", sa.Date(), nullable=True),
        sa.Column("birth_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("birth_place_id", sa.Integer(), nullable=True),
        sa.Column("nationality", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("nationality_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("citizenship", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("residence_place_id", sa.Integer(), nullable=True),
        sa.Column("occupation", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("social_origin", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("education", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("party", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("family", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("previous_convictions", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("household_role", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("remarks", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_victim_record_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["birth_place_id"], ["place.id"], name=op.f("fk_victim_record_birth_place_id_place")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_victim_record_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_victim_record_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["residence_place_id"], ["place.id"], name=op.f("fk_victim_record_residence_place_id_place")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_victim_record_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_record")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_victim_record_entry_id")),
        sa.UniqueConstraint("key", name=op.f("uq_victim_record_key")),
    )
    with op.batch_alter_table("victim_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_victim_record_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_victim_record_birth_earliest"), ["birth_earliest"], unique=False)
        batch_op.create_index(batch_op.f("ix_victim_record_birth_place_id"), ["birth_place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_victim_record_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_victim_record_residence_place_id"), ["residence_place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_victim_record_source_id"), ["source_id"], unique=False)

    op.create_table(
        "death_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("place_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cause_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("told_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["victim_record.id"], name=op.f("fk_death_statement_record_id_victim_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_death_statement")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_death_statement_record_id_position")),
    )
    op.create_table(
        "name_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("surname", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("given_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("patronymic", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("script", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["victim_record.id"], name=op.f("fk_name_form_record_id_victim_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_form")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_name_form_record_id_position")),
    )
    op.create_table(
        "rehabilitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("body_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ground", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["victim_record.id"], name=op.f("fk_rehabilitation_record_id_victim_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehabilitation")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_rehabilitation_record_id_position")),
    )
    op.create_table(
        "repression_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("edtf", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("body_form_id", sa.Integer(), nullable=True),
        sa.Column("charge", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sentence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("penalty", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("sentence_category", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("operation_basis", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_form_id"], ["body_form.id"], name=op.f("fk_repression_event_body_form_id_body_form")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_repression_event_place_id_place")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["victim_record.id"], name=op.f("fk_repression_event_record_id_victim_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repression_event")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_repression_event_record_id_position")),
    )
    with op.batch_alter_table("repression_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repression_event_body_form_id"), ["body_form_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repression_event_place_id"), ["place_id"], unique=False)

    op.create_table(
        "event_article",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("article", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("points", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["repression_event.id"], name=op.f("fk_event_article_event_id_repression_event")
        ),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_article")),
    )


def downgrade() -> None:

    op.drop_table("event_article")
    with op.batch_alter_table("repression_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repression_event_place_id"))
        batch_op.drop_index(batch_op.f("ix_repression_event_body_form_id"))

    op.drop_table("repression_event")
    op.drop_table("rehabilitation")
    op.drop_table("name_form")
    op.drop_table("death_statement")
    with op.batch_alter_table("victim_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_victim_record_source_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_residence_place_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_household_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_birth_place_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_birth_earliest"))
        batch_op.drop_index(batch_op.f("ix_victim_record_batch_id"))

    op.drop_table("victim_record")
    with op.batch_alter_table("data_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_issue_entry_id"))
        batch_op.drop_index(batch_op.f("ix_data_issue_batch_id"))

    op.drop_table("data_issue")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_batch_id"))

    op.drop_table("entry")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batch_source_id"))

    op.drop_table("import_batch")
    with op.batch_alter_table("body_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_form_body_id"))

    op.drop_table("body_form")
    op.drop_table("source")
    with op.batch_alter_table("sentencing_body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sentencing_body_kind"))

    op.drop_table("sentencing_body")
    op.drop_table("place")
    with op.batch_alter_table("name_posting", schema=None) as batch_op:
        batch_op.drop_index("ix_name_posting_given_name")

    op.drop_table("name_posting")
    op.drop_table("name_part")
    op.drop_table("name_key")
    op.drop_table("name_index_state")
    op.drop_table("household")
