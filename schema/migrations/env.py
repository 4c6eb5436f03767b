"""How does Alembic reach the database? By the connection that `schema.upgrade` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

import schema

assert schema.records  # the tables of every module are known before Alembic compares or creates them


PLAIN_TYPES = {AutoString: "sa.String()", UTCDateTime: "sa.DateTime(timezone=True)"}


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """In a new migration, write SQLModel's types as SQLAlchemy's, so that it stands on SQLAlchemy alone."""
    return PLAIN_TYPES.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
