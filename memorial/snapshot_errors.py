"""Why can no snapshot be written here? Situations of the folder, each with its sentence."""

from pathlib import Path

from memorial.errors import MemorialError


class SnapshotFolderError(MemorialError):
    """The folder holds something else than snapshots, or is none."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is no folder for snapshots (it holds other files); name a new or empty folder.")


class SnapshotChangedError(MemorialError):
    """A snapshot is not as it was written."""

    def __init__(self, folder: Path, file: str) -> None:
        super().__init__(
            f"{folder / file} was changed, lost or added since the snapshot was written; "
            f"restore {folder} from a copy or move it away."
        )


class SnapshotNotWrittenError(MemorialError):
    """The disk refused."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The snapshot could not be written into {folder} ({reason}), and nothing of it was kept; "
            "make room there or name another folder, then write it again."
        )


class SnapshotBusyError(MemorialError):
    """Another program is writing here."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another snapshot is being written into {folder} just now; try again when it is complete.")
