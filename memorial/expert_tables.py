"""Where does what experts know live? In tables that an archivist can read and mend."""

import csv
from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one table of expert knowledge."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
