"""How does a book print a life? The four volumes of the demonstration, each with its own habits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

Facts = dict[str, str | date]
Printed = dict[str, str]

GENITIVE = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
NOMINATIVE = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
LOCATIVE = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()
NAME_PARTS = ("surname", "given_name", "patronymic")
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()

# A day that a book knows only by its month: one in twelve, as often as is useful to see.
_MONTH_ONLY = 1 / 12
_MAY_LOSE_ITS_DAY = {"arrest_date", "death_date", "release_date", "deportation_date", "dispossession_date"}


@dataclass(frozen=True, slots=True)
class Style:
    """How one volume prints days, names and courts, and whether it is a table or a paragraph."""

    day: Callable[[date], str]
    month: Callable[[date], str]
    name: Callable[[Printed], Printed]
    glued: bool = True
    paragraph: bool = False
    tells_sex: bool = False


def in_words(day: date) -> str:
    """`5 мая 1937 г.`"""
    return f"{day.day} {GENITIVE[day.month - 1]} {day.year} г."


def in_figures(day: date) -> str:
    """`05.05.1937`"""
    return f"{day:%d.%m.%Y}"


def in_roman(day: date) -> str:
    """`5.V.1937`"""
    return f"{day.day}.{ROMAN[day.month - 1]}.{day.year}"


def in_month(day: date) -> str:
    """`в мае 1937 г.`"""
    return f"в {LOCATIVE[day.month - 1]} {day.year} г."


def _month_in_words(day: date) -> str:
    return f"{NOMINATIVE[day.month - 1]} {day.year} г."


def _month_in_figures(day: date) -> str:
    return f"{day:%m.%Y}"


def _month_in_roman(day: date) -> str:
    return f"{ROMAN[day.month - 1]}.{day.year}"


def _name_together(parts: Printed) -> Printed:
    return {"name": " ".join(parts.values())}


def _surname_in_capitals(parts: Printed) -> Printed:
    return {"name": " ".join([parts["surname"].upper(), *list(parts.values())[1:]])}


def _name_apart(parts: Printed) -> Printed:
    return dict(parts)


STYLES = {
    "1": Style(in_words, _month_in_words, _name_together),
    "2": Style(in_figures, _month_in_figures, _surname_in_capitals, glued=False, tells_sex=True),
    "3": Style(in_roman, _month_in_roman, _name_apart, tells_sex=True),
    "4": Style(in_words, in_month, _name_together, paragraph=True),
}


def print_life(life: Facts, chance: Random) -> Printed:
    """The entry of this life in one of the volumes."""
    volume = chance.choices(list(STYLES), (40, 25, 25, 10))[0]
    style = STYLES[volume]
    parts: Printed = {part: str(life[part]) for part in NAME_PARTS if part in life}
    words = {field: _words(field, value, style, chance) for field, value in life.items() if field not in parts}
    if style.glued:
        words |= {"sentenced_by": glue(life, chance)}
        for field in ("sentencing_body", "sentencing_date", "charge"):
            del words[field]
    if not style.tells_sex and not style.paragraph:
        del words["sex"]
    fields = _in_one_column(words) if style.paragraph else words
    return {"volume": volume} | style.name(parts) | fields


def _in_one_column(words: Printed) -> Printed:
    """The paragraph; an age has a column of its own, the paragraph knows no place for it."""
    return {"note": paragraph(words)} | {field: words[field] for field in ("age",) if field in words}


def _words(field: str, value: str | date, style: Style, chance: Random) -> str:
    if not isinstance(value, date):
        return value
    worn = field in _MAY_LOSE_ITS_DAY and chance.random() < _MONTH_ONLY
    return style.month(value) if worn else style.day(value)


def glue(life: Facts, chance: Random) -> str:
    """Body, day and charge in one string, as after «Приговорён:»."""
    day, month_only = life["sentencing_date"], chance.random() < _MONTH_ONLY
    if not isinstance(day, date):
        raise TypeError(f"“{day}” is no day; a drawn life has one.")
    when = in_month(day) if month_only else in_words(day)
    court = f"{life['sentencing_body']} {when}".strip()
    return f"{court}, обв.: {life['charge']}." if chance.random() < 0.85 else court


# The lines of the paragraph below its first: opening words for a man and a woman, the fields, in their order.
_LINES = (
    ("", "", ("occupation",)),
    ("Проживал: ", "Проживала: ", ("residence",)),
    ("Арестован ", "Арестована ", ("arrest_date",)),
    ("Приговорен: ", "Приговорена: ", ("sentenced_by",)),
    ("Приговор: ", "Приговор: ", ("sentence",)),
    ("Расстрелян ", "Расстреляна ", ("execution_date",)),
    ("Место захоронения - ", "Место захоронения - ", ("burial_place",)),
    ("Реабилитирован ", "Реабилитирована ", ("rehabilitation_date", "rehabilitating_body")),
)


def paragraph(words: Printed) -> str:
    """The entry as one text of labelled lines, the way the union list prints it."""
    woman = words["sex"] == "ж"
    lines = [_birth_line(words, "Родилась" if woman else "Родился")]
    for man, of_woman, fields in _LINES:
        told = [words[field] for field in fields if field in words]
        if told:
            lines.append((of_woman if woman else man) + " ".join(told).rstrip(".") + ".")
    return "\n".join(lines)


def _birth_line(words: Printed, born: str) -> str:
    """`Родился в 1890 г., г. Рига; латыш; б/п;`: a year or a bare place takes «в», a day or «ок.» does not."""
    told = words.get("birth_date", "")
    year = told.removesuffix(" г.")
    when = f"{born} в {year} г." if year.isdigit() else f"{born} {told}" if told else f"{born} в"
    place = f"{when}{', ' if told else ' '}{words['birth_place']}"
    return (
        "; ".join([place, *(words[field] for field in ("nationality", "education", "party") if field in words)]) + ";"
    )
