"""Facts about the data dictionary."""

import pytest
from sqlmodel import SQLModel

from schema.data_dictionary import MODULES, README, _tables_of, data_dictionary

TABLES = [table for module in MODULES for table in _tables_of(module)]


def test_the_readme_is_what_the_tables_say() -> None:
    assert README.read_text(encoding="utf-8") == data_dictionary(), "run: python -m schema.data_dictionary"


def test_every_table_is_in_it() -> None:
    assert {table.__tablename__ for table in TABLES} == set(SQLModel.metadata.tables)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.__tablename__))
def test_every_column_has_a_description(table: type[SQLModel]) -> None:
    assert [name for name, field in table.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.__tablename__))
def test_every_constraint_has_a_name(table: type[SQLModel]) -> None:
    assert all(constraint.name for constraint in table.__table__.constraints)  # type: ignore[attr-defined]
