"""What tests share: an empty database, and the lists of real people where the machine has them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from schema.database import open_database
from schema.upgrade import upgrade


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A new, empty database of today's version."""
    engine = open_database(f"sqlite:///{tmp_path}/memorial.db")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write; what it does is forgotten with the test."""
    with Session(engine.execution_options(writes=True)) as session:
        yield session


@pytest.fixture
def real_data() -> Callable[[str], Path]:
    """Path of a list of real people; the test is skipped aloud where MEMORIAL_DATA does not name their folder."""

    def path_of(name: str) -> Path:
        folder = os.environ.get("MEMORIAL_DATA")
        if not folder:
            pytest.skip("MEMORIAL_DATA is not set: no lists of real people here")
        return Path(folder) / name

    return path_of


@pytest.fixture(scope="session")
def sample_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with the demonstration source, made once; tests only look at it."""
    from imports.batch import import_list, plan_import
    from imports.commands import DEMONSTRATION

    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('sample')}/memorial.db")
    upgrade(engine)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        import_list(session, plan_import(DEMONSTRATION, "demonstration"))
    yield engine
    engine.dispose()


@pytest.fixture
def sample(sample_engine: Engine) -> Iterator[Session]:
    """A session for looking at the demonstration source."""
    with Session(sample_engine) as session:
        yield session
