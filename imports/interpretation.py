"""What does the entry tell? Its printed fields become a record draft; what stays unread becomes a doubt."""

from datetime import date

from imports.drafts import Doubt, NameDraft, RecordDraft, RehabilitationDraft, StatementDraft
from imports.events import events_of
from imports.facts import Facts, facts_of
from imports.name_forms import name_forms_of
from memorial.dates import PartialDate
from memorial.nationalities import read_nationality
from memorial.sexes import read_sex, sex_of_patronymic


def interpret(fields: dict[str, str]) -> RecordDraft:
    """Everything we understand of one entry, given the printed words of its fields. Never fails: doubts are told."""
    facts = facts_of(fields)
    names = name_forms_of(facts)
    sex, sex_basis = _sex(facts, names)
    return RecordDraft(
        words=dict(facts.texts),
        birth=facts.dates.get("birth_date") or _birth_by_age(facts),
        birth_place=facts.texts.get("birth_place"),
        residence=facts.texts.get("residence"),
        sex=sex,
        sex_basis=sex_basis,
        nationality=_nationality(facts),
        household=facts.texts.get("household"),
        names=names,
        events=events_of(facts),
        rehabilitations=_rehabilitations(facts),
        statements=_statements(facts),
        doubts=facts.doubts,
    )


def _sex(facts: Facts, names: tuple[NameDraft, ...]) -> tuple[str | None, str | None]:
    """The sex and whether it is stated or inferred. The verbs of a paragraph («Родилась») state it."""
    stated = read_sex(facts.texts.get("sex", "")) or facts.sex
    if stated:
        return stated, "stated"
    patronymic = names[0].patronymic if names else None
    inferred = sex_of_patronymic(patronymic) if patronymic else None
    return inferred, "inferred" if inferred else None


def _nationality(facts: Facts) -> str | None:
    printed = facts.texts.get("nationality")
    known = read_nationality(printed) if printed else None
    if printed and known is None:
        facts.doubts.append(Doubt("nationality", printed, "unknown_nationality"))
    return known.code if known else None


def _birth_by_age(facts: Facts) -> PartialDate | None:
    """Born in one of two years, when only the age at arrest (or at the sentence) is known."""
    age, arrest = (
        facts.texts.get("age", ""),
        facts.dates.get("arrest_date") or facts.dates.get("sentencing_date"),
    )
    years = "".join(letter for letter in age if letter.isdecimal())[:3]
    if not years or arrest is None or arrest.earliest is None:
        return None
    last_year = arrest.earliest.year - int(years)
    first_year = last_year - 1
    return PartialDate(age, f"{first_year}/{last_year}", date(first_year, 1, 1), date(last_year, 12, 31))


def _rehabilitations(facts: Facts) -> tuple[RehabilitationDraft, ...]:
    when, body = facts.dates.get("rehabilitation_date"), facts.texts.get("rehabilitating_body")
    ground = facts.texts.get("rehabilitation_ground")
    return (RehabilitationDraft(when, body, ground),) if when or body or ground else ()


def _statements(facts: Facts) -> tuple[StatementDraft, ...]:
    names = ("told_death_place", "told_death_cause", "told_when")
    when, (place, cause, told) = facts.dates.get("told_death_date"), (facts.texts.get(name) for name in names)
    return (StatementDraft(when, place, cause, told),) if when or place or cause or told else ()
