"""Where does what experts know live? In tables that an archivist can read and mend."""

import csv
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
VOCABULARIES = Path(__file__).parents[1] / "schema" / "vocabularies"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one table of expert knowledge."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_in_order(vocabulary: str) -> list[str]:
    """The codes of a vocabulary, where its order tells something; the database's tables, half a second, stay away."""
    with (VOCABULARIES / f"{vocabulary}.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]
