"""How can a list be narrowed and ordered? The filters of the search page, as they stand in the address and in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from memorial.count_fields import FIELDS
from memorial.narrowing import ORDERS, Conditions, Counts, Narrowing
from web.count_table import source_titles
from web.count_words import value_in_words

NOT_RECORDED = "none"
LONGEST_VALUE = 300
LONGEST_NUMBER = 6
MOST_OPTIONS = 100  # the most frequent; a page stays below 100 kB however many sources there are

# The name in the address → the field of the counts, and what the reader calls it.
FILTERS: dict[str, tuple[str, LazyString]] = {
    "decade": ("birth_decade", lazy_gettext("Born in the years")),
    "lived": ("residence_present_region", lazy_gettext("Lived in (region of today)")),
    "native": ("birth_present_region", lazy_gettext("Born in (region of today)")),
    "nationality": ("nationality", lazy_gettext("Nationality")),
    "body": ("body_kind", lazy_gettext("Who sentenced")),
    "penalty": ("penalty", lazy_gettext("Penalty")),
    "arrested": ("arrest_year", lazy_gettext("Year of arrest")),
    "source": ("source", lazy_gettext("Source")),
}
COUNTED = tuple(field for field, _ in FILTERS.values())

SORTS = {
    "": lazy_gettext("the likeliest first"),
    "name": lazy_gettext("by name"),
    "birth": lazy_gettext("by year of birth"),
    "arrest": lazy_gettext("by year of arrest"),
}

Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as the form shows it: its name in the address, what it is called, what can be chosen, what is."""

    name: str
    words: LazyString
    options: tuple[tuple[str, str, int], ...]
    chosen: str

    @property
    def is_of_use(self) -> bool:
        """Whether there is something to choose, or to take back."""
        return bool(self.chosen) or len(self.options) > 1


def read_filters(arguments: Mapping[str, str]) -> Filters:
    """The filters in the parts of an address; too long a value is none of ours."""
    asked = ((name, arguments.get(name, "").strip()) for name in FILTERS)
    return tuple((name, value) for name, value in asked if value and len(value) <= LONGEST_VALUE)


def read_sort(arguments: Mapping[str, str]) -> str:
    """The order asked for; what is no order is that of the search."""
    asked = arguments.get("sort", "")
    return asked if asked in SORTS else ""


def as_narrowing(filters: Filters, sort: str) -> Narrowing:
    """The same as the search understands it."""
    conditions: Conditions = tuple((FILTERS[name][0], _value(name, value)) for name, value in filters)
    return Narrowing(conditions, sort if sort in ORDERS else None)


def choices(facets: Mapping[str, Counts], filters: Filters) -> list[Choice]:
    """Every filter with what can be chosen among the people found, and how many that leaves."""
    names, chosen = source_titles(), dict(filters)
    found = []
    for name, (field, words) in FILTERS.items():
        options = [
            (_written(value), value_in_words(field, value, names), number)
            for value, number in _sorted(facets, field)[:MOST_OPTIONS]
        ]
        found.append(Choice(name, words, tuple(options), chosen.get(name, "")))
    return [choice for choice in found if choice.is_of_use]


def filter_in_words(name: str, value: str) -> str:
    """«Nationality: Pole»."""
    field, words = FILTERS[name]
    return f"{words}: {in_words(field, _value(name, value))}"


def in_words(field: str, value: str | int | None) -> str:
    """A value of a field as a reader says it; what no field can hold is shown as it was typed."""
    try:
        return value_in_words(field, value, source_titles())
    except KeyError:
        return str(value)


def _sorted(facets: Mapping[str, Counts], field: str) -> Counts:
    """Years in their order, everything else by how many there are; «not recorded» last."""
    counts = facets.get(field, ())
    if not FIELDS[field].is_number:
        return counts
    return tuple(sorted(counts, key=lambda one: (one[0] is None, one[0] or 0)))


def _value(name: str, written: str) -> str | int | None:
    if written == NOT_RECORDED:
        return None
    is_number = FIELDS[FILTERS[name][0]].is_number and written.isascii() and written.isdecimal()
    return int(written) if is_number and len(written) <= LONGEST_NUMBER else written


def _written(value: str | int | None) -> str:
    return NOT_RECORDED if value is None else str(value)
