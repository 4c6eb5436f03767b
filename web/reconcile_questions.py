"""What does a spreadsheet program ask? Batches of the Reconciliation Service API, read strictly in their form.

The form must be that of the protocol (0.2, or a body in the form of the 1.0 draft), or the whole batch is refused with
one sentence. The words in it come from the cells of messy lists: a cell that is no name, no year and no place has no
candidates, and spoils nothing for its neighbours.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from memorial.dates import read_date
from memorial.errors import UsageError
from memorial.query import MOST_LETTERS, SearchQuery
from memorial.record_properties import RecordProperty, record_properties
from web.api_questions import MOST_ITEMS

MOST_QUERIES = 50
MOST_KEYS = 100
PERSON = "Person"
CANDIDATES = 10

Json = dict[str, Any]


class BatchTooLargeError(UsageError):
    """More was asked in one batch than is answered at once."""

    def __init__(self, most: int) -> None:
        super().__init__(f"A batch may hold {most} questions at most; send more of them one after another.")


@dataclass(frozen=True, slots=True)
class Extension:
    """Records and the properties that are wanted of them."""

    keys: tuple[str, ...]
    properties: tuple[RecordProperty, ...]


def read_json(text: str | bytes) -> Any:
    """What a JSON text says. Raises `UsageError` when it is none, or holds letters that do not exist."""
    try:
        document = json.loads(text)
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise UsageError("This is no JSON; /api/v1/openapi.json says how to ask.") from None
    return document


def read_batch(document: Any) -> dict[str, SearchQuery | None]:
    """The questions of version 0.2, each under its name; None where nothing can be found. Raises `UsageError`."""
    batch = _object(document, "The queries must be an object of queries, each under a name of its own")
    if len(batch) > MOST_QUERIES:
        raise BatchTooLargeError(MOST_QUERIES)
    return {name: _query(one) for name, one in batch.items()}


def read_draft_batch(listed: list[Any]) -> list[SearchQuery | None]:
    """The questions of the 1.0 draft, whose names and properties are conditions. Raises `UsageError`."""
    if len(listed) > MOST_QUERIES:
        raise BatchTooLargeError(MOST_QUERIES)
    return [_query(_as_version_0_2(_object(one, "Each query must be an object"))) for one in listed]


def read_extension(document: Any) -> Extension:
    """Which properties are wanted of which records. Raises `UsageError`, also for a property that we do not have."""
    asked = _object(document, "The extension must be an object with ids and properties")
    keys = _list(asked.get("ids"), "The ids must be a list")
    wanted = _list(asked.get("properties"), "The properties must be a list")
    if len(keys) > MOST_KEYS:
        raise BatchTooLargeError(MOST_KEYS)
    ids = [_text(_object(one, "Each property must be an object").get("id"), "The id of a property") for one in wanted]
    for unknown in (one for one in ids if one not in record_properties()):
        raise UsageError(f"There is no property “{unknown[:100]}”; choose among {', '.join(record_properties())}.")
    texts = [_text(key, "Each of the ids") for key in keys]
    return Extension(tuple(dict.fromkeys(texts)), tuple(record_properties()[one] for one in dict.fromkeys(ids)))


def plain(text: str) -> str:
    """One line of text without control signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _query(document: Any) -> SearchQuery | None:
    asked = _object(document, "Each query must be an object")
    if "query" not in asked and not asked.get("properties"):
        raise UsageError("Each query needs a name in “query”, or properties.")
    limit, said = _limit(asked.get("limit", CANDIDATES)), _evidence(asked)
    written = _text(asked.get("query", ""), "The name in “query”")
    name, place = plain(" ".join([written, *said.get("name", ())])), plain(" ".join(said.get("place", ())[:1]))
    born = next(filter(None, map(_years, said.get("born", ()))), None)
    is_askable = len(name) <= MOST_LETTERS and len(place) <= MOST_LETTERS and bool(name or born or place)
    if not _asks_for_people(asked) or not is_askable:
        return None
    return replace(SearchQuery(name, limit=limit), born=born, place=place or None)


def _limit(limit: Any) -> int:
    is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
    if not is_number or limit != int(limit) or limit < 1:
        raise UsageError("The limit of a query must be a whole number from 1 on.")
    return min(int(limit), MOST_ITEMS)


def _asks_for_people(asked: Json) -> bool:
    """All we have are people: who asks only for other types finds nothing."""
    types = asked.get("type", [])
    types = types if isinstance(types, list) else [types]
    names = [_text(one, "A type") for one in types]
    strictness = asked.get("type_strict", "any")
    if strictness not in ("any", "all", "should"):
        raise UsageError("type_strict must be any, all or should.")
    return not names or PERSON in names or strictness == "should"


def _evidence(asked: Json) -> dict[str, list[str]]:
    """What the properties say of name, birth and place; a property that we cannot ask by says nothing."""
    said: dict[str, list[str]] = {}
    for one in _list(asked.get("properties", []), "The properties must be a list"):
        given = _object(one, "Each property must be an object with pid and v")
        words = _words(given.get("v"))
        known = record_properties().get(_text(given.get("pid"), "The pid of a property"))
        if known and known.asks:
            said.setdefault(known.asks, []).extend(words)
    return said


def _words(value: Any) -> list[str]:
    """The words of a value or of several: texts, numbers, and entities by their names."""
    return [_word(one) for one in value] if isinstance(value, list) else [_word(value)]


def _word(value: Any) -> str:
    if isinstance(value, Mapping) and isinstance(value.get("id"), str):
        return _text(value.get("name", value["id"]), "The name of an entity")
    if isinstance(value, bool | str):
        return "" if isinstance(value, bool) else value
    if isinstance(value, int | float):
        return f"{value:.15g}"
    raise UsageError("The value “v” of a property must be a text, a number, an entity with an id, or a list of these.")


def _years(text: str) -> tuple[int, int] | None:
    """The years in which a birth date lies, however it is written."""
    found = read_date(plain(text))
    return (found.years[0], found.years[-1]) if found and found.years else None


def _as_version_0_2(draft: Json) -> Json:
    conditions = _list(draft.get("conditions"), "Each query needs a list of conditions")
    found: Json = {name: draft[name] for name in ("type", "limit") if name in draft}
    found["properties"] = []
    for condition in conditions:
        one = _object(condition, "Each condition must be an object")
        if one.get("matchType") == "name":
            found["query"] = " ".join(_words(one.get("v")))
        elif one.get("matchType") == "property":
            found["properties"].append({"pid": one.get("pid"), "v": one.get("v")})
        else:
            raise UsageError("The matchType of a condition must be name or property.")
    return found


def _object(value: Any, sentence: str) -> Json:
    if not isinstance(value, Mapping):
        raise UsageError(f"{sentence}.")
    return dict(value)


def _list(value: Any, sentence: str) -> list[Any]:
    if not isinstance(value, list):
        raise UsageError(f"{sentence}.")
    return value


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{what} must be a text.")
    return value
