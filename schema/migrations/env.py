"""How does Alembic reach the database? By the connection that `schema.upgrade` hands over."""

from alembic import context
from sqlmodel import SQLModel

import schema

assert schema.records  # the tables of every module are known before Alembic compares or creates them

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
