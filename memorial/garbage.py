"""When does Python look for garbage? Not while many rows are made: they hold no cycles, and looking costs a third."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_lying() -> Iterator[None]:
    """Nobody looks for cycles meanwhile; what is no longer used goes at once all the same."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
