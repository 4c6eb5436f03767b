"""Facts about README: every command it shows with output really prints that output."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

# A block of ```console holds lines `$ command`, each followed by what it prints; `…` stands for any words.
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)

EXAMPLES = [example for block in BLOCK.findall(README) for example in EXAMPLE.findall(block)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the demonstration source in its database."""
    folder = tmp_path_factory.mktemp("readme")
    run("python -m memorial sample", folder)
    return folder


def run(command: str, folder: Path) -> str:
    words = [sys.executable if word == "python" else word for word in shlex.split(command)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    environment.pop("MEMORIAL_DATABASE", None)
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def test_readme_has_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_readme_example_prints_what_it_shows(folder: Path, command: str, printed: str) -> None:
    expected = "".join(".*" if piece == "…" else re.escape(piece) for piece in re.split("(…)", printed.strip()))
    assert re.fullmatch(expected, run(command, folder).strip(), re.DOTALL)
