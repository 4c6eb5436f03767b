"""What is the search measured against? The obvious roads to a name, over the same people and queries."""

import os
import time
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz, process
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError
from unidecode import unidecode

Find = Callable[[str], list[str]]
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "DROP TABLE IF EXISTS peer_name",
    "CREATE TABLE peer_name (key text, name text)",
)


def peers(names: dict[str, str]) -> Iterator[tuple[str, Find]]:
    """Every peer that this machine has, with its name; `names` are record key → printed name."""
    latin = {key: unidecode(name).lower() for key, name in names.items()}
    yield "Unidecode + rapidfuzz token_sort", lambda query: by_token_sort(query, latin)
    url = os.environ.get("MEMORIAL_TEST_POSTGRES")
    if url is None:
        print("  MEMORIAL_TEST_POSTGRES names no PostgreSQL: pg_trgm was not measured.")
        return
    try:
        yield "Unidecode + pg_trgm (GIN)", trigrams(url, latin)
    except DatabaseError as trouble:
        print(f"  pg_trgm was not measured: {str(trouble.orig).splitlines()[0]}")


def by_token_sort(query: str, names: dict[str, str]) -> list[str]:
    """The first ten by rapidfuzz over everybody."""
    found = process.extract(unidecode(query).lower(), names, scorer=fuzz.token_sort_ratio, limit=10)
    return [key for _, _, key in found]


def trigrams(url: str, names: dict[str, str]) -> Find:
    """The first ten by likeness of trigrams, from an index of PostgreSQL made for this."""
    engine = create_engine(url)
    started = time.perf_counter()
    with engine.begin() as connection:
        for statement in TRIGRAMS:
            connection.execute(text(statement))
        driver = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy("COPY peer_name (key, name) FROM STDIN") as copy:  # type: ignore[union-attr]
            for row in names.items():
                copy.write_row(row)
        connection.execute(text("CREATE INDEX peer_name_trigrams ON peer_name USING gin (name gin_trgm_ops)"))
    print(f"  pg_trgm: index built at {len(names) / (time.perf_counter() - started):,.0f} names/s")
    connection = engine.connect()
    wanted = text("SELECT key FROM peer_name WHERE name % :name ORDER BY similarity(name, :name) DESC LIMIT 10")
    return lambda query: [row[0] for row in connection.execute(wanted, {"name": unidecode(query).lower()})]
