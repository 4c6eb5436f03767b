"""By what can we count? Each field as an expression over one record and the first event of each kind in its life."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import FromClause, Integer, String, and_, case, cast, extract, func, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement

from memorial.expert_tables import read_table
from schema.authorities import BodyForm, Place, SentencingBody
from schema.database import table_of
from schema.events import EventArticle, Rehabilitation, RepressionEvent
from schema.records import VictimRecord
from schema.sources import Source
from schema.vocabulary import vocabulary

Expression = ColumnElement[Any]

record = table_of(VictimRecord)
source = table_of(Source)
body = table_of(SentencingBody)
body_form = table_of(BodyForm)

# What any field asks of an event.
OF_AN_EVENT = (
    "id record_id position kind edtf earliest latest date_printed place_id body_form_id sentence penalty term_months "
    "sentence_category operation operation_basis"
).split()


def _first(kind: str) -> FromClause:
    """The first event of a kind in each life: a record is counted once, by its first sentence."""
    event = table_of(RepressionEvent)
    columns = [event.c[name] for name in OF_AN_EVENT]
    ranked = (
        select(
            *columns, func.row_number().over(partition_by=event.c.record_id, order_by=event.c.position).label("rank")
        )
        .where(event.c.kind == kind)
        .subquery()
    )
    return select(ranked).where(ranked.c.rank == 1).subquery(kind)


sentence, arrest, execution, burial = (_first(kind) for kind in ("sentence", "arrest", "execution", "burial"))
rehabilitation = table_of(Rehabilitation)
burial_place, birth_place, residence_place = (
    table_of(Place).alias(name) for name in ("burial_place", "birth_place", "residence_place")
)
article = table_of(EventArticle)
SECONDS_IN_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class CountField:
    """What to count by: its expression, the tables it needs, its values where they are known, and what was printed.

    Where `printed` holds something and the expression does not, the source speaks and we did not understand it,
    or not as precisely as the field asks.
    """

    expression: Expression
    needs: tuple[str, ...] = ()
    vocabulary: str | None = None
    printed: Expression | None = None
    choices: tuple[str, ...] = ()

    @property
    def possible(self) -> tuple[str, ...]:
        """Every value there can be, where we keep a list of them; empty where sources decide."""
        return tuple(vocabulary(self.vocabulary)) if self.vocabulary else self.choices

    @property
    def is_number(self) -> bool:
        """Whether its values are whole numbers: years, months, days."""
        return self.expression.type.python_type is int


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


def _years_between(first: Expression, last: Expression) -> Expression:
    return case((last >= first, last - first))


def _days_between(first: FromClause, last: FromClause) -> Expression:
    """Whole days from one day to another, where both dates are precise to the day."""
    seconds = extract("epoch", last.c.earliest) - extract("epoch", first.c.earliest)
    precise = and_(first.c.earliest == first.c.latest, last.c.earliest == last.c.latest)
    return case((and_(precise, last.c.earliest >= first.c.earliest), cast(seconds / SECONDS_IN_DAY, Integer)))


def _wave() -> Expression:
    """The wave of rehabilitation in whose years the date lies as a whole."""
    return case(
        *(
            (
                and_(
                    rehabilitation.c.earliest >= date(int(row["from"]), 1, 1),
                    rehabilitation.c.latest <= date(int(row["to"]), 12, 31),
                ),
                literal(row["wave"], literal_execute=True),
            )
            for row in read_table("rehabilitation_waves")
        )
    )


def _occupation_group() -> Expression:
    """The first group one of whose stems stands in the printed work, with a small or a capital letter."""
    return case(
        *(
            (
                or_(*(record.c.occupation.like(f"%{stem}%") for stem in (row["stem"], row["stem"].capitalize()))),
                literal(row["group"], literal_execute=True),
            )
            for row in read_table("occupation_groups")
        )
    )


def _victim_category() -> Expression:
    """Every way in which a person was hit, in the order of the table, joined by «+»: several may hold."""
    ways = [(row["category"], getattr(ways_hit.c, row["category"])) for row in read_table("victim_categories")]
    joined: Expression = literal("", String, literal_execute=True)
    for way, hit in ways:
        joined = joined + case((hit == 1, f"+{way}"), else_="")
    return func.nullif(func.substr(joined, 2), "")


def _ways_hit() -> FromClause:
    """For each record, 1 beside each victim category of which it tells."""
    event = table_of(RepressionEvent)
    columns = [
        func.max(
            case(
                (or_(event.c.kind.in_(_codes(row["kinds"])), event.c.penalty.in_(_codes(row["penalties"]))), 1), else_=0
            )
        ).label(row["category"])
        for row in read_table("victim_categories")
    ]
    return select(event.c.record_id, *columns).group_by(event.c.record_id).subquery("ways_hit")


def _choices(table: str, column: str) -> tuple[str, ...]:
    """The different values of a column, in the order of the table."""
    return tuple(dict.fromkeys(row[column] for row in read_table(table)))


def _codes(text: str) -> list[str]:
    return text.split(";") if text else []


ways_hit = _ways_hit()

YES_OR_NO = ("yes", "no")
_BODY = ("sentence", "body")
_ARREST_YEAR, _BIRTH_YEAR = _year(arrest), _year(record, "birth_")

FIELDS: dict[str, CountField] = {
    "source": CountField(source.c.key, ("source",)),
    "invented": CountField(case((source.c.invented.is_(True), "yes"), else_="no"), ("source",), choices=YES_OR_NO),
    "sex": CountField(record.c.sex, vocabulary="sexes"),
    "nationality": CountField(record.c.nationality, vocabulary="nationalities", printed=record.c.nationality_printed),
    "birth_year": CountField(_BIRTH_YEAR, printed=record.c.birth_printed),
    "birth_decade": CountField(_decade(record, "birth_"), printed=record.c.birth_printed),
    "age_at_arrest": CountField(_years_between(_BIRTH_YEAR, _ARREST_YEAR), ("arrest",)),
    "birth_region": CountField(birth_place.c.historical_region, ("birth_place",), printed=birth_place.c.printed),
    "birth_present_region": CountField(birth_place.c.present_region, ("birth_place",), printed=birth_place.c.printed),
    "residence_region": CountField(
        residence_place.c.historical_region, ("residence_place",), printed=residence_place.c.printed
    ),
    "residence_present_region": CountField(
        residence_place.c.present_region, ("residence_place",), printed=residence_place.c.printed
    ),
    "education": CountField(record.c.education),
    "party": CountField(record.c.party),
    "social_origin": CountField(record.c.social_origin),
    "occupation_group": CountField(
        _occupation_group(), printed=record.c.occupation, choices=_choices("occupation_groups", "group")
    ),
    "victim_category": CountField(_victim_category(), ("ways_hit",)),
    "sentencing_body": CountField(body.c.key, _BODY),
    "body_kind": CountField(body.c.kind, _BODY, "body_kinds"),
    "extrajudicial": CountField(
        case((body.c.extrajudicial.is_(True), "yes"), (body.c.extrajudicial.is_(False), "no")),
        _BODY,
        choices=YES_OR_NO,
    ),
    "jurisdiction": CountField(body.c.jurisdiction, _BODY),
    "article": CountField(article.c.article, ("sentence", "article")),
    "legal_code": CountField(article.c.code, ("sentence", "article")),
    "penalty": CountField(sentence.c.penalty, ("sentence",), "penalties", sentence.c.sentence),
    "term_months": CountField(sentence.c.term_months, ("sentence",)),
    "sentence_category": CountField(sentence.c.sentence_category, ("sentence",), "sentence_categories"),
    "operation": CountField(sentence.c.operation, ("sentence",), "operations"),
    "operation_basis": CountField(sentence.c.operation_basis, ("sentence",), "bases"),
    "sentence_year": CountField(_year(sentence), ("sentence",), printed=sentence.c.date_printed),
    "sentence_month": CountField(_month(sentence), ("sentence",), printed=sentence.c.date_printed),
    "arrest_year": CountField(_ARREST_YEAR, ("arrest",), printed=arrest.c.date_printed),
    "arrest_month": CountField(_month(arrest), ("arrest",), printed=arrest.c.date_printed),
    "execution_year": CountField(_year(execution), ("execution",), printed=execution.c.date_printed),
    "execution_month": CountField(_month(execution), ("execution",), printed=execution.c.date_printed),
    "days_to_execution": CountField(_days_between(arrest, execution), ("arrest", "execution")),
    "burial_place": CountField(burial_place.c.printed, ("burial",)),
    "rehabilitation_year": CountField(
        _year(rehabilitation), ("rehabilitation",), printed=rehabilitation.c.date_printed
    ),
    "rehabilitation_wave": CountField(
        _wave(),
        ("rehabilitation",),
        printed=rehabilitation.c.date_printed,
        choices=_choices("rehabilitation_waves", "wave"),
    ),
    "rehabilitation_body": CountField(rehabilitation.c.body_printed, ("rehabilitation",)),
}

# Shorter names that people type.
SYNONYMS = {
    "body": "sentencing_body",
    "kind": "body_kind",
    "category": "sentence_category",
    "year": "sentence_year",
    "decade": "birth_decade",
    "birth": "birth_year",
    "age": "age_at_arrest",
    "term": "term_months",
    "occupation": "occupation_group",
    "wave": "rehabilitation_wave",
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
    "article": lambda rows: rows.outerjoin(article, (article.c.event_id == sentence.c.id) & (article.c.position == 0)),
    "rehabilitation": lambda rows: rows.outerjoin(
        rehabilitation, (rehabilitation.c.record_id == record.c.id) & (rehabilitation.c.position == 0)
    ),
    "birth_place": lambda rows: rows.outerjoin(birth_place, birth_place.c.id == record.c.birth_place_id),
    "residence_place": lambda rows: rows.outerjoin(
        residence_place, residence_place.c.id == record.c.residence_place_id
    ),
    "ways_hit": lambda rows: rows.outerjoin(ways_hit, ways_hit.c.record_id == record.c.id),
}


def rows_with(needed: set[str]) -> FromClause:
    """The records joined with the tables of these names."""
    rows: FromClause = record
    for name, join in JOINS.items():
        if name in needed:
            rows = join(rows)
    return rows
