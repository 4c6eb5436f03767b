"""What goes into the tables? A reading laid out as plain values, ready to be written in bulk.

Readings are made in processes of their own; plain tuples travel between processes several times faster than objects.
"""

from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from imports.drafts import EventDraft, RecordDraft
from imports.entry import PrintedRow
from imports.interpretation import interpret
from memorial.body_authority import describe_body
from memorial.dates import PartialDate
from memorial.name_rows import NO_NAMES, NameRows
from memorial.scripts import script_code

Values = tuple[Any, ...]
BodyForm = tuple[str, str]  # the printed form and the key of the body


class PreparedRow(NamedTuple):
    """One row of the list with its reading; places, bodies and households still by their names."""

    row_number: int
    number: str
    cells: str
    volume: str | None
    page: str | None
    problem: str | None
    doubts: tuple[Values, ...] = ()
    record: Values = ()
    places: tuple[str | None, str | None] = (None, None)
    household: str | None = None
    names: tuple[Values, ...] = ()
    events: tuple[Values, ...] = ()
    rehabilitations: tuple[Values, ...] = ()
    statements: tuple[Values, ...] = ()


class Chunk(NamedTuple):
    """Some rows, the bodies that their events name: (form, key) → rule and columns of the body; and their names."""

    rows: list[PreparedRow]
    bodies: dict[BodyForm, tuple[str, Values]]
    names: NameRows = NO_NAMES  # for the index, under the numbers of the rows


def prepare(rows: Iterable[PrintedRow], columns: dict[str, str]) -> Chunk:
    """Read the rows; `columns` is column → field, so that a doubt can name its column."""
    column_of = {name: column for column, name in reversed(columns.items())}
    chunk = Chunk([], {})
    for row in rows:
        chunk.rows.append(_prepare_row(row, column_of, chunk.bodies))
    return chunk


def _prepare_row(row: PrintedRow, column_of: dict[str, str], bodies: dict[BodyForm, tuple[str, Values]]) -> PreparedRow:
    cells = f"[{','.join(map(encode_basestring, row.cells))}]"  # as `to_json` writes them, three times as fast
    if row.problem:
        return PreparedRow(row.row_number, row.number, cells, None, None, row.problem)
    fields = row.fields
    draft = interpret(fields)
    return PreparedRow(
        row_number=row.row_number,
        number=row.number,
        cells=cells,
        volume=fields.get("volume"),
        page=fields.get("page"),
        problem=None,
        doubts=tuple(
            (column_of.get(doubt.field or "", doubt.field), doubt.printed, doubt.problem)
            for doubt in (*draft.doubts, *row.doubts)
        ),
        record=_record(draft),
        places=(draft.birth_place, draft.residence),
        household=draft.household,
        names=tuple(
            (n.kind, n.part, n.printed, n.surname, n.given_name, n.patronymic, script_code(n.printed))
            for n in draft.names
        ),
        events=tuple(_event(event, bodies) for event in draft.events),
        rehabilitations=tuple((*_date(act.date), act.body, act.ground) for act in draft.rehabilitations),
        statements=tuple((*_date(told.date), told.place, told.cause, told.told) for told in draft.statements),
    )


def _record(draft: RecordDraft) -> Values:
    """The columns of a record that are its own, in the order of their table."""
    words = draft.words.get
    return (
        draft.sex,
        draft.sex_basis,
        *_date(draft.birth),
        draft.nationality,
        words("nationality"),
        words("citizenship"),
        words("occupation"),
        words("social_origin"),
        words("education"),
        words("party"),
        words("family"),
        words("previous_convictions"),
        words("household_role"),
        words("remarks"),
    )


def _event(event: EventDraft, bodies: dict[BodyForm, tuple[str, Values]]) -> Values:
    """Kind, date, place, body form, the other columns, and the articles."""
    form = None
    if event.body:
        described = describe_body(event.body)
        form = (event.body.body or "", described.key)
        if form not in bodies:
            bodies[form] = (event.body.rule, described.columns())
    return (
        event.kind,
        _date(event.date),
        event.place,
        form,
        (
            event.charge,
            event.sentence,
            event.penalty,
            event.term_months,
            event.sentence_category,
            event.operation,
            event.operation_basis,
            event.basis,
            event.rule,
        ),
        tuple((a.printed, a.code, a.article, a.part, ",".join(a.points) or None) for a in event.articles),
    )


def _date(when: PartialDate | None) -> Values:
    if when is None:
        return _NO_DATE
    earliest, latest = when.earliest, when.latest
    return (
        when.edtf or None,
        earliest.isoformat() if earliest else None,
        latest.isoformat() if latest else None,
        when.printed or None,
    )


_NO_DATE: Values = (None, None, None, None)
