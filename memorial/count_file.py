"""In what file are counts and lists kept ready? A column of small numbers for each field, as the processor reads them.

The file is mapped into memory, not read: every process of a site shares one copy, and a count touches only the columns
that it asks for. A number is a place in the list of the field's values; the first two places have their own meaning.
"""

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import ipc

from memorial.list_columns import ROW_OF_RECORD
from memorial.record_checks import Checked

NOT_RECORDED, NOT_UNDERSTOOD, FIRST_VALUE = 0, 1, 2

Codes = np.ndarray[Any, Any]
Values = list[Any]
Columns = Iterator[tuple[str, pa.ChunkedArray, pa.ChunkedArray | None]]


class ColumnFile:
    """The columns at one moment; the file may be replaced meanwhile, this one stays as it was."""

    def __init__(self, place: Path) -> None:
        self._batch = ipc.open_file(pa.memory_map(str(place))).get_batch(0)
        self._notes: dict[bytes, bytes] = self._batch.schema.metadata
        self._values: dict[str, Values] = {}
        self.state = self._notes[b"state"].decode("utf-8")

    @cached_property
    def checked(self) -> Checked:
        """Contradictions within records, and the rules by which they were read."""
        found = json.loads(self._notes[b"checked"].decode("utf-8"))
        return Checked(found["contradictions"], [(row[0], row[1], row[2]) for row in found["rules"]])

    @property
    def records(self) -> int:
        """How many records there are."""
        return int(self._batch.num_rows)

    def codes(self, field: str) -> Codes:
        """The number of each record in a field."""
        return numbers_of(self._batch.column(field))

    def values(self, field: str) -> Values:
        """What the numbers of a field stand for, None for the first two; in the order of their words."""
        if field not in self._values:
            self._values[field] = [None, None, *json.loads(self._notes[f"values:{field}".encode()])]
        return self._values[field]

    @cached_property
    def all_sources(self) -> Codes:
        """The records of each source, in the order of its values: every table of all records shows them."""
        return np.bincount(self.codes("source"), minlength=len(self.values("source")))

    @cached_property
    def tallies(self) -> dict[str, Any]:
        """Field → what lists counted of it, filled as they are asked for; it goes when the file goes."""
        return {}

    @cached_property
    def places(self) -> dict[str, dict[Any, int]]:
        """Field → value → number, filled as values are asked for."""
        return {}

    def code(self, field: str, value: Any) -> int | None:
        """The number of a value; None when no record has it."""
        if field not in self.places:
            self.places[field] = {one: place for place, one in enumerate(self.values(field)) if place >= FIRST_VALUE}
        return self.places[field].get(value)


def open_file(place: Path) -> ColumnFile | None:
    """The file as it is now; None when it is missing or no file of columns."""
    try:
        found = place.stat()
        return _open(place, found.st_ino, found.st_mtime_ns)
    except (OSError, pa.ArrowInvalid, KeyError, TypeError, ValueError):
        return None


def write_file(
    place: Path, notes: dict[str, str], columns: Columns, numbers: Iterator[tuple[str, Codes]], order: Codes
) -> None:
    """Write the columns in the order of the rows; with a field's values comes whether something printed gave none.

    The notes hold the `state` of the data and what was `checked`.
    """
    notes = dict(notes)
    arrays = {name: pa.array(column[order]) for name, column in numbers}
    arrays[ROW_OF_RECORD] = pa.array(np.argsort(arrays["record"].to_numpy(), kind="stable").astype(np.uint32))
    for field, values, unread in columns:
        codes, known = _coded(values, unread)
        arrays[field] = pa.array(codes[order])
        notes[f"values:{field}"] = json.dumps(known, ensure_ascii=False)
    table = pa.table(arrays).replace_schema_metadata(notes).combine_chunks()
    with pa.OSFile(str(place), "wb") as sink, ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=max(1, table.num_rows))
        if not table.num_rows:
            writer.write_batch(pa.RecordBatch.from_pylist([], schema=table.schema))


def numbers_of(column: pa.Array) -> Codes:
    """The numbers of a column without any gap, where they lie. (Arrow's own way loads pandas, for half a second.)"""
    kind = np.dtype(str(column.type))
    return np.frombuffer(column.buffers()[1] or b"", kind, len(column), column.offset * kind.itemsize)


def _coded(values: pa.ChunkedArray, unread: pa.ChunkedArray | None) -> tuple[Codes, Values]:
    """The numbers of a column, as small as its values allow, and the values in the order of their words."""
    coded = values.combine_chunks().dictionary_encode()
    known = coded.dictionary.to_pylist()
    order = sorted(range(len(known)), key=lambda place: str(known[place]))
    numbers = np.full(len(known) + 1, NOT_RECORDED, dtype=_smallest(len(known)))
    numbers[order] = np.arange(FIRST_VALUE, len(known) + FIRST_VALUE)
    codes = numbers[numbers_of(coded.indices.fill_null(len(known)))]
    if unread is not None:
        codes[numbers_of(unread.combine_chunks().cast(pa.uint8())) > 0] = NOT_UNDERSTOOD
    return codes, [known[place] for place in order]


def _smallest(values: int) -> type[np.unsignedinteger[Any]]:
    kinds = (np.uint8, np.uint16, np.uint32)
    return next(kind for kind in kinds if values + FIRST_VALUE <= np.iinfo(kind).max)


@lru_cache(maxsize=1)  # a file that has been replaced takes room on the disk for as long as it is open
def _open(place: Path, _inode: int, _changed: int) -> ColumnFile:
    return ColumnFile(place)
