"""What do we know of this person? One victim record with everything, as the page and the API show it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session

from memorial.citations import cite_entry
from memorial.corrections import statements
from memorial.disagreements import disagreements
from memorial.warnings import warn_about
from memorial.withheld import raise_if_gone
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import DeathStatement, EventArticle, Rehabilitation, RepressionEvent
from schema.records import Household, NameForm, VictimRecord
from schema.sources import Entry, ImportBatch, Source

Json = dict[str, Any]
Row = TypeVar("Row", NameForm, RepressionEvent, DeathStatement, Rehabilitation)

# A list of up to this many columns prints as running text; a wider one needs its column names to be understood.
COLUMNS_WITHOUT_NAMES = 3

_STRUCTURAL = frozenset({"number", "volume", "page"})


def get_victim_record(session: Session, key: str) -> VictimRecord | None:
    """The row of this key, or None."""
    return session.scalars(select(VictimRecord).where(table_of(VictimRecord).c.key == key)).one_or_none()


def get_record(session: Session, key: str) -> Json | None:
    """The record of this key under the keys of the record JSON, or None.

    Raises a `GoneRecordError` for a record that was removed or is withheld: its address stays known.
    """
    row = _with_its_source(session, key)
    if row is None:
        raise_if_gone(session, key)
        return None
    record, entry, source, batch = row
    events = _rows(session, RepressionEvent, record)
    places = _places(session, record, events)
    found: Json = {
        "key": record.key,
        "name": _name(_rows(session, NameForm, record)),
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
    found["events"] = _events(session, events, places)
    found["death_statements"] = _statements(session, record)
    found["rehabilitations"] = _rehabilitations(session, record)
    found["source"] = _source(source, entry)
    found["printed"] = printed_text(entry.cells, batch)
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


def _name(forms: Sequence[NameForm]) -> Json:
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


def _with_its_source(session: Session, key: str) -> Any:
    """The record with its entry, source and batch in one question: a page is asked for again and again."""
    record, entry = table_of(VictimRecord), table_of(Entry)
    source, batch = table_of(Source), table_of(ImportBatch)
    return session.execute(
        select(VictimRecord, Entry, Source, ImportBatch)
        .join(entry, entry.c.id == record.c.entry_id)
        .join(source, source.c.id == record.c.source_id)
        .join(batch, batch.c.id == entry.c.batch_id)
        .where(record.c.key == key)
    ).one_or_none()


def _rows(session: Session, kind: type[Row], record: VictimRecord) -> Sequence[Row]:
    """The rows of one table that belong to this record, in their order."""
    table = table_of(kind).c
    return session.scalars(select(kind).where(table.record_id == record.id).order_by(table.position)).all()


def _places(session: Session, record: VictimRecord, events: Sequence[RepressionEvent]) -> dict[int | None, str]:
    """Id → printed words of every place that the record names."""
    place = table_of(Place).c
    ids = {record.birth_place_id, record.residence_place_id, *(event.place_id for event in events)} - {None}
    return {row[0]: row[1] for row in session.execute(select(place.id, place.printed).where(place.id.in_(ids)))}


def _events(session: Session, rows: Sequence[RepressionEvent], places: dict[int | None, str]) -> list[Json]:
    articles = _articles(session, [row.id or 0 for row in rows])
    bodies = _bodies(session, {row.body_form_id for row in rows} - {None})
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
        {"kind": row.kind, "date": _date(row), "place": places.get(row.place_id)}
        | {"body": bodies.get(row.body_form_id), "articles": articles.get(row.id or 0, [])}
        | {name: getattr(row, name) for name in names}
        for row in rows
    ]


def _articles(session: Session, event_ids: Sequence[int]) -> dict[int, list[Json]]:
    article = table_of(EventArticle)
    rows = session.scalars(
        select(EventArticle).where(article.c.event_id.in_(event_ids)).order_by(article.c.event_id, article.c.position)
    )
    found: dict[int, list[Json]] = {}
    for row in rows:
        points = row.points.split(",") if row.points else []
        found.setdefault(row.event_id, []).append(
            {
                "printed": row.printed,
                "code": row.code,
                "article": row.article,
                "part": row.part,
                "points": points,
            }
        )
    return found


def _bodies(session: Session, form_ids: Collection[int | None]) -> dict[int | None, Json]:
    """Id of a printed form → its body."""
    form, body = table_of(BodyForm).c, table_of(SentencingBody)
    asked = select(BodyForm, SentencingBody).join(body, body.c.id == form.body_id).where(form.id.in_(form_ids))
    return {printed.id: _body(printed, known) for printed, known in session.execute(asked)}


def _body(form: BodyForm, body: SentencingBody) -> Json:
    return {
        "printed": form.printed,
        "key": body.key,
        "kind": body.kind,
        "name": body.name_ru,
        "name_en": body.name_en,
        "jurisdiction": body.jurisdiction,
        "extrajudicial": body.extrajudicial,
        "active_from": body.active_from,
        "active_to": body.active_to,
    }


def _statements(session: Session, record: VictimRecord) -> list[Json]:
    return [
        {"date": _date(row), "place": row.place_printed, "cause": row.cause_printed, "told": row.told_printed}
        for row in _rows(session, DeathStatement, record)
    ]


def _rehabilitations(session: Session, record: VictimRecord) -> list[Json]:
    acts = _rows(session, Rehabilitation, record)
    return [{"date": _date(row), "body": row.body_printed, "ground": row.ground} for row in acts]


def _household(session: Session, record: VictimRecord) -> Json | None:
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


def _source(source: Source, entry: Entry) -> Json:
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
