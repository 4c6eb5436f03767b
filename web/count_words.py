"""What does a table of counts say to a reader? Fields, values, conditions and mistakes in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from memorial.count_fields import FIELDS
from memorial.count_question import (
    ImpossibleCountValueError,
    NoConditionError,
    TooManyCellsError,
    UnknownCountFieldError,
    UnknownCountValueError,
    Value,
)
from memorial.cross_table import Label, Margin
from memorial.errors import UsageError
from memorial.expert_tables import read_table
from web.dates_in_words import date_in_words
from web.languages import language
from web.table_words import said
from web.vocabulary_words import label, term

# The fields as a form lists them: heading → field → its name.
FIELD_GROUPS: tuple[tuple[LazyString, dict[str, LazyString]], ...] = (
    (lazy_gettext("Sentence"), {
        "body_kind": lazy_gettext("Kind of sentencing body"),
        "sentencing_body": lazy_gettext("Sentencing body"),
        "jurisdiction": lazy_gettext("Territory of the body"),
        "extrajudicial": lazy_gettext("Sentenced out of court"),
        "penalty": lazy_gettext("Penalty"),
        "term_months": lazy_gettext("Term"),
        "sentence_category": lazy_gettext("Category of the sentence"),
        "operation": lazy_gettext("Mass operation"),
        "operation_basis": lazy_gettext("Basis of the operation"),
        "article": lazy_gettext("Article"),
        "legal_code": lazy_gettext("Legal code"),
        "sentence_year": lazy_gettext("Year of the sentence"),
        "sentence_month": lazy_gettext("Month of the sentence"),
    }),
    (lazy_gettext("Person"), {
        "nationality": lazy_gettext("Nationality"),
        "sex": lazy_gettext("Sex"),
        "birth_year": lazy_gettext("Year of birth"),
        "birth_decade": lazy_gettext("Decade of birth"),
        "age_at_arrest": lazy_gettext("Age at arrest"),
        "birth_region": lazy_gettext("Region of birth"),
        "birth_present_region": lazy_gettext("Region of birth today"),
        "residence_region": lazy_gettext("Region of residence"),
        "residence_present_region": lazy_gettext("Region of residence today"),
        "education": lazy_gettext("Education"),
        "party": lazy_gettext("Party"),
        "social_origin": lazy_gettext("Social origin"),
        "occupation_group": lazy_gettext("Kind of work"),
        "victim_category": lazy_gettext("How the person was persecuted"),
    }),
    (lazy_gettext("Arrest, execution, burial"), {
        "arrest_year": lazy_gettext("Year of arrest"),
        "arrest_month": lazy_gettext("Month of arrest"),
        "execution_year": lazy_gettext("Year of execution"),
        "execution_month": lazy_gettext("Month of execution"),
        "days_to_execution": lazy_gettext("Days from arrest to execution"),
        "burial_place": lazy_gettext("Burial place"),
    }),
    (lazy_gettext("Rehabilitation"), {
        "rehabilitation_year": lazy_gettext("Year of rehabilitation"),
        "rehabilitation_wave": lazy_gettext("Wave of rehabilitation"),
        "rehabilitation_body": lazy_gettext("Cleared by"),
    }),
    (lazy_gettext("Source"), {
        "source": lazy_gettext("Source"),
        "invented": lazy_gettext("Invented, for demonstration"),
    }),
)  # fmt: skip
FIELD_NAMES = {name: words for _, group in FIELD_GROUPS for name, words in group.items()}

# What a cell of the table shows: the records themselves or a share.
MEASURES = {
    "count": lazy_gettext("Number of records"),
    "row": lazy_gettext("Share of the row in per cent"),
    "column": lazy_gettext("Share of the column in per cent"),
    "total": lazy_gettext("Share of all in per cent"),
    "first": lazy_gettext("First category among known ones in per cent"),
}

WORK = {
    "prisoner": lazy_gettext("already a prisoner or exile"),
    "clergy": lazy_gettext("clergy"),
    "military": lazy_gettext("military"),
    "education": lazy_gettext("schools"),
    "science_and_arts": lazy_gettext("science and arts"),
    "medicine": lazy_gettext("medicine"),
    "engineer": lazy_gettext("engineers"),
    "manager": lazy_gettext("managers"),
    "collective_farmer": lazy_gettext("collective farmers"),
    "individual_farmer": lazy_gettext("farmers of their own"),
    "office_worker": lazy_gettext("office workers"),
    "worker": lazy_gettext("workers"),
    "craftsman": lazy_gettext("craftsmen"),
    "not_working": lazy_gettext("without work"),
}
YES_OR_NO = {"yes": lazy_gettext("yes"), "no": lazy_gettext("no")}

Names = Mapping[str, str]


def value_in_words(field: str, value: Label, names: Names | None = None) -> str:
    """A value as a reader says it; `names` holds what the keys of bodies and sources are called."""
    if isinstance(value, Margin):
        return str(gettext("all") if value is Margin.ALL else gettext("all others"))
    if value is None:
        return str(gettext("not recorded or not understood"))
    known = FIELDS[field].vocabulary
    if known:
        return label(str(value), known, language()) or str(value)
    say = SPOKEN.get(field)
    return say(value) if say else (names or {}).get(str(value), str(value))


def condition_in_words(field: str, values: tuple[Value, ...], names: Names | None = None) -> str:
    """«Penalty: death or camp»."""
    alternatives = [value_in_words(field, value, names) for value in values]
    between = gettext("or")  # apart, because the catalogues are not gathered from inside an f-string
    return f"{FIELD_NAMES[field]}: {f' {between} '.join(alternatives)}"


def mistake_in_words(mistake: UsageError) -> str:
    """What was wrong with the question and what to do, as a reader understands it."""
    match mistake:
        case UnknownCountFieldError():
            return str(
                gettext("There is nothing called “%(name)s” to count by. Choose from the list.", name=mistake.name)
            )
        case UnknownCountValueError() | ImpossibleCountValueError():
            field = str(FIELD_NAMES[mistake.field])
            return str(
                gettext(
                    "“%(value)s” is no value of “%(field)s”. Count by that field first and choose from the table.",
                    value=mistake.value,
                    field=field,
                )
            )
        case NoConditionError():
            return str(gettext("“%(text)s” is no condition. Write it like penalty=death.", text=mistake.text))
        case TooManyCellsError():
            return str(gettext("This table would have too many cells. Choose one field less, or narrow the question."))
        case _:
            return str(gettext("This cannot be counted so. Choose one or two fields from the lists."))


def _month(value: Value) -> str:
    return date_in_words(str(value), language()) or str(value)


def _decade(value: Value) -> str:
    return str(gettext("%(decade)ss", decade=value))


def _ways(value: Value) -> str:
    rows = {row["category"]: row for row in read_table("victim_categories")}
    return ", ".join(said(rows[way], "victim_categories", language()) for way in str(value).split("+"))


def _wave(value: Value) -> str:
    first, _, last = str(value).partition("-")
    return f"{first}–{last}" if last else str(gettext("from %(year)s on", year=first))


def _term(value: Value) -> str:
    return term(int(value or 0), language()) or str(value)


SPOKEN: dict[str, Callable[[Any], str]] = {
    "sentence_month": _month,
    "arrest_month": _month,
    "execution_month": _month,
    "birth_decade": _decade,
    "victim_category": _ways,
    "rehabilitation_wave": _wave,
    "term_months": _term,
    "occupation_group": lambda value: str(WORK[value]),
    "extrajudicial": lambda value: str(YES_OR_NO[value]),
    "invented": lambda value: str(YES_OR_NO[value]),
}
