"""Which snapshot holds just what the database holds now? Beside the snapshots stands what each was made of.

The numbered folders hold nothing of this: equal data gives equal bytes, however often it was imported.
"""

import json
from pathlib import Path

STATES = ".states.json"


def remember_state(folder: Path, number: int, state: str) -> None:
    """Note that this snapshot holds the data of this state."""
    states = _states(folder) | {str(number): state}
    unfinished = folder / f"{STATES}.new"
    unfinished.write_text(json.dumps(states, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / STATES)


def number_of_state(folder: Path, state: str) -> int | None:
    """The newest snapshot of this very data, or None."""
    return max((int(number) for number, known in _states(folder).items() if known == state), default=None)


def _states(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / STATES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a note, no data: without it tables are cited by their day
    return found if isinstance(found, dict) else {}
