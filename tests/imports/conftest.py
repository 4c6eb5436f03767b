"""What the tests of imports share: small invented lists, and their import into an empty database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import
from memorial import bodies

# An archivist's reading of a printed body, as a row of `body_corrections.csv`.
CORRECTION = {"kind": "peoples_court", "jurisdiction": "Веттерский район", "organ": ""}


@pytest.fixture
def import_text(session: Session, tmp_path: Path) -> Callable[..., Report]:
    """Import a text as a list of source `primersk`."""

    def import_text(text: str, name: str = "primersk.csv", **options: str) -> Report:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_list(session, plan_import(path, source_key="primersk", **options))

    return import_text


@pytest.fixture
def correct(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Put one row more into the table of corrections."""

    def correct() -> None:
        monkeypatch.setattr(bodies, "_corrections", lambda: {"веттерское собрание": CORRECTION})
        bodies.read_dated_body.cache_clear()

    yield correct
    bodies.read_dated_body.cache_clear()
