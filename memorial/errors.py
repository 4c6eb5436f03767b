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


class GoneRecordError(MemorialError):
    """The key is known, but its record is not shown."""


class RemovedRecordError(GoneRecordError):
    """The record of this key was here and has been taken back with its batch, or left out of a newer list."""

    def __init__(self, key: str, removed: str) -> None:
        self.key, self.removed = key, removed
        super().__init__(f"The record “{key}” was removed on {removed}; its list was taken back or left it out.")


class HiddenRecordError(GoneRecordError):
    """A keeper decided to withhold the record of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The record “{key}” is withheld by a decision of the keepers; it is kept, but not shown.")


class LivingRecordError(GoneRecordError):
    """The record of this key is about somebody who may be alive."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The record “{key}” is withheld: the person was born less than a hundred years ago and may be alive."
        )
