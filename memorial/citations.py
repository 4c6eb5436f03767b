"""How is it cited? One sentence, BibTeX or CSL-JSON that let a reader find the same printed entry again."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from memorial.entry_numbers import has_own_number
from schema.sources import Entry, Source

Json = dict[str, Any]

# What BibTeX would take for an instruction of its own.
BIBTEX_SIGNS = re.compile(r"[\\{}%$&#_~^]")
BIBTEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
NOT_IN_A_BIBTEX_KEY = re.compile(r"[^A-Za-z0-9:._-]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when a record was read, and what to call somebody whose name the source leaves out."""

    address: str
    day: date
    nameless: str


def cite_entry(source: Source, entry: Entry) -> str:
    """The source's citation with volume, page and entry number, as far as the source has them."""
    parts = [source.citation.rstrip(" .")]
    if volume := entry.volume or source.volume:
        parts.append(f"Т. {volume}")
    if entry.page:
        parts.append(f"С. {entry.page}")
    if has_own_number(entry):
        parts.append(f"№ {entry.number}")
    return ". ".join(parts) + "."


def cite_record(record: Json, seen: Seen) -> str:
    """The printed entry, and the address and day at which it was read, in one sentence."""
    return f"{_title(record, seen)}. {record['source']['citation']} {seen.address} ({seen.day.isoformat()})."


def as_bibtex(record: Json, seen: Seen) -> str:
    """The same as one BibTeX entry."""
    fields = {
        "title": f"{{{_for_bibtex(_title(record, seen))}}}",
        "howpublished": _for_bibtex(record["source"]["citation"]),
        "url": seen.address,
        "urldate": seen.day.isoformat(),
    }
    lines = "".join(f"  {name} = {{{words}}},\n" for name, words in fields.items())
    return f"@misc{{{NOT_IN_A_BIBTEX_KEY.sub('-', record['key'])},\n{lines}}}\n"


def as_csl(record: Json, seen: Seen) -> list[Json]:
    """The same as CSL-JSON, the list of one item that Zotero and others read."""
    source = record["source"]
    item = {
        "id": record["key"],
        "type": "entry",
        "title": _title(record, seen),
        "container-title": source["title"],
        "volume": source["volume"],
        "page": source["page"],
        "number": source["entry_number"],
        "note": source["citation"],
        "URL": seen.address,
        "accessed": {"date-parts": [[seen.day.year, seen.day.month, seen.day.day]]},
    }
    return [{name: value for name, value in item.items() if value}]


def _title(record: Json, seen: Seen) -> str:
    return str(record["name"]["printed"] or seen.nameless)


def _for_bibtex(words: str) -> str:
    return BIBTEX_SIGNS.sub(lambda sign: BIBTEX_WORDS.get(sign[0], f"\\{sign[0]}"), words)
