"""How do readings become rows of the tables? Written in bulk, each different place and body once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import func, select, text
from sqlmodel import Session, SQLModel

from imports.prepared import BodyForm as Form
from imports.prepared import PreparedRow, Values
from imports.withholding import Withholding
from memorial import bulk, living
from memorial.regions import read_region
from memorial.withheld import hidden_keys
from schema.authorities import BodyForm, Place, SentencingBody
from schema.data_issues import DataIssue
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, RemovedRecord, VictimRecord
from schema.sources import Entry
from schema.withholding import WithheldRecord

# SQLite allows 32,766 parameters in one statement; this many keys a look-up stays far below.
KEYS_A_LOOKUP = 900

# Places kept in mind between chunks: some 60 MB; a list of 3.1 million rows names ten times as many, most of them once.
PLACES_IN_MIND = 250_000

# Memory for the pages of SQLite while a batch is written, in KiB: the indexes of some million rows stay in it.
CACHE_KIB = 200_000

Bodies = dict[Form, tuple[str, Values]]


class PlacedRow(NamedTuple):
    """A prepared row with its place in the database."""

    entry_id: int
    record_id: int
    number: str
    revision: int
    row: PreparedRow


@dataclass(slots=True)
class BulkWriter:
    """Writes readings of one batch, a chunk at a time, into the session's open transaction."""

    session: Session
    source_id: int
    source_key: str
    batch_id: int
    _next_ids: dict[str, int] = field(default_factory=dict)
    _place_ids: dict[str, int] = field(default_factory=dict)
    _form_ids: dict[Form, int] = field(default_factory=dict)
    _withholding: Withholding = field(init=False)

    def __post_init__(self) -> None:
        self._withholding = Withholding(self.source_key, hidden_keys(self.session, self.source_key), living.today())
        if self.session.get_bind().dialect.name == "sqlite":
            self.session.execute(text(f"PRAGMA cache_size = -{CACHE_KIB}"))

    def take_id(self, table: type[SQLModel]) -> int:
        """The next free number of a table; safe because the transaction holds the only writer's lock."""
        name = str(table.__tablename__)
        if name not in self._next_ids:
            highest = [self.session.execute(select(func.max(column))).scalar() or 0 for column in _numbers(table)]
            self._next_ids[name] = max(highest)
        self._next_ids[name] += 1
        return self._next_ids[name]

    def write(self, rows: Sequence[PlacedRow], bodies: Bodies) -> Sequence[PlacedRow]:
        """Write entries and their readings; the rows whose records are shown are returned."""
        self._insert(
            Entry,
            [
                (
                    placed.entry_id,
                    self.source_id,
                    self.batch_id,
                    placed.number,
                    placed.revision,
                    placed.row.row_number,
                    placed.row.volume,
                    placed.row.page,
                    placed.row.cells,
                )
                for placed in rows
            ],
        )
        return self.write_readings(rows, bodies)

    def write_readings(self, rows: Sequence[PlacedRow], bodies: Bodies) -> Sequence[PlacedRow]:
        """Write only what we understood of entries that are in the database, and the doubts about them.

        Of an entry that is to be withheld only its key is written: what is not in the tables appears nowhere.
        """
        doubts = ((p.entry_id, p.row.row_number, *doubt) for p in rows for doubt in p.row.doubts)
        self._insert(DataIssue, [(self.take_id(DataIssue), self.batch_id, *doubt) for doubt in doubts])
        rows = self._held_back(rows)
        self._find_places(rows)
        self._find_forms(rows, bodies)
        households = self._households({placed.row.household for placed in rows if placed.row.household})
        self._insert(VictimRecord, [self._record(placed, households) for placed in rows])
        self._insert_children(NameForm, rows, lambda row: row.names)
        self._write_events(rows)
        self._insert_children(Rehabilitation, rows, lambda row: row.rehabilitations)
        self._insert_children(DeathStatement, rows, lambda row: row.statements)
        return rows

    def write_doubt(self, row_number: int, doubt: Values, cells: str | None = None) -> None:
        """Write a doubt (column, printed, problem) about a row that became no entry, or about a column (row 0)."""
        column, printed, problem = doubt
        values = (self.take_id(DataIssue), self.batch_id, None, row_number, column, cells or printed, problem)
        self._insert(DataIssue, [values])

    def _held_back(self, rows: Sequence[PlacedRow]) -> Sequence[PlacedRow]:
        """Write down which of the rows are withheld; the others are returned."""
        reasons = [self._withholding.reason(placed.number, placed.row) for placed in rows]
        held = [(placed, *reason) for placed, reason in zip(rows, reasons, strict=True) if reason]
        if not held:
            return rows
        self._insert(
            WithheldRecord,
            [
                (placed.record_id, f"{self.source_key}:{placed.number}", placed.entry_id, self.source_id, reason, until)
                for placed, reason, until in held
            ],
        )
        return [placed for placed, reason in zip(rows, reasons, strict=True) if not reason]

    def _record(self, placed: PlacedRow, households: dict[str, int]) -> Values:
        row, places = placed.row, self._place_ids
        sex, own, texts = row.record[:6], row.record[6:9], row.record[9:15]
        birth_place, residence = row.places
        return (
            placed.record_id,
            f"{self.source_key}:{placed.number}",
            placed.entry_id,
            self.source_id,
            self.batch_id,
            *sex,
            places[birth_place] if birth_place else None,
            *own,
            places[residence] if residence else None,
            *texts,
            households[row.household] if row.household else None,
            *row.record[15:],
        )

    def _write_events(self, rows: Sequence[PlacedRow]) -> None:
        events: list[Values] = []
        articles: list[Values] = []
        places, forms = self._place_ids, self._form_ids
        number = self.take_id(RepressionEvent)
        for placed in rows:
            for position, (kind, when, place, form, others, named) in enumerate(placed.row.events):
                place_id, form_id = places[place] if place else None, forms[form] if form else None
                events.append((number, placed.record_id, position, kind, *when, place_id, form_id, *others))
                for order, article in enumerate(named):
                    articles.append((number, order, *article))
                number += 1
        self._next_ids["repression_event"] = number - 1
        self._insert(RepressionEvent, events)
        self._insert(EventArticle, articles)

    def _insert_children(
        self, table: type[SQLModel], rows: Sequence[PlacedRow], of: Callable[[PreparedRow], Iterable[Values]]
    ) -> None:
        """Rows that belong to a record, in their order: number, record, position, and their own columns."""
        number = self.take_id(table)
        values: list[Values] = []
        for placed in rows:
            for position, child in enumerate(of(placed.row)):
                values.append((number, placed.record_id, position, *child))
                number += 1
        self._next_ids[str(table.__tablename__)] = number - 1
        self._insert(table, values)

    def _find_places(self, rows: Sequence[PlacedRow]) -> None:
        """Know the number of every place that these rows name; new ones are stored."""
        if len(self._place_ids) > PLACES_IN_MIND:
            self._place_ids.clear()
        named = {place for placed in rows for place in placed.row.places}
        named.update(event[2] for placed in rows for event in placed.row.events)
        unknown = {place for place in named - self._place_ids.keys() if place}
        known = self._known(Place, "printed", unknown)
        new = {place: self.take_id(Place) for place in sorted(unknown - known.keys())}
        self._insert(Place, [(number, place, *read_region(place)) for place, number in new.items()])
        self._place_ids.update(known | new)

    def _households(self, numbers: set[str]) -> dict[str, int]:
        keys = {f"{self.source_key}:{number}" for number in numbers}
        known = self._known(Household, "key", keys)
        new = {key: self.take_id(Household) for key in sorted(keys - known.keys())}
        self._insert(Household, [(number, key) for key, number in new.items()])
        return {key.removeprefix(f"{self.source_key}:"): number for key, number in (known | new).items()}

    def _find_forms(self, rows: Sequence[PlacedRow], bodies: Bodies) -> None:
        """Know the number of every (printed form, body) that these rows name; new forms and bodies are stored."""
        named = {event[3] for placed in rows for event in placed.row.events if event[3]}
        unknown = sorted(named - self._form_ids.keys())
        if not unknown:
            return
        body_ids = self._bodies({key: bodies[printed, key][1] for printed, key in unknown})
        known: dict[tuple[str, int], int] = {}
        for printed in _slices(sorted({printed for printed, _ in unknown})):
            found = bulk.select_where_in(
                self.session, "SELECT printed, body_id, id FROM body_form WHERE printed IN", printed
            )
            known.update({(row[0], row[1]): row[2] for row in found})
        new: list[Values] = []
        for printed, key in unknown:
            place = (printed, body_ids[key])
            if place not in known:
                known[place] = self.take_id(BodyForm)
                new.append((known[place], *place, bodies[printed, key][0]))
            self._form_ids[printed, key] = known[place]
        self._insert(BodyForm, new)

    def _bodies(self, columns: dict[str, Values]) -> dict[str, int]:
        known = self._known(SentencingBody, "key", set(columns))
        new = {key: self.take_id(SentencingBody) for key in sorted(columns.keys() - known.keys())}
        self._insert(SentencingBody, [(number, *columns[key]) for key, number in new.items()])
        return known | new

    def _known(self, table_class: type[SQLModel], column: str, values: set[str]) -> dict[str, int]:
        """Value → id for those values that the table holds."""
        found: dict[str, int] = {}
        statement = f"SELECT {column}, id FROM {table_class.__tablename__} WHERE {column} IN"
        for some in _slices(sorted(values)):
            found.update(bulk.select_where_in(self.session, statement, some))
        return found

    def _insert(self, table_class: type[SQLModel], rows: Sequence[Values]) -> None:
        """Rows whose values stand in the order of the table's columns, dates and JSON as text."""
        if rows:
            table = table_of(table_class)
            bulk.insert_rows(self.session, table.name, [f'"{name}"' for name in list(table.columns.keys())], rows)


def _numbers(table: type[SQLModel]) -> list[Any]:
    """The columns that hold numbers of this table; a record that is withheld or removed keeps its own."""
    columns = [table_of(table).c.id]
    if table is VictimRecord:
        columns += [table_of(WithheldRecord).c.id, table_of(RemovedRecord).c.record_id]
    return columns


def _slices(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), KEYS_A_LOOKUP):
        yield values[start : start + KEYS_A_LOOKUP]
