"""What do we hold? Tables, vocabularies and migrations; nothing here knows how to read or to search."""

from sqlmodel import SQLModel

# Every constraint has a name, so that a migration can change it on any database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

from schema import authorities, corrections, data_issues, events, records, search_index, sources, withholding  # noqa: E402

__all__ = ["authorities", "corrections", "data_issues", "events", "records", "search_index", "sources", "withholding"]
