"""Which column is which field? A profile written for the source, or the names in the header."""

import csv
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from unidecode import unidecode

from imports.entry import CellRules
from imports.layout import Layout
from memorial.errors import MemorialError, UsageError

_SYNONYMS = Path(__file__).parent / "header_synonyms.csv"

AUTOMATIC = "automatic"


class WrongProfileError(UsageError):
    """The profile does not fit: its text, its fields or the columns of the file."""


class NothingMappedError(MemorialError):
    """No column of the file has a name we know."""


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """What a profile tells of its source: the columns of table `source`."""

    key: str
    title: str
    kind: str
    citation: str
    publisher: str | None = None
    year: str | None = None
    volume: str | None = None
    licence: str | None = None
    reliability: str | None = None
    url: str | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where a list comes from, which of its columns is which of our fields, and the rules for its cells."""

    profile: str
    source: SourceDescription
    columns: dict[str, str]
    layout: Layout = field(default_factory=Layout)
    expected: dict[str, int] = field(default_factory=dict)
    rules: CellRules = field(default_factory=CellRules)
    optional: bool = False

    def check(self, header: tuple[str, ...]) -> None:
        """Raise when the file lacks a column of the mapping; where columns are optional, when it has none."""
        missing = [column for column in self.columns if column not in header]
        if missing and not (self.optional and len(missing) < len(self.columns)):
            raise WrongProfileError(
                f"The profile {self.profile} expects the column “{missing[0]}”, but the file has "
                f"{_listed(header)}; choose another profile or mend the header."
            )


def map_by_header(header: tuple[str, ...], file: str) -> Mapping:
    """A mapping from the header alone: each known column name gives its field, the first one wins."""
    columns: dict[str, str] = {}
    for column in header:
        known = field_of(column)
        if known and known not in columns.values():
            columns[column] = known
    if not columns:
        raise NothingMappedError(
            f"No column of {file} has a name we know (it has {_listed(header)}); "
            "give the first row names like «Фамилия», «Имя», «Год рождения», or write a profile."
        )
    return Mapping(AUTOMATIC, _source_of_file(file), columns)


def with_source_key(mapping: Mapping, key: str) -> Mapping:
    """The same mapping for another source: `--source KEY`."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", key):
        raise UsageError(f"“{key}” cannot be a source key; use small Latin letters, digits, dots and hyphens.")
    return replace(mapping, source=replace(mapping.source, key=key))


@cache
def _synonyms() -> dict[str, str]:
    with _SYNONYMS.open(encoding="utf-8", newline="") as file:
        return {_plain(row["header"]): row["field"] for row in csv.DictReader(file)}


def field_of(column: str) -> str | None:
    """The field that a column of this name is, None for an unknown name."""
    return _synonyms().get(_plain(column))


def field_names() -> frozenset[str]:
    """Every field that a column can become."""
    return frozenset(_synonyms().values())


def _plain(header: str) -> str:
    """A column name without capitals, ё, dots and underscores."""
    return " ".join(re.sub(r"[\W_]+", " ", header.casefold().replace("ё", "е").replace("№", " no ")).split())


def _listed(header: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{column[:40]}”" for column in header[:6])
    return f"{shown} and {len(header) - 6} more" if len(header) > 6 else shown


def source_key_of(file: str) -> str:
    """The key of a source that is known only by the name of its file."""
    stem = re.sub(r"(\.(gz|zip|csv|tsv|txt|xlsx?|ods))+$", "", file, flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9]+", "-", unidecode(stem).lower()).strip("-") or "list"


def _source_of_file(file: str) -> SourceDescription:
    return SourceDescription(key=source_key_of(file), title=file, kind="archive_list", citation=file)
