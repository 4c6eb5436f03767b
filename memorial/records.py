"""What do we know of this person? One victim record with everything, as the page and the API show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from memorial.citations import cite_entry
from memorial.corrections import statements
from memorial.disagreements import disagreements
from memorial.record_rows import RecordRows, Row, rows_of
from memorial.warnings import warn_about
from schema.database import table_of
from schema.records import Household, NameForm, VictimRecord
from schema.sources import ImportBatch, Source

Json = dict[str, Any]

# A list of up to this many columns prints as running text; a wider one needs its column names to be understood.
COLUMNS_WITHOUT_NAMES = 3

_STRUCTURAL = frozenset({"number", "volume", "page"})


def get_record(session: Session, key: str) -> Json | None:
    """The record of this key under the keys of the record JSON, or None.

    Raises a `GoneRecordError` for a record that was removed or is withheld: its address stays known.
    """
    rows = rows_of(session, key)
    return None if rows is None else record_of(session, rows)


def record_of(session: Session, rows: RecordRows) -> Json:
    """What these rows say under the keys of the record JSON, with what readers state and what contradicts it."""
    record, places = rows.record, rows.places
    found: Json = {
        "key": record.key,
        "name": _name(rows.forms),
        "sex": record.sex,
        "sex_basis": record.sex_basis,
        "birth": {"date": _date(record, "birth_"), "place": places.get(record.birth_place_id)},
        "nationality": {"code": record.nationality, "printed": record.nationality_printed}
        if record.nationality_printed
        else None,
        "residence": places.get(record.residence_place_id),
    }
    for name in (
        "citizenship",
        "occupation",
        "social_origin",
        "education",
        "party",
        "family",
        "previous_convictions",
    ):
        found[name] = getattr(record, name)
    found["remarks"] = record.remarks
    found["household"] = _household(session, record)
    found["events"] = _events(rows)
    found["death_statements"] = [
        {"date": _date(row), "place": row.place_printed, "cause": row.cause_printed, "told": row.told_printed}
        for row in rows.death_statements
    ]
    found["rehabilitations"] = [
        {"date": _date(row), "body": row.body_printed, "ground": row.ground} for row in rows.rehabilitations
    ]
    found["source"] = _source(rows.source, rows.entry)
    found["printed"] = printed_text(rows.entry.cells, rows.batch)
    found["reader_statements"] = statements(session, record.key)
    found["disagreements"] = disagreements(session, record, found)
    found["warnings"] = warn_about(found)
    return found


def printed_text(cells: Sequence[str], batch: ImportBatch) -> str:
    """The entry word for word: its cells as running text, or with the column names of a wide list."""
    filled = [
        (column, cell.strip())
        for column, cell in zip(batch.header, cells, strict=False)
        if cell.strip() and batch.mapping.get(column) not in _STRUCTURAL
    ]
    filled += [("", cell.strip()) for cell in cells[len(batch.header) :] if cell.strip()]
    if len(batch.header) <= COLUMNS_WITHOUT_NAMES:
        return "\n".join(cell for _, cell in filled)
    return "\n".join(f"{column}: {cell}" if column else cell for column, cell in filled)


def _name(forms: Sequence[Row]) -> Json:
    main = forms[0] if forms and forms[0].kind == "main" else None
    return {
        "surname": main.surname if main else None,
        "given_name": main.given_name if main else None,
        "patronymic": main.patronymic if main else None,
        "printed": main.printed if main else None,
        "forms": [
            {"kind": form.kind, "part": form.part, "printed": form.printed, "script": form.script}
            | {part: getattr(form, part) for part in ("surname", "given_name", "patronymic")}
            for form in forms
        ],
    }


def _date(row: object, prefix: str = "") -> Json | None:
    """A partial date of the record JSON from the four columns that hold it."""
    edtf = getattr(row, f"{prefix}edtf")
    printed = getattr(row, "birth_printed" if prefix else "date_printed")
    if edtf is None and printed is None:
        return None
    days: Iterable[date | None] = (getattr(row, f"{prefix}{end}") for end in ("earliest", "latest"))
    earliest, latest = (day.isoformat() if day else None for day in days)
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "printed": printed}


def _events(rows: RecordRows) -> list[Json]:
    articles: dict[int, list[Json]] = {}
    for row in rows.articles:
        articles.setdefault(row.event_id, []).append(_article(row))
    bodies = {form_id: _body(row) for form_id, row in rows.bodies.items()}
    names = (
        "charge",
        "sentence",
        "penalty",
        "term_months",
        "sentence_category",
        "operation",
        "operation_basis",
        "basis",
        "rule",
    )
    return [
        {"kind": row.kind, "date": _date(row), "place": rows.places.get(row.place_id)}
        | {"body": bodies.get(row.body_form_id), "articles": articles.get(row.id, [])}
        | {name: getattr(row, name) for name in names}
        for row in rows.events
    ]


def _article(row: Row) -> Json:
    return {
        "printed": row.printed,
        "code": row.code,
        "article": row.article,
        "part": row.part,
        "points": row.points.split(",") if row.points else [],
    }


def _body(row: Row) -> Json:
    return {
        "printed": row.printed,
        "key": row.key,
        "kind": row.kind,
        "name": row.name_ru,
        "name_en": row.name_en,
        "jurisdiction": row.jurisdiction,
        "extrajudicial": row.extrajudicial,
        "active_from": row.active_from,
        "active_to": row.active_to,
    }


def _household(session: Session, record: Row) -> Json | None:
    if record.household_id is None:
        return None
    table, form = table_of(VictimRecord), table_of(NameForm)
    rows = session.execute(
        select(table.c.key, table.c.household_role, form.c.printed)
        .outerjoin(form, (form.c.record_id == table.c.id) & (form.c.position == 0))
        .where(table.c.household_id == record.household_id)
        .order_by(table.c.id)
    )
    members = [{"key": row.key, "role": row.household_role, "name": row.printed} for row in rows]
    household = session.get_one(Household, record.household_id)
    return {"key": household.key, "role": record.household_role, "members": members}


def _source(source: Row, entry: Row) -> Json:
    return {
        "key": source.key,
        "title": source.title,
        "kind": source.kind,
        "volume": entry.volume or source.volume,
        "page": entry.page,
        "entry_number": entry.number,
        "citation": cite_entry(source, entry),
        "licence": source.licence,
        "url": source.url,
        "invented": source.invented,
    }


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source with the number of its records."""

    source: Source
    records: int


def sources(session: Session) -> list[SourceSummary]:
    """Every source that has records, with their number, the largest first."""
    table = table_of(VictimRecord)
    number = func.count(table.c.id)
    rows = session.execute(
        select(Source, number).join(table, table.c.source_id == table_of(Source).c.id).group_by(table_of(Source).c.id)
    ).all()
    return sorted((SourceSummary(row[0], row[1]) for row in rows), key=lambda summary: -summary.records)
