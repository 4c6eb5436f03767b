"""A process that reads its share of a long list: a plan comes in on stdin, interpreted chunks go out on stdout."""

import gc
import pickle
import sys

from imports.reading import chunks_of_share
from memorial.errors import MemorialError


def main() -> None:
    """Read until the list or the listener ends; what stops the reading is sent instead of a chunk."""
    gc.disable()  # rows hold no cycles; looking for some took a third of the time
    plan, share = pickle.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        try:
            for chunk in chunks_of_share(plan, share):
                pickle.dump((list(map(tuple, chunk.rows)), chunk.bodies), out, protocol=5)
            pickle.dump(None, out)
        except MemorialError as told:
            pickle.dump(MemorialError(str(told)), out)
        out.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()


if __name__ == "__main__":
    main()
