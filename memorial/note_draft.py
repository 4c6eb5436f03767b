"""What has been gathered of an entry so far? A reading in the making, from which nothing vanishes."""

import re
from dataclasses import dataclass, field

from memorial.dates import PartialDate
from memorial.name_variants import NameVariant
from memorial.note_labels import tidy

HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Later:
    """What the entry tells beyond the first arrest and sentence: another case, a second sentence."""

    kind: str
    printed: str


@dataclass(slots=True)
class Draft:
    """A reading in the making: the first words of each field win, later ones are kept as `later`."""

    facts: dict[str, object] = field(default_factory=dict)
    variants: list[NameVariant] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)

    def put(self, name: str, value: object) -> bool:
        """Set a field that is still empty; false when it was taken."""
        if value is None or value == "":
            return True
        if name in self.facts:
            return self.facts[name] == value
        self.facts[name] = value
        return True

    def put_words(self, name: str, words: str | None) -> None:
        """Set a field of printed words; what finds it taken is unread."""
        if not words:
            return
        words = tidy(words)
        if words and not self.put(name, words):
            self.leave(words)

    def add_words(self, name: str, words: str | None) -> None:
        """Set a field of printed words, or add to what is there."""
        before = self.facts.get(name)
        if words and before:
            self.facts[name] = f"{before}; {tidy(words)}"
        else:
            self.put_words(name, words)

    def put_date(self, name: str, date: PartialDate | None) -> None:
        """Set a date; one that nobody can read, or a second one, is unread."""
        if date and (not date.edtf or not self.put(name, date)):
            self.leave(date.printed)

    def leave(self, words: str) -> None:
        """Keep what no rule accounted for."""
        if HAS_WORD.search(words):
            self.unread.append(tidy(words))
