"""How often may one reader send something? Limits that stop machines; a person hardly ever meets them.

Counted in the memory of each worker, so with two workers twice as many may pass; nothing about a reader is kept.
"""

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

LETTERS_AN_HOUR = 10

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def was_taken(answer: Response) -> bool:
    """Whether a letter went into the queue: who is asked to mend one has not used anything up."""
    return answer.status_code == 303


letters = limiter.limit(f"{LETTERS_AN_HOUR} per hour", methods=["POST"], deduct_when=was_taken)


def prepare(app: Flask) -> None:
    """Count for this site."""
    limiter.init_app(app)
