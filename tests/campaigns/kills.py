"""Does the database stay whole whatever moment a writer dies at? Import, undo and reread killed at random moments.

`python -m tests.campaigns.kills 100` kills a hundred times; after each the checks hold, nothing half-done is seen, and
the same command run again ends in the same export, byte for byte. All people are invented.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from memorial.checkup import check_up
from schema.database import open_database

ROOT = Path(__file__).parents[2]
HEADER = "№,ФИО,Год рождения,Место рождения\n"


def list_of(rows: int) -> str:
    """An invented list; one row of three has a name of its own."""
    return HEADER + "".join(
        f"{n},Примеров{n // 3} Пётр Никанорович,18{n % 100:02},д. Вымышлено {n}\n" for n in range(rows)
    )


@dataclass(slots=True)
class Campaign:
    """One list in one database, and the commands that are killed."""

    folder: Path
    rows: int

    def __post_init__(self) -> None:
        (self.folder / "list.csv").write_text(list_of(self.rows), encoding="utf-8")

    @property
    def url(self) -> str:
        """Address of the database."""
        return f"sqlite:///{self.folder}/memorial.db"

    def command(self, *words: str) -> list[str]:
        """A command of the front door on this database."""
        return [sys.executable, "-m", "memorial", "--database", self.url, *words]

    def run(self, *words: str) -> str:
        """Run a command to its end; its standard output."""
        done = subprocess.run(self.command(*words), cwd=ROOT, check=True, capture_output=True, text=True)
        return done.stdout

    def kill(self, seconds: float, *words: str) -> bool:
        """Kill a command after so many seconds; false when it had ended by then."""
        process = subprocess.Popen(
            self.command(*words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
        )
        time.sleep(seconds)
        running = process.poll() is None
        process.kill()
        process.wait()
        return running

    def entries(self) -> int:
        """How many entries are seen; the checks of `doctor` must hold and entries and records agree."""
        engine = open_database(self.url)
        findings = [finding for finding in check_up(engine) if not finding.ok]
        assert not findings, findings
        with engine.connect() as connection:
            entries, records = (
                connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
                for table in ("entry", "victim_record")
            )
        engine.dispose()
        assert entries == records, (entries, records)
        return int(entries)

    def export(self) -> str:
        """The whole source as CSV."""
        return self.run("export", "--source", "list", "--raw")


def run(kills: int, rows: int = 3_000, seed: int = 1937) -> int:
    """Kill that many times, import, undo and reread in turn; returns how many died before their end."""
    chance = random.Random(seed)
    died = 0
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), rows)
        file = str(Path(folder) / "list.csv")
        campaign.run("setup")
        started = time.monotonic()
        campaign.run("import", file)
        whole_time, whole = time.monotonic() - started, campaign.export()
        batch, number = 1, -1
        # On a busy machine the first run may take long and the later ones end before their moment: then sooner.
        while (number := number + 1) < kills or (not died and number < 5 * kills):
            moment = chance.uniform(0.2, 1.0) * whole_time * 0.7 ** (number - died)
            if number % 3 == 0:  # undo, then the import that is killed
                campaign.run("undo", str(batch))
                died += campaign.kill(moment, "import", file)
                assert campaign.entries() in (0, rows)
                campaign.run("import", file)
            elif number % 3 == 1:
                died += campaign.kill(moment, "undo", str(batch))
                assert campaign.entries() in (0, rows)
                campaign.run("import", file)
            else:
                died += campaign.kill(moment, "reread")
                assert campaign.entries() == rows
                campaign.run("reread")
            assert campaign.export() == whole, f"kill {number}: another export"
            batch = _bringing(campaign)
    return died


def _bringing(campaign: Campaign) -> int:
    """The batch that the entries belong to."""
    engine = open_database(campaign.url)
    with engine.connect() as connection:
        batch = connection.execute(text("SELECT max(batch_id) FROM entry")).scalar_one()
    engine.dispose()
    return int(batch)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"{run(wanted)} of {wanted} commands were killed before their end; the database stayed whole.")
