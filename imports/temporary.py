"""Where does unpacked text stay while it is read? In a folder that goes with whoever holds it."""

import shutil
import tempfile
import weakref
from pathlib import Path


class Folder:
    """A folder of its own, deleted when nobody holds this any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="memorial-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
