"""How do readings become rows of the tables? Written in bulk, each different place and body once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlmodel import Session, SQLModel

from imports.drafts import Doubt, EventDraft, RecordDraft
from memorial.bodies import BodyReading
from memorial.body_authority import describe_body
from memorial.dates import PartialDate
from memorial.scripts import script_code
from schema.authorities import BodyForm, Place, SentencingBody
from schema.data_issues import DataIssue
from schema.database import table_of, to_json
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, VictimRecord
from schema.sources import Entry

# SQLite allows 32,766 parameters in one statement; this many keys a look-up stays far below.
KEYS_A_LOOKUP = 900

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """One row of the file with its place in the database: what `Entry` holds, and its reading."""

    entry_id: int
    record_id: int
    number: str
    revision: int
    row_number: int
    volume: str | None
    page: str | None
    cells: list[str]
    draft: RecordDraft


@dataclass(slots=True)
class BulkWriter:
    """Writes readings of one batch, a chunk at a time, into the session's open transaction."""

    session: Session
    source_id: int
    source_key: str
    batch_id: int
    _next_ids: dict[str, int] = field(default_factory=dict)

    def take_id(self, table: type[SQLModel]) -> int:
        """The next free number of a table; safe because the transaction holds the only writer's lock."""
        name = str(table.__tablename__)
        if name not in self._next_ids:
            highest = self.session.execute(select(func.max(table_of(table).c.id))).scalar()
            self._next_ids[name] = highest or 0
        self._next_ids[name] += 1
        return self._next_ids[name]

    def write(self, chunk: Sequence[NumberedEntry], new_records: bool = True) -> None:
        """Write entries and their readings; `new_records=False` replaces the reading of records that exist."""
        self._insert(Entry, (self._entry(item) for item in chunk))
        self.write_readings(chunk, new_records)
        self._insert(DataIssue, self._doubts(chunk))

    def write_doubt(self, row_number: int, doubt: Doubt) -> None:
        """Write a doubt about a row that became no entry, or about a whole column (row 0)."""
        values = (
            self.take_id(DataIssue),
            self.batch_id,
            None,
            row_number,
            doubt.field,
            doubt.printed,
            doubt.problem,
        )
        self._insert(DataIssue, [values])

    def write_readings(self, chunk: Sequence[NumberedEntry], new_records: bool) -> None:
        """Write only what we understood of entries that are in the database."""
        drafts = [item.draft for item in chunk]
        places = self._places({place for draft in drafts for place in _places_of(draft)})
        bodies = self._body_forms([event.body for draft in drafts for event in draft.events if event.body])
        households = self._households({draft.household for draft in drafts if draft.household})
        records = [self._record(item, places, households) for item in chunk]
        if new_records:
            self._insert(VictimRecord, records)
        else:
            self._replace_records(records)
        self._insert(NameForm, (row for item in chunk for row in self._name_forms(item)))
        self._write_events(chunk, places, bodies)
        self._insert(Rehabilitation, (row for item in chunk for row in self._rehabilitations(item)))
        self._insert(DeathStatement, (row for item in chunk for row in self._statements(item)))

    def _entry(self, item: NumberedEntry) -> Values:
        return (
            item.entry_id,
            self.source_id,
            self.batch_id,
            item.number,
            item.revision,
            item.row_number,
            item.volume,
            item.page,
            to_json(item.cells),
        )

    def _record(self, item: NumberedEntry, places: dict[str, int], households: dict[str, int]) -> Values:
        draft, words = item.draft, item.draft.words
        return (
            item.record_id,
            f"{self.source_key}:{item.number}",
            item.entry_id,
            self.source_id,
            self.batch_id,
            draft.sex,
            draft.sex_basis,
            *_date_columns(draft.birth),
            places.get(draft.birth_place or ""),
            draft.nationality,
            words.get("nationality"),
            words.get("citizenship"),
            places.get(draft.residence or ""),
            *(words.get(name) for name in ("occupation", "social_origin", "education", "party", "family")),
            words.get("previous_convictions"),
            households.get(draft.household or ""),
            words.get("household_role"),
            words.get("remarks"),
        )

    def _name_forms(self, item: NumberedEntry) -> Iterable[Values]:
        for position, name in enumerate(item.draft.names):
            yield (
                self.take_id(NameForm),
                item.record_id,
                position,
                name.kind,
                name.part,
                name.printed,
                name.surname,
                name.given_name,
                name.patronymic,
                script_code(name.printed),
            )

    def _write_events(
        self, chunk: Sequence[NumberedEntry], places: dict[str, int], bodies: dict[tuple[str, str], int]
    ) -> None:
        events: list[Values] = []
        articles: list[Values] = []
        for item in chunk:
            for position, event in enumerate(item.draft.events):
                number = self.take_id(RepressionEvent)
                events.append((number, item.record_id, position, *_event_columns(event, places, bodies)))
                articles.extend(
                    (number, order, a.printed, a.code, a.article, a.part, ",".join(a.points) or None)
                    for order, a in enumerate(event.articles)
                )
        self._insert(RepressionEvent, events)
        self._insert(EventArticle, articles)

    def _rehabilitations(self, item: NumberedEntry) -> Iterable[Values]:
        for position, act in enumerate(item.draft.rehabilitations):
            number = self.take_id(Rehabilitation)
            yield (number, item.record_id, position, *_date_columns(act.date), act.body, act.ground)

    def _statements(self, item: NumberedEntry) -> Iterable[Values]:
        for position, told in enumerate(item.draft.statements):
            number = self.take_id(DeathStatement)
            yield (
                number,
                item.record_id,
                position,
                *_date_columns(told.date),
                told.place,
                told.cause,
                told.told,
            )

    def _doubts(self, chunk: Sequence[NumberedEntry]) -> Iterable[Values]:
        for item in chunk:
            for doubt in item.draft.doubts:
                yield (
                    self.take_id(DataIssue),
                    self.batch_id,
                    item.entry_id,
                    item.row_number,
                    doubt.field,
                    doubt.printed,
                    doubt.problem,
                )

    def _replace_records(self, records: Sequence[Values]) -> None:
        table = table_of(VictimRecord)
        names = table.columns.keys()
        for values in records:
            row = dict(zip(names, values, strict=True))
            self.session.execute(table.update().where(table.c.id == row.pop("id")).values(**_as_dates(row)))

    def _places(self, printed: set[str]) -> dict[str, int]:
        known = self._known(Place, "printed", printed)
        new = {place: self.take_id(Place) for place in sorted(printed - known.keys())}
        self._insert(Place, ((number, place, None, None) for place, number in new.items()))
        return known | new

    def _households(self, numbers: set[str]) -> dict[str, int]:
        keys = {f"{self.source_key}:{number}" for number in numbers}
        known = self._known(Household, "key", keys)
        new = {key: self.take_id(Household) for key in sorted(keys - known.keys())}
        self._insert(Household, ((number, key) for key, number in new.items()))
        return {key.removeprefix(f"{self.source_key}:"): number for key, number in (known | new).items()}

    def _body_forms(self, readings: Sequence[BodyReading]) -> dict[tuple[str, str], int]:
        """(printed form, body key) → id of the form, making new forms and new bodies as needed."""
        different = {(reading.body or "", describe_body(reading).key): reading for reading in readings}
        body_ids = self._bodies({key: reading for (_, key), reading in different.items()})
        table = table_of(BodyForm)
        known: dict[tuple[str, int], int] = {}
        for printed in _slices(sorted({printed for printed, _ in different})):
            rows = self.session.execute(
                select(table.c.printed, table.c.body_id, table.c.id).where(table.c.printed.in_(printed))
            )
            known.update({(row[0], row[1]): row[2] for row in rows})
        new: list[Values] = []
        forms: dict[tuple[str, str], int] = {}
        for (printed, key), reading in different.items():
            place = (printed, body_ids[key])
            if place not in known:
                known[place] = self.take_id(BodyForm)
                new.append((known[place], printed, body_ids[key], reading.rule))
            forms[printed, key] = known[place]
        self._insert(BodyForm, new)
        return forms

    def _bodies(self, readings: dict[str, BodyReading]) -> dict[str, int]:
        known = self._known(SentencingBody, "key", set(readings))
        new = {key: self.take_id(SentencingBody) for key in sorted(readings.keys() - known.keys())}
        self._insert(SentencingBody, ((number, *describe_body(readings[key]).columns()) for key, number in new.items()))
        return known | new

    def _known(self, table_class: type[SQLModel], column: str, values: set[str]) -> dict[str, int]:
        """Value → id for those values that the table holds."""
        table = table_of(table_class)
        found: dict[str, int] = {}
        for some in _slices(sorted(values)):
            rows = self.session.execute(select(table.c[column], table.c.id).where(table.c[column].in_(some)))
            found.update((row[0], row[1]) for row in rows)
        return found

    def _insert(self, table_class: type[SQLModel], rows: Iterable[Values]) -> None:
        insert_rows(self.session, table_of(table_class), list(rows))


