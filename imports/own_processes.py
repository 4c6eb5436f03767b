"""How does the program start another process of its own? With the same Python and the same code, wherever it stands."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

# Records from which the first count takes more than a second.
LARGE = 20_000

_ROOT = Path(__file__).parent.parent


def own_environment(**more: str) -> dict[str, str]:
    """The variables with which `python -m` finds this program."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])} | more


def count_in_the_background(engine: "Engine") -> None:
    """After a large change ask the first question, for which the counts are made ready; nobody waits for the answer."""
    with engine.connect() as connection:
        if (connection.exec_driver_sql("SELECT max(id) FROM victim_record").scalar() or 0) < LARGE:
            return
    subprocess.Popen(
        [sys.executable, "-m", "memorial", "count", "--by", "sex", "--format", "json"],
        env=own_environment(MEMORIAL_DATABASE=engine.url.render_as_string(hide_password=False)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
