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
