"""How is this name read by people who do not read Cyrillic? One plain Latin spelling under the printed one."""

import csv
import re
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "romanisation"
FALLBACK = "en"  # for readers whose own alphabet nobody has described yet
CYRILLIC = re.compile(r"[\u0400-\u052f]")
START, END = "^", "$"

# Languages whose readers read Cyrillic need no Latin line under a name.
CYRILLIC_READERS = frozenset({"ru", "uk", "be", "bg", "sr"})


def romanised(name: str | None, language: str) -> str | None:
    """The name in Latin letters as this language writes it, or nothing where it is not needed."""
    if not name or language in CYRILLIC_READERS or not has_cyrillic(name):
        return None
    pattern, latin = _rules(language)
    return pattern.sub(lambda found: _as_capital(latin[found.lastgroup or ""], found), name)


def has_cyrillic(text: str | None) -> bool:
    """Whether the text holds Cyrillic letters."""
    return CYRILLIC.search(text or "") is not None


@cache
def _rules(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The rules of a language as one pattern, the first row that fits before later ones, and what each row writes."""
    path = TABLES / f"{language}.csv"
    with (path if path.exists() else TABLES / f"{FALLBACK}.csv").open(encoding="utf-8", newline="") as file:
        rows = {f"row_{number}": row for number, row in enumerate(csv.DictReader(file))}
    pattern = "|".join(f"(?P<{name}>{_after(row)}{row['printed']}{_before(row)})" for name, row in rows.items())
    return re.compile(pattern, re.IGNORECASE), {name: row["latin"] for name, row in rows.items()}


def _after(row: dict[str, str]) -> str:
    return r"(?<!\w)" if row["after"] == START else f"(?<=[{row['after']}])" if row["after"] else ""


def _before(row: dict[str, str]) -> str:
    return r"(?!\w)" if row["before"] == END else f"(?=[{row['before']}])" if row["before"] else ""


def _as_capital(latin: str, match: re.Match[str]) -> str:
    """Capitals as printed: «Щукин» is Shchukin, «ЩУКИН» SHCHUKIN."""
    if not match[0][0].isupper():
        return latin
    neighbours = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    all_capitals = any(map(str.isupper, neighbours)) and not any(map(str.islower, neighbours))
    return latin.upper() if all_capitals else latin.capitalize()
