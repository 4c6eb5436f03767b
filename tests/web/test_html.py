"""Is every page valid HTML in every language? Asked of html-validate, which knows what may stand inside what."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.test_in_browser import PAGES
from web.languages import LANGUAGES

VALIDATOR = Path(
    os.environ.get("MEMORIAL_HTML_VALIDATE", "build/html/node_modules/html-validate/bin/html-validate.mjs")
)
# The standard alone, and no two landmarks that sound alike; not the house style of the validator.
RULES = {"root": True, "extends": ["html-validate:standard"], "rules": {"unique-landmark": "error"}}


@pytest.mark.skipif(
    shutil.which("node") is None or not VALIDATOR.exists(), reason="npm install --prefix build/html html-validate"
)
def test_every_page_is_valid_in_every_language(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(RULES))
    for name, address in PAGES.items():
        for language in LANGUAGES:
            page = client.get(address, headers={"Accept-Language": language}).get_data(as_text=True)
            (tmp_path / f"{name} {language}.html").write_text(page, encoding="utf-8")
    program = [shutil.which("node") or "node", str(VALIDATOR.resolve()), "--formatter=text", str(tmp_path / "*.html")]
    found = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, ""), found.stdout + found.stderr
