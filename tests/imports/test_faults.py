"""Facts about what happens when the machine fails: writers killed, disks full. All people are invented."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imports.files import open_list
from imports.layout import Layout
from tests.campaigns.kills import ROOT, list_of, run

# Where the package's own answer is not what its CSV says: words of the answer, words of the CSV.
ERRATA = {"location_coordinates": ("1234567890", "2095257564")}
SPECTRUM = os.environ.get("MEMORIAL_CSV_SPECTRUM", "build/csv-spectrum/node_modules/csv-spectrum")


def test_writers_killed_at_random_moments_leave_the_database_whole() -> None:
    assert run(3, rows=1_500) >= 1


def test_a_full_disk_is_told_and_nothing_is_half_visible(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") is not None
    if (
        not mounted
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("only root can mount a small disk here")
    try:
        (tmp_path / "list.csv").write_text(list_of(9_000), encoding="utf-8")
        command = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{small}/memorial.db"]
        subprocess.run([*command, "setup"], cwd=ROOT, check=True, capture_output=True)
        done = subprocess.run(
            [*command, "import", str(tmp_path / "list.csv")], cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert done.returncode == 1
        assert "Nothing of the unfinished work was kept" in done.stderr and "Traceback" not in done.stderr
        found = subprocess.run([*command, "batches", "--json"], cwd=ROOT, check=True, capture_output=True)
        assert json.loads(found.stdout) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_csv_spectrum() -> None:
    """Twelve kinds of CSV (npm package csv-spectrum): every one is read as its JSON says."""
    folder = Path(SPECTRUM)
    if not folder.is_dir():
        pytest.skip("csv-spectrum is not installed: npm install --prefix build/csv-spectrum csv-spectrum")
    names = sorted(path.stem for path in (folder / "csvs").glob("*.csv"))
    assert len(names) >= 12
    for name in names:
        file = open_list(folder / "csvs" / f"{name}.csv", Layout(delimiter=",", header_row=1))
        found = [dict(zip(file.header, cells, strict=True)) for _, cells in file.rows()]
        answer = (folder / "json" / f"{name}.json").read_text(encoding="utf-8")
        wanted = json.loads(answer.replace(*ERRATA.get(name, ("", ""))))
        assert found == (wanted if isinstance(wanted, list) else [wanted]), name


def test_a_cell_keeps_every_sign_that_csv_can_write(tmp_path: Path) -> None:
    cells = ['"', '""', ",", "a\nb", "a\r\nb", " x ", "'", 'ё,"й"', ""]
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"к{n}" for n in range(len(cells))])
        writer.writerow(cells)
    assert [row for _, row in open_list(path).rows()] == [cells]
