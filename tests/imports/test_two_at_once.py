"""Facts about two imports at once: the second is told to wait. Killed ones stand in test_faults. All is invented."""

import sys
from pathlib import Path

import pytest

import schema.database
from memorial.__main__ import main
from schema.database import open_database
from schema.upgrade import upgrade


def test_a_second_writer_is_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schema.database, "BUSY_SECONDS", 0.2)
    url = f"sqlite:///{tmp_path}/memorial.db"
    engine = open_database(url)
    upgrade(engine)
    monkeypatch.setattr(sys, "argv", ["memorial", "--database", url, "sample"])
    with engine.execution_options(writes=True).begin():
        assert main() == 1
    assert "Another import is writing" in capsys.readouterr().err
    assert main() == 0
