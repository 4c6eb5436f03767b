"""How is the site served? By gunicorn inside this program, with threads, quiet and without a log of questions."""

import os
import secrets
import socket
import sys
import traceback
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.http import message  # type: ignore[import-untyped]

from memorial.errors import MemorialError
from web import create_app

MOST_WORKERS = 4
THREADS = 4
WAITING = 256
# gunicorn stops at 8,190 bytes and answers in English; a long question deserves our own page.
LONGEST_ADDRESS = 128 * 1024


class CannotListenError(MemorialError):
    """The address is taken or is none of this machine's."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"Cannot listen at {host}:{port} ({reason}); choose another with --port or --host.")


class QuietLog(Logger):  # type: ignore[misc]
    """The server's log without addresses and without words of complaints: they may repeat what a reader asked."""

    def exception(self, msg: object, *_args: Any, **_more: Any) -> None:
        """Where it broke and how."""
        kind, _, trace = sys.exc_info()
        said = str(msg).partition(" %s")[0] if isinstance(msg, str) else "The server could not go on"
        self.error("%s: %s\n%s", said, kind.__name__ if kind else "", "".join(traceback.format_tb(trace)))


class Server(BaseApplication):  # type: ignore[misc]
    """The site of one database on one open socket."""

    def __init__(self, database_url: str, listener: socket.socket) -> None:
        self._database_url = database_url
        self._secret = os.environ.get("MEMORIAL_SECRET") or secrets.token_hex()  # the same in every worker
        self._address = listener.getsockname()
        self._descriptor = listener.detach()  # gunicorn takes it over and closes it
        super().__init__()

    def load_config(self) -> None:
        """Settings that do not depend on the environment."""
        message.MAX_REQUEST_LINE = LONGEST_ADDRESS
        settings: dict[str, Any] = {
            "bind": f"fd://{self._descriptor}",
            "workers": min(os.cpu_count() or 1, MOST_WORKERS),
            "worker_class": "gthread",
            "threads": THREADS,
            "limit_request_line": LONGEST_ADDRESS,
            "loglevel": "error",
            "logger_class": QuietLog,
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: _say(self._address),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The site, made anew in each worker, so that no two share a connection."""
        return create_app(self._database_url, self._secret)


def listen(host: str, port: int) -> socket.socket:
    """An open socket at this address. Raises `CannotListenError` with one sentence when it is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise CannotListenError(host, port, reason[:1].lower() + reason[1:]) from problem
    return listener


def run(database_url: str, listener: socket.socket) -> None:
    """Serve until it is stopped."""
    Arbiter(Server(database_url, listener)).run()


def _say(address: tuple[Any, ...]) -> None:
    host, port = address[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}/", file=sys.stderr, flush=True)
