"""How much memory does a command hold, with all processes that it starts? Looked at four times a second, on Linux."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

LOOKS_A_SECOND = 4


def peak_while(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a command; the most memory that it and its processes held together, in MiB."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_own_share, _family(process.pid))))
        time.sleep(1 / LOOKS_A_SECOND)
    return peak // 1024


def _family(pid: int) -> Iterator[int]:
    """The process and all that it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _own_share(pid: int) -> int:
    """Its memory in KiB; what several processes share counts as a part of each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
