"""Which column is which field? A profile written for the source, or the names in the header."""

import csv
import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from unidecode import unidecode

from imports.files import Layout
from memorial.errors import MemorialError, UsageError
from schema.vocabulary import get_term

_HERE = Path(__file__).parent
PROFILES = _HERE / "profiles"

AUTOMATIC = "automatic"


class UnknownProfileError(UsageError):
    """No profile has this name."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(path.stem for path in PROFILES.glob("*.toml")))
        super().__init__(f"There is no profile “{name}”; built in are {known}; or name a .toml file of your own.")


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
    """Where a list comes from and which of its columns is which of our fields."""

    profile: str
    source: SourceDescription
    columns: dict[str, str]
    layout: Layout = field(default_factory=Layout)
    expected_rows: int | None = None

    def fitted(self, header: tuple[str, ...]) -> list[tuple[int, str]]:
        """Position of each mapped column with its field; raises when the file lacks one of them."""
        missing = [column for column in self.columns if column not in header]
        if missing:
            raise WrongProfileError(
                f"The profile {self.profile} expects the column “{missing[0]}”, but the file has "
                f"{_listed(header)}; choose another profile or mend the header."
            )
        return [(header.index(column), name) for column, name in self.columns.items()]


def read_profile(name: str) -> Mapping:
    """The profile of this name among the built-in ones, or a .toml file of the user's."""
    path = Path(name) if name.endswith(".toml") else PROFILES / f"{name}.toml"
    if not path.is_file():
        raise UnknownProfileError(name)
    try:
        return _parse_profile(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WrongProfileError(f"{path} is no valid TOML ({wrong}); correct that place.") from wrong


def map_by_header(header: tuple[str, ...], file: Path) -> Mapping:
    """A mapping from the header alone: each known column name gives its field, the first one wins."""
    columns: dict[str, str] = {}
    for column in header:
        known = _synonyms().get(_plain(column))
        if known and known not in columns.values():
            columns[column] = known
    if not columns:
        raise NothingMappedError(
            f"No column of {file.name} has a name we know (it has {_listed(header)}); "
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
    with (_HERE / "header_synonyms.csv").open(encoding="utf-8", newline="") as file:
        return {_plain(row["header"]): row["field"] for row in csv.DictReader(file)}


def field_names() -> frozenset[str]:
    """Every field that a column can become."""
    return frozenset(_synonyms().values())


def _plain(header: str) -> str:
    """A column name without capitals, ё, dots and underscores."""
    return " ".join(re.sub(r"[\W_]+", " ", header.casefold().replace("ё", "е").replace("№", " no ")).split())


def _listed(header: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{column[:40]}”" for column in header[:6])
    return f"{shown} and {len(header) - 6} more" if len(header) > 6 else shown


def _source_of_file(file: Path) -> SourceDescription:
    key = re.sub(r"[^a-z0-9]+", "-", unidecode(file.stem).lower()).strip("-") or "list"
    return SourceDescription(key=key, title=file.name, kind="archive_list", citation=file.name)


def _parse_profile(name: str, text: dict[str, Any]) -> Mapping:
    try:
        source = SourceDescription(**text["source"])
        columns = dict(text["columns"])
        get_term("source_kinds", source.kind)
    except (KeyError, TypeError) as wrong:
        raise WrongProfileError(f"The profile {name} lacks or misnames something ({wrong}); correct it.") from wrong
    unknown = [known for known in columns.values() if known not in field_names()]
    if unknown:
        raise WrongProfileError(f"The profile {name} names the field “{unknown[0]}”, which does not exist.")
    file = text.get("file", {})
    layout = Layout(file.get("encoding"), file.get("delimiter"), file.get("quoting", True))
    return Mapping(name, source, columns, layout, text.get("expect", {}).get("rows"))
