"""How does a profile begin? A TOML text for a list, to be completed by whoever knows the source."""

import json
from itertools import islice
from pathlib import Path

from imports.files import ListFile, open_list
from imports.layout import Layout
from imports.mapping import NothingMappedError, map_by_header, source_key_of

ROWS_LOOKED_AT = 50


def starting_profile(path: Path) -> str:
    """A profile that imports the list as it is: its layout, its known columns, its unknown ones as comments."""
    file = open_list(path)
    try:
        columns = map_by_header(file.header, file.name).columns
    except NothingMappedError:  # no name that we know: the first row is a person like the others
        file = open_list(path, Layout(header_row=0))
        columns = {_fullest(file): "note"}
    key, layout = source_key_of(file.name), file.layout
    lines = [
        'because = "Say here what is particular about this list."',
        "",
        "[source]",
        f"key = {_quoted(key)}",
        f"title = {_quoted(file.name)}",
        'kind = "archive_list"  # memorial_book, archive_list, database, certificate, testimony, decree, opinion',
        f"citation = {_quoted(file.name)}",
        '# publisher = ""',
        '# licence = ""',
        "",
        "[file]",
        f"encoding = {_quoted(layout.encoding or 'utf-8')}",
        f"delimiter = {_quoted(layout.delimiter or ',')}",
        f"quoting = {str(layout.quoting is not False).lower()}",
        f"header_row = {layout.header_row or 0}",
        *([] if layout.header_row else [f"names = [{', '.join(map(_quoted, file.header))}]"]),
        "",
        "[columns]",
        *(f"{_quoted(column)} = {_quoted(field)}" for column, field in columns.items()),
        *(f'# {_quoted(column)} = ""' for column in file.header if column not in columns),
        "",
        "# [[replacements]]  # a corrected reading of one printed cell, with its reason",
        '# column = ""',
        '# printed = ""',
        '# becomes = ""',
        '# because = ""',
    ]
    return "\n".join(lines) + "\n"


def _fullest(file: ListFile) -> str:
    """The column with the longest words: a biography rather than a number."""
    rows = [cells for _, cells in islice(file.rows(), ROWS_LOOKED_AT)]
    lengths = [sum(len(cells[place]) for cells in rows if place < len(cells)) for place in range(len(file.header))]
    return file.header[lengths.index(max(lengths))]


def _quoted(text: str) -> str:
    """A TOML string: the escapes of JSON are those of TOML."""
    return json.dumps(text, ensure_ascii=False)
