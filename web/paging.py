"""Which page of a long list is this? Its neighbours and how many there are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """One page among those of a list."""

    number: int
    length: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.length))

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.count else None

    @property
    def first_item(self) -> int:
        """The place in the list of this page's first item, counted from 1."""
        return (self.number - 1) * self.length + 1
