"""Does the API answer whatever it is asked? Thousands of questions at random, all checks, over the invented people.

`python -m tests.campaigns.questions 2000` serves the demonstration source from a folder of its own and lets
schemathesis ask about that many questions; which allowances it makes, and why, stands in schemathesis.toml beside it.
"""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from web.api_description import description

ROOT = Path(__file__).parents[2]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
SECONDS_TO_START = 60
# Besides what it draws, schemathesis walks along the edges of each schema: about so many questions for an operation.
EDGES = 45


def main(questions: int) -> int:
    """Serve, ask, stop; the exit code of schemathesis."""
    operations = sum(len(ways) for ways in description()["paths"].values())
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        memorial = [sys.executable, "-m", "memorial", "--database", f"sqlite:///{folder}/memorial.db"]
        subprocess.run([*memorial, "sample"], cwd=ROOT, check=True, capture_output=True)
        site = subprocess.Popen([*memorial, "serve", "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}/api/v1/openapi.json"
            _wait(address)
            drawn = max(1, questions // operations - EDGES)
            asking = [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIGURATION]
            asking += ["run", address, "--max-examples", str(drawn)]
            return subprocess.run(asking, cwd=ROOT, check=False).returncode
        finally:
            site.terminate()
            site.wait()


def _wait(address: str) -> None:
    for _ in range(SECONDS_TO_START):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(1)
    raise SystemExit("The site did not start.")


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
