"""How often may one reader send something? Limits that stop machines; a person hardly ever meets them.

Counted in the memory of each worker, so with two workers twice as many may pass; nothing about a reader is kept.
"""

from ipaddress import ip_address

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

LETTERS_AN_HOUR = 10
PAGES_A_MINUTE = 600  # of each kind and from one address: a class of pupils or a reading room never gets there


def from_this_machine() -> bool:
    """Whether the site cannot tell readers apart: behind a proxy that was not announced all come from this machine."""
    address = get_remote_address()
    return not address or ip_address(address).is_loopback


limiter = Limiter(
    get_remote_address,
    default_limits=[f"{PAGES_A_MINUTE} per minute"],
    default_limits_exempt_when=from_this_machine,
    headers_enabled=True,
    storage_uri="memory://",
    strategy="moving-window",
)


def was_taken(answer: Response) -> bool:
    """Whether a letter went into the queue: who is asked to mend one has not used anything up."""
    return answer.status_code == 303


letters = limiter.limit(f"{LETTERS_AN_HOUR} per hour", methods=["POST"], deduct_when=was_taken)


def prepare(app: Flask) -> None:
    """Count for this site."""
    limiter.init_app(app)
