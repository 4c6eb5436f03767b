"""What the tests of imports share: small invented lists, and their import into an empty database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from imports.batch import Report, import_list, plan_import


@pytest.fixture
def import_text(session: Session, tmp_path: Path) -> Callable[..., Report]:
    """Import a text as a list of source `primersk`."""

    def import_text(text: str, name: str = "primersk.csv", **options: str) -> Report:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_list(session, plan_import(path, source_key="primersk", **options))

    return import_text
