"""What do we say when it cannot go on? Situations with one sentence each, for command line, web and import alike."""


class MemorialError(Exception):
    """A situation that the reader is told in one sentence that says what to do next. Exit code 1."""

    exit_code = 1


class UsageError(MemorialError):
    """The question itself cannot be answered as it was put. Exit code 2."""

    exit_code = 2


class NoSuchRecordError(MemorialError):
    """No record has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No record has the key “{key}”; find the person with `search` and copy the key from there.")


class RemovedRecordError(MemorialError):
    """The record of this key was here and has been taken back with its batch, or left out of a newer list."""

    def __init__(self, key: str, removed: str) -> None:
        self.key, self.removed = key, removed
        super().__init__(f"The record “{key}” was removed on {removed}; its list was taken back or left it out.")
