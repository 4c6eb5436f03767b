"""How do counts stay fast? Every field of every record as a column of small numbers, kept in one file.

The file stands beside the database and is made again at the end of an import, an undo or a new reading, or at the first
question after another change. What each field means stands once, in `count_fields`: the same expressions run here over
Parquet copies of the tables, in DuckDB, and there over the database itself.
"""

import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from memorial.count_fields import record
from memorial.count_file import open_file
from memorial.count_statements import rules
from schema.database import table_of
from schema.search_index import NameIndexState
from schema.sources import ImportBatch

LARGE = 20_000  # records; the columns of fewer are made within a second
LAYOUT = "3"  # another one when the file itself changes


def data_state(session: Session) -> str:
    """Words that differ after every import, undo, new reading and decision to hide."""
    batch, index = table_of(ImportBatch).c, table_of(NameIndexState).c
    numbers = session.execute(
        select(func.max(batch.id), func.count(batch.finished), func.count(batch.undone), func.sum(batch.updated))
    ).one()
    changes = session.execute(select(func.max(index.changes))).scalar()
    highest = session.execute(select(func.max(record.c.id))).scalar()
    return "-".join(str(part or 0) for part in (*numbers, changes, highest))


def columns_state(session: Session) -> str:
    """The same, and other words after a change of the fields themselves or of the file."""
    return f"{data_state(session)}-{LAYOUT}-{rules()}"


def fresh_columns(session: Session) -> Path | None:
    """The file of columns for the data of this moment, made when it is missing; None where none can be kept.

    Of several processes that miss it one makes it, and the others wait for that one.
    """
    state = columns_state(session)
    try:
        place = _place(session)
        if place is None:
            return None
        if not _is_of(place, state):
            with _alone(place):
                if not _is_of(place, state):
                    _make(session, place, state)
    except OSError:
        return None  # a folder that may not be written, or is full: the database itself can be counted too
    return place


def ready_columns(session: Session) -> Path | None:
    """The same without waiting: None where a large database has no file for its data of this moment."""
    try:
        place = _place(session)
        if place is not None and _is_of(place, columns_state(session)):
            return place
    except OSError:
        return None
    return None if _is_large(session) else fresh_columns(session)


def _is_large(session: Session) -> bool:
    return (session.execute(select(func.max(record.c.id))).scalar() or 0) >= LARGE


def prepare_counts(engine: Engine) -> None:
    """Make the columns of a large database ready after a change; for a small one the first question does it at once."""
    with Session(engine) as session:
        if _is_large(session):
            fresh_columns(session)


def _place(session: Session) -> Path | None:
    url = session.connection().engine.url
    if url.get_backend_name() != "sqlite":
        return _own_folder() / f"{hashlib.sha256(str(url).encode()).hexdigest()[:16]}.counts.arrow"
    path = url.database
    if not path or path == ":memory:" or path.startswith("file:"):
        return None
    return Path(f"{path}.counts.arrow")


def _own_folder() -> Path:
    """For a database that is no file: a folder of this user alone, where nobody else can lay a file for us."""
    folder = Path(tempfile.gettempdir(), f"memorial-{os.getuid()}")
    folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise PermissionError(folder)
    return folder


def _is_of(place: Path, state: str) -> bool:
    columns = open_file(place)
    return columns is not None and columns.state == state


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Only one process at a time; what a killed one left behind goes."""
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in place.parent.glob(f".{place.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _make(session: Session, place: Path, state: str) -> None:
    """The new file replaces the old one at once."""
    from memorial.count_making import make_columns  # loads DuckDB, which a count does not need

    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as folder:
        ready = make_columns(session, Path(folder), state)
        _for_the_same_readers(session, ready)
        ready.replace(place)


def _for_the_same_readers(session: Session, file: Path) -> None:
    """Whoever may read the database may read the file, and nobody else."""
    url = session.connection().engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        shutil.copymode(url.database, file)
