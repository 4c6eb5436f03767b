"""A process that reads its share of a long list: a plan comes in on stdin, interpreted chunks go out on stdout."""

import pickle
import sys

from imports.parcels import send
from imports.reading import chunks_of_share
from memorial.errors import MemorialError
from memorial.garbage import left_lying


def main() -> None:
    """Read until the list or the listener ends; what stops the reading is sent instead of a chunk."""
    plan, share = pickle.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        try:
            for chunk in chunks_of_share(plan, share):
                rows, bodies, (reader, parts, numbers) = chunk
                send(out, (list(map(tuple, rows)), bodies, (reader, list(map(tuple, parts)), numbers)))
            send(out, None)
        except MemorialError as told:
            send(out, str(told))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()


if __name__ == "__main__":
    with left_lying():
        main()
