"""Why was this person found? A reason of the search in the reader's language."""

from memorial.evidence import NAMED_IN, Reason, languages, sentences
from web.table_words import said


def reason_in_words(reason: Reason, language: str) -> str:
    """The sentence of `reasons.csv`, with the names of orthographies and languages in the same language."""
    values = {name: _value(name, value, language) for name, value in reason.values}
    return said(sentences()[reason.code], "reasons", language).format_map(values)


def _value(name: str, value: str, language: str) -> str:
    table = NAMED_IN.get(name)
    row = languages(table).get(value) if table else None
    return said(row, table, language) if row and table else value
