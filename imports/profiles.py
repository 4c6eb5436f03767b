"""How is a list described that has columns of its own? Profiles: TOML files, built in or the user's."""

import tomllib
from pathlib import Path
from typing import Any

from imports.cell_readers import CELL_READERS
from imports.entry import CellRules
from imports.layout import Layout
from imports.mapping import Mapping, SourceDescription, WrongProfileError, field_names
from memorial.errors import UsageError
from schema.vocabulary import get_term

PROFILES = Path(__file__).parent / "profiles"

# The parts of a profile; any other one is a slip of the pen.
_PARTS = frozenset("because source file columns constants readers separators replacements expect".split())
_LAYOUT = frozenset("encoding delimiter quoting header_row names sheet tables".split())


class UnknownProfileError(UsageError):
    """No profile has this name."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(path.stem for path in PROFILES.glob("*.toml")))
        super().__init__(f"There is no profile “{name}”; built in are {known}; or name a .toml file of your own.")


def read_profile(name: str) -> Mapping:
    """The profile of this name among the built-in ones, or a .toml file of the user's."""
    path = Path(name) if name.endswith(".toml") else PROFILES / f"{name}.toml"
    if not path.is_file():
        raise UnknownProfileError(name)
    try:
        return _parse(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WrongProfileError(f"{path} is no valid TOML ({wrong}); correct that place.") from wrong


def _parse(name: str, text: dict[str, Any]) -> Mapping:
    try:
        source = SourceDescription(**text["source"])
        columns = dict(text["columns"])
        get_term("source_kinds", source.kind)
        rules = CellRules(
            constants=dict(text.get("constants", {})),
            readers=dict(text.get("readers", {})),
            separators=dict(text.get("separators", {})),
            replacements=_replacements(text.get("replacements", [])),
        )
        layout = Layout(**text.get("file", {}))
    except (KeyError, TypeError, ValueError) as wrong:
        raise WrongProfileError(f"The profile {name} lacks or misnames something ({wrong}); correct it.") from wrong
    _check(name, text, columns, rules)
    optional = bool(layout.tables)
    return Mapping(name, source, columns, layout, dict(text.get("expect", {})), rules, optional)


def _replacements(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Column → printed → becomes; each replacement says why in `because`."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if not row["because"].strip():
            raise ValueError("a replacement has no reason in “because”")
        found.setdefault(row["column"], {})[row["printed"]] = row["becomes"]
    return found


def _check(name: str, text: dict[str, Any], columns: dict[str, str], rules: CellRules) -> None:
    """Raise for parts, fields and readers that do not exist, and for rules about columns that are not mapped."""
    unknown = [part for part in text if part not in _PARTS]
    unknown += [f"file.{part}" for part in text.get("file", {}) if part not in _LAYOUT]
    if unknown:
        raise WrongProfileError(f"The profile {name} has a part “{unknown[0]}”, which does not exist.")
    fields = [field for field in (*columns.values(), *rules.constants) if field not in field_names()]
    if fields:
        raise WrongProfileError(f"The profile {name} names the field “{fields[0]}”, which does not exist.")
    readers = [reader for reader in rules.readers.values() if reader not in CELL_READERS]
    if readers:
        known = ", ".join(CELL_READERS)
        raise WrongProfileError(f"The profile {name} names the reader “{readers[0]}”; there are {known}.")
    ruled = {*rules.readers, *rules.separators, *rules.replacements}
    if astray := sorted(ruled - columns.keys()):
        raise WrongProfileError(f"The profile {name} has a rule for “{astray[0]}”, which is not among its columns.")
