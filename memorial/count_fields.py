"""By what can we count? Each field as an expression over one record and the first event of each kind in its life."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Integer, case, cast, extract, func, select
from sqlalchemy.sql.elements import ColumnElement

from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import Rehabilitation, RepressionEvent
from schema.records import VictimRecord
from schema.sources import Source

Expression = ColumnElement[Any]

record = table_of(VictimRecord)
source = table_of(Source)
body = table_of(SentencingBody)
body_form = table_of(BodyForm)


def _first(kind: str) -> FromClause:
    """The first event of a kind in each life: a record is counted once, by its first sentence."""
    event = table_of(RepressionEvent)
    ranked = (
        select(event, func.row_number().over(partition_by=event.c.record_id, order_by=event.c.position).label("rank"))
        .where(event.c.kind == kind)
        .subquery()
    )
    return select(ranked).where(ranked.c.rank == 1).subquery(kind)


sentence, arrest, execution, burial = (_first(kind) for kind in ("sentence", "arrest", "execution", "burial"))
rehabilitation = table_of(Rehabilitation)
burial_place = table_of(Place).alias("burial_place")


@dataclass(frozen=True, slots=True)
class CountField:
    """What to count by: its expression, the tables it needs, and the vocabulary of its values."""

    expression: Expression
    needs: tuple[str, ...] = ()
    vocabulary: str | None = None


def _year(row: FromClause, prefix: str = "") -> Expression:
    """The year, where first and last possible day lie in the same one."""
    earliest, latest = (extract("year", row.c[f"{prefix}{end}"]) for end in ("earliest", "latest"))
    return case((earliest == latest, cast(earliest, Integer)))


def _month(row: FromClause) -> Expression:
    """Year and month as `1937-08`, where the date is that precise."""
    precise = extract("year", row.c.earliest) * 12 + extract("month", row.c.earliest) == (
        extract("year", row.c.latest) * 12 + extract("month", row.c.latest)
    )
    return case((precise, func.substr(row.c.edtf, 1, 7)))


def _decade(row: FromClause, prefix: str = "") -> Expression:
    first, last = (cast(extract("year", row.c[f"{prefix}{end}"]), Integer) for end in ("earliest", "latest"))
    return case((first - first % 10 == last - last % 10, first - first % 10))


FIELDS: dict[str, CountField] = {
    "source": CountField(source.c.key, ("source",)),
    "sex": CountField(record.c.sex, vocabulary="sexes"),
    "nationality": CountField(record.c.nationality, vocabulary="nationalities"),
    "birth_year": CountField(_year(record, "birth_")),
    "birth_decade": CountField(_decade(record, "birth_")),
    "education": CountField(record.c.education),
    "party": CountField(record.c.party),
    "social_origin": CountField(record.c.social_origin),
    "sentencing_body": CountField(body.c.key, ("sentence", "body")),
    "body_kind": CountField(body.c.kind, ("sentence", "body"), "body_kinds"),
    "extrajudicial": CountField(
        case((body.c.extrajudicial.is_(True), "yes"), (body.c.extrajudicial.is_(False), "no")), ("sentence", "body")
    ),
    "jurisdiction": CountField(body.c.jurisdiction, ("sentence", "body")),
    "penalty": CountField(sentence.c.penalty, ("sentence",), "penalties"),
    "term_months": CountField(sentence.c.term_months, ("sentence",)),
    "sentence_category": CountField(sentence.c.sentence_category, ("sentence",), "sentence_categories"),
    "operation": CountField(sentence.c.operation, ("sentence",), "operations"),
    "sentence_year": CountField(_year(sentence), ("sentence",)),
    "sentence_month": CountField(_month(sentence), ("sentence",)),
    "arrest_year": CountField(_year(arrest), ("arrest",)),
    "arrest_month": CountField(_month(arrest), ("arrest",)),
    "execution_year": CountField(_year(execution), ("execution",)),
    "execution_month": CountField(_month(execution), ("execution",)),
    "burial_place": CountField(burial_place.c.printed, ("burial",)),
    "rehabilitation_year": CountField(_year(rehabilitation), ("rehabilitation",)),
}

# Shorter names that people type.
SYNONYMS = {
    "body": "sentencing_body",
    "kind": "body_kind",
    "category": "sentence_category",
    "year": "sentence_year",
    "decade": "birth_decade",
    "birth": "birth_year",
}

_Join = Callable[[FromClause], FromClause]

# How each table is joined to the records, in this order: later ones lean on earlier ones.
JOINS: dict[str, _Join] = {
    "source": lambda rows: rows.join(source, source.c.id == record.c.source_id),
    "sentence": lambda rows: rows.outerjoin(sentence, sentence.c.record_id == record.c.id),
    "body": lambda rows: rows.outerjoin(body_form, body_form.c.id == sentence.c.body_form_id).outerjoin(
        body, body.c.id == body_form.c.body_id
    ),
    "arrest": lambda rows: rows.outerjoin(arrest, arrest.c.record_id == record.c.id),
    "execution": lambda rows: rows.outerjoin(execution, execution.c.record_id == record.c.id),
    "burial": lambda rows: rows.outerjoin(burial, burial.c.record_id == record.c.id).outerjoin(
        burial_place, burial_place.c.id == burial.c.place_id
    ),
    "rehabilitation": lambda rows: rows.outerjoin(
        rehabilitation, (rehabilitation.c.record_id == record.c.id) & (rehabilitation.c.position == 0)
    ),
}


def rows_with(needed: set[str]) -> FromClause:
    """The records joined with the tables of these names."""
    rows: FromClause = record
    for name, join in JOINS.items():
        if name in needed:
            rows = join(rows)
    return rows
