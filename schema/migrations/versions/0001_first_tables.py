"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("birth_place", sa.String(), nullable=True),
        sa.Column("wrong", sa.String(), nullable=True),
        sa.Column("known", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("signed", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_key"), ["key"], unique=False)

    op.create_table(
        "hiding_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding_decision")),
    )
    with op.batch_alter_table("hiding_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hiding_decision_key"), ["key"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("key", name=op.f("uq_household_key")),
    )
    op.create_table(
        "name_index_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_index_state")),
    )
    op.create_table(
        "name_key",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("signature", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", "part_id", name=op.f("pk_name_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("skeleton", sa.String(), nullable=False),
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
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("historical_region", sa.String(), nullable=True),
        sa.Column("present_region", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("printed", name=op.f("uq_place_printed")),
    )
    op.create_table(
        "sentencing_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("extrajudicial", sa.Boolean(), nullable=True),
        sa.Column("active_from", sa.String(), nullable=True),
        sa.Column("active_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentencing_body")),
        sa.UniqueConstraint("key", name=op.f("uq_sentencing_body_key")),
    )
    with op.batch_alter_table("sentencing_body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentencing_body_kind"), ["kind"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("year", sa.String(), nullable=True),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("reliability", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
    )
    op.create_table(
        "body_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["sentencing_body.id"], name=op.f("fk_body_form_body_id_sentencing_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_form")),
        sa.UniqueConstraint("printed", "body_id", name=op.f("uq_body_form_printed_body_id")),
    )
    with op.batch_alter_table("body_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_form_body_id"), ["body_id"], unique=False)

    op.create_table(
        "correction_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_decision_correction_id_correction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_decision")),
    )
    with op.batch_alter_table("correction_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_decision_correction_id"), ["correction_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
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
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("page", sa.String(), nullable=True),
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
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("printed", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_data_issue_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_data_issue_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_issue")),
    )
    with op.batch_alter_table("data_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_issue_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_issue_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "removed_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_removed_record_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_removed_record_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed_record")),
        sa.UniqueConstraint("batch_id", "key", name=op.f("uq_removed_record_batch_id_key")),
    )
    with op.batch_alter_table("removed_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removed_record_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_removed_record_key"), ["key"], unique=False)

    op.create_table(
        "victim_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("sex_basis", sa.String(), nullable=True),
        sa.Column("birth_edtf", sa.String(), nullable=True),
        sa.Column("birth_earliest", sa.Date(), nullable=True),
        sa.Column("birth_latest", sa.Date(), nullable=True),
        sa.Column("birth_printed", sa.String(), nullable=True),
        sa.Column("birth_place_id", sa.Integer(), nullable=True),
        sa.Column("nationality", sa.String(), nullable=True),
        sa.Column("nationality_printed", sa.String(), nullable=True),
        sa.Column("citizenship", sa.String(), nullable=True),
        sa.Column("residence_place_id", sa.Integer(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("social_origin", sa.String(), nullable=True),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("previous_convictions", sa.String(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("household_role", sa.String(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=True),
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
        "withheld_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_withheld_record_entry_id_entry")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_withheld_record_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld_record")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_withheld_record_entry_id")),
        sa.UniqueConstraint("key", name=op.f("uq_withheld_record_key")),
    )
    with op.batch_alter_table("withheld_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_withheld_record_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_withheld_record_until"), ["until"], unique=False)

    op.create_table(
        "death_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sa.String(), nullable=True),
        sa.Column("place_printed", sa.String(), nullable=True),
        sa.Column("cause_printed", sa.String(), nullable=True),
        sa.Column("told_printed", sa.String(), nullable=True),
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
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("surname", sa.String(), nullable=True),
        sa.Column("given_name", sa.String(), nullable=True),
        sa.Column("patronymic", sa.String(), nullable=True),
        sa.Column("script", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["victim_record.id"], name=op.f("fk_name_form_record_id_victim_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_form")),
        sa.UniqueConstraint("record_id", "position", name=op.f("uq_name_form_record_id_position")),
    )
    op.create_table(
        "rehabilitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sa.String(), nullable=True),
        sa.Column("body_printed", sa.String(), nullable=True),
        sa.Column("ground", sa.String(), nullable=True),
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
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("date_printed", sa.String(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("body_form_id", sa.Integer(), nullable=True),
        sa.Column("charge", sa.String(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("penalty", sa.String(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("sentence_category", sa.String(), nullable=True),
        sa.Column("operation", sa.String(), nullable=True),
        sa.Column("operation_basis", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
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
        batch_op.create_index("ix_repression_event_body_form_id_earliest", ["body_form_id", "earliest"], unique=False)
        batch_op.create_index(batch_op.f("ix_repression_event_place_id"), ["place_id"], unique=False)

    op.create_table(
        "event_article",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("points", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["repression_event.id"], name=op.f("fk_event_article_event_id_repression_event")
        ),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_article")),
    )


def downgrade() -> None:
    op.drop_table("event_article")
    with op.batch_alter_table("repression_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repression_event_place_id"))
        batch_op.drop_index("ix_repression_event_body_form_id_earliest")

    op.drop_table("repression_event")
    op.drop_table("rehabilitation")
    op.drop_table("name_form")
    op.drop_table("death_statement")
    with op.batch_alter_table("withheld_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_withheld_record_until"))
        batch_op.drop_index(batch_op.f("ix_withheld_record_source_id"))

    op.drop_table("withheld_record")
    with op.batch_alter_table("victim_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_victim_record_source_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_residence_place_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_household_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_birth_place_id"))
        batch_op.drop_index(batch_op.f("ix_victim_record_birth_earliest"))
        batch_op.drop_index(batch_op.f("ix_victim_record_batch_id"))

    op.drop_table("victim_record")
    with op.batch_alter_table("removed_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_removed_record_key"))
        batch_op.drop_index(batch_op.f("ix_removed_record_entry_id"))

    op.drop_table("removed_record")
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
    with op.batch_alter_table("correction_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_decision_correction_id"))

    op.drop_table("correction_decision")
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
    with op.batch_alter_table("hiding_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hiding_decision_key"))

    op.drop_table("hiding_decision")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_key"))

    op.drop_table("correction")
