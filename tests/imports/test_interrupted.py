"""Facts about imports that are stopped: killed, or kept out by another writer. All people are invented."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

import schema.database
from memorial.__main__ import main
from memorial.checkup import check_up
from schema.database import open_database
from schema.upgrade import upgrade

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    rows = (f"{n},Примеров{n} Пётр Никанорович,18{n % 100:02},д. Вымышлено {n}\n" for n in range(20_000))
    path = tmp_path / "long.csv"
    path.write_text("№,ФИО,Год рождения,Место рождения\n" + "".join(rows), encoding="utf-8")
    return path


def test_a_killed_import_leaves_nothing_and_can_be_run_again(long_list: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/memorial.db"
    upgrade(open_database(url))
    command = [sys.executable, "-m", "memorial", "--database", url, "import", str(long_list)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    log = tmp_path / "memorial.db-wal"
    deadline = time.monotonic() + 60
    while (
        process.poll() is None and time.monotonic() < deadline and not (log.exists() and log.stat().st_size > 1 << 20)
    ):
        time.sleep(0.01)
    assert process.poll() is None, "the import ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    engine = open_database(url)
    assert rows_of(engine) == 0
    assert all(finding.ok for finding in check_up(engine))
    engine.dispose()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert rows_of(open_database(url)) == 20_000


def rows_of(engine: schema.database.Engine) -> int:
    with Session(engine) as session:
        entries = session.execute(text("SELECT count(*) FROM entry")).scalar_one()
        batches = session.execute(text("SELECT coalesce(sum(rows), 0) FROM import_batch")).scalar_one()
        records = session.execute(text("SELECT count(*) FROM victim_record")).scalar_one()
    assert entries == batches == records
    return int(entries)


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