def insert_rows(session: Session, table: Table, rows: list[Values]) -> None:
    """Insert rows whose values stand in the order of the table's columns, dates and JSON as text."""
    if rows:
        connection = session.connection()
        statement = str(insert(table).compile(dialect=connection.dialect))
        named = not connection.dialect.positional
        values = [dict(zip(table.columns.keys(), row, strict=True)) for row in rows] if named else rows
        connection.exec_driver_sql(statement, values)


def _slices(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), KEYS_A_LOOKUP):
        yield values[start : start + KEYS_A_LOOKUP]


def _places_of(draft: RecordDraft) -> Iterable[str]:
    yield from (place for place in (draft.birth_place, draft.residence) if place)
    yield from (event.place for event in draft.events if event.place)


def _date_columns(when: PartialDate | None) -> Values:
    if when is None:
        return (None, None, None, None)
    earliest, latest = (day.isoformat() if day else None for day in (when.earliest, when.latest))
    return (when.edtf or None, earliest, latest, when.printed or None)


def _event_columns(event: EventDraft, places: dict[str, int], bodies: dict[tuple[str, str], int]) -> Values:
    return (
        event.kind,
        *_date_columns(event.date),
        places.get(event.place or ""),
        bodies[event.body.body or "", describe_body(event.body).key] if event.body else None,
        event.charge,
        event.sentence,
        event.penalty,
        event.term_months,
        event.sentence_category,
        event.operation,
        event.operation_basis,
        event.basis,
        event.rule,
    )


def _as_dates(row: dict[str, Any]) -> dict[str, Any]:
    """Column values for SQLAlchemy's own types, which want days and not their text."""
    days = {"birth_earliest", "birth_latest"}
    return {name: date.fromisoformat(v) if name in days and v else v for name, v in row.items()}
