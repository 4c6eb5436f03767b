"""What does this row print? A row of the file taken apart into the fields of one entry, still in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from imports.cell_readers import CELL_READERS
from imports.drafts import Doubt
from memorial.entry_numbers import hash_of

# What lists print where they have nothing to say; compared without capitals.
_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "-", "--", "—", "–", "\\n"})
_LONGEST_NOTHING = max(map(len, _NOTHING))

_EMPTY = frozenset(form for word in _NOTHING for form in (word, word.upper(), word.capitalize(), "NaN"))


class PrintedRow(NamedTuple):
    """One row: its number, its cells as printed, the fields that have words, and what is wrong with it."""

    row_number: int
    number: str
    cells: list[str]
    fields: dict[str, str]
    doubts: tuple[Doubt, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class CellRules:
    """What a profile says beside its columns; kept with the batch, so that entries can be read again without it.

    `constants`: field → words that hold for every row; `readers`: column → reader of its cells; `separators`:
    column → what stands between several names or words; `replacements`: column → printed → our corrected words.
    """

    constants: dict[str, str] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    separators: dict[str, str] = field(default_factory=dict)
    replacements: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one list: which column is which field, and the rules for its cells."""

    header: Sequence[str]
    columns: dict[str, str]
    rules: CellRules = field(default_factory=CellRules)
    _places: list[tuple[int, str]] = field(init=False)
    _special: list[tuple[int, str, str]] = field(init=False)
    _header_cells: list[str] = field(init=False)

    def __post_init__(self) -> None:
        fields = list(self.columns.values())
        rules = {*self.rules.readers, *self.rules.separators, *self.rules.replacements}
        at = {column: position for position, column in enumerate(self.header)}
        plain = [(c, f) for c, f in self.columns.items() if c in at and c not in rules and fields.count(f) == 1]
        self._places = [(at[column], name) for column, name in plain]
        self._special = [(at[c], c, f) for c, f in self.columns.items() if c in at and (c, f) not in plain]
        self._header_cells = [cell.strip() for cell in self.header]

    def read(self, row_number: int, cells: list[str], number: str = "") -> PrintedRow:
        """The row's fields by position. An empty row or a second header is a problem; a ragged row is a doubt.

        `number` is that of the entry, where it is known from elsewhere than the row's own words.
        """
        if len(cells) >= len(self.header):
            fields = {name: words for at, name in self._places if (words := cells[at].strip()) and words not in _EMPTY}
        else:
            fields = {name: words for at, name in self._places if (words := words_of(cells, at))}
        for position, column, name in self._special:
            if words := words_of(cells, position):
                self._take(fields, column, name, words)
        number = number or fields.get("number") or hash_of(cells)
        if problem := self._problem(cells, fields):
            return PrintedRow(row_number, number, cells, fields, problem=problem)
        for name, words in self.rules.constants.items():
            fields.setdefault(name, words)
        doubts = () if len(cells) == len(self.header) else (Doubt(None, str(len(cells)), "ragged_row"),)
        return PrintedRow(row_number, number, cells, fields, doubts)

    def _take(self, fields: dict[str, str], column: str, name: str, words: str) -> None:
        """A cell that has rules of its own, or shares its field with another column."""
        words = self.rules.replacements.get(column, {}).get(words, words)
        if separator := self.rules.separators.get(column):
            words = "; ".join(part.strip() for part in words.split(separator) if part.strip())
        reader = CELL_READERS.get(self.rules.readers.get(column, ""))
        for part, found in (reader(words, name) if reader else {name: words}).items():
            fields[part] = f"{fields[part]}; {found}" if part in fields else found

    def _problem(self, cells: list[str], fields: dict[str, str]) -> str | None:
        if not fields and not "".join(cells).strip():
            return "empty_row"
        if cells[0].strip() == self._header_cells[0] and [cell.strip() for cell in cells] == self._header_cells:
            return "repeated_header"
        return None


def row_reader(batch: Any) -> RowReader:
    """The reader by which the entries of a batch came in."""
    return RowReader(batch.header, batch.mapping, CellRules(**batch.rules))


def words_of(cells: list[str], position: int) -> str:
    """The words of one cell; empty where the list prints that it has nothing to say."""
    if position >= len(cells):
        return ""
    words = cells[position].strip()
    return "" if len(words) <= _LONGEST_NOTHING and words.casefold() in _NOTHING else words
