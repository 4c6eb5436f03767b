"""The command `serve`, as a reader of the terminal meets it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote, urlsplit

PATIENCE = 20  # seconds for a program to start or to end on a busy machine


@contextmanager
def serving(database_url: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "memorial", "--database", database_url, "serve", *options]
    program = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):  # its workers too: one left behind would hold the pipes for ever
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


def ask(address: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request("GET", path, headers={"Accept-Language": "ru"})
    answer = connection.getresponse()
    status, page = answer.status, answer.read().decode()
    connection.close()
    return status, page


def test_serve_says_its_address_answers_and_stops_quietly(database_url: str) -> None:
    with serving(database_url, "--port", "0") as program:
        assert program.stderr is not None
        address = program.stderr.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        assert ask(address, "/healthz")[0] == 200
        assert "Вишневский Ян Казимирович" in ask(address, f"/search?q={quote('Вишневский')}")[1]
        status, page = ask(address, f"/search?q={quote('я' * 10_000)}")
        assert status == 400
        assert "только имя" in page
        os.kill(program.pid, signal.SIGINT)
        said, complained = program.communicate(timeout=PATIENCE)
        assert (program.returncode, said, complained) == (0, "", "")


def test_a_port_in_use_is_told_in_one_sentence(database_url: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        serving(database_url, "--port", str(taken.getsockname()[1])) as program,
    ):
        _, complained = program.communicate(timeout=PATIENCE)
    assert program.returncode == 1
    assert complained.strip().count("\n") == 0
    assert "choose another with --port" in complained
