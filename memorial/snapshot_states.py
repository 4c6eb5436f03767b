"""Which snapshot holds just what the database holds now? Beside the snapshots stands what each was made of.

The numbered folders hold nothing of this: equal data gives equal bytes, however often it was imported.
"""

import json
from pathlib import Path

STATES = ".states.json"
UNFINISHED_STATES = f"{STATES}.new"


def remember_state(folder: Path, number: int, state: str) -> None:
    """Note that this snapshot holds the data of this state; a full disk costs only the note."""
    states, unfinished = _states(folder) | {number: state}, folder / UNFINISHED_STATES
    try:
        unfinished.write_text(json.dumps(states, indent=1) + "\n", encoding="utf-8")
        unfinished.replace(folder / STATES)
    except OSError:
        unfinished.unlink(missing_ok=True)


def number_of_state(folder: Path, state: str) -> int | None:
    """The newest snapshot of this very data, or None."""
    return max((number for number, known in _states(folder).items() if known == state), default=None)


def _states(folder: Path) -> dict[int, str]:
    try:
        found = json.loads((folder / STATES).read_text(encoding="utf-8"))
        return {int(number): str(state) for number, state in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}  # a note, no data: without it tables are cited by their day
