"""Who is it, among those of this region, year or source? The search under conditions, with counts and an order."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from memorial.bulk import select
from memorial.circumstances import place_condition
from memorial.count_file import ColumnFile
from memorial.errors import MemorialError
from memorial.matches import EXACT, LEVELS
from memorial.narrowing import Arrangement, Counts, Narrowing, columns_of, facets_of, fitting_rows, in_order
from memorial.query import SearchQuery, read_words
from memorial.search import SearchResult, hits_without_name, search


class ListsAwayError(MemorialError):
    """No columns can be kept beside this database, and lists cannot be narrowed without them."""

    def __init__(self) -> None:
        super().__init__("The columns for lists cannot be written beside the database; give its folder to this user.")


@dataclass(frozen=True, slots=True)
class NarrowedResult:
    """The answer: a page of hits, how many of all of them have each value, and how many there are in each group.

    Nothing is counted while the columns of a large database are not ready.
    """

    found: SearchResult
    facets: dict[str, Counts]
    groups: dict[str, int]
    is_counted: bool = True


def narrowed_search(
    session: Session, query: SearchQuery, narrowing: Narrowing, counted: Sequence[str] = ()
) -> NarrowedResult:
    """The records that answer the query and meet the conditions; `counted` are the fields whose values are counted.

    Raises `QueryError` for a query that cannot be answered, `ListsAwayError` where nothing can be narrowed.
    """
    columns = columns_of(session, wait=narrowing != Narrowing())
    if columns is None:
        if narrowing != Narrowing():
            raise ListsAwayError
        return NarrowedResult(search(session, query), {}, {}, is_counted=False)
    if not read_words(query.text) and (narrowing.conditions or query.born or query.place):
        return _without_name(session, columns, query, narrowing, counted)
    arrangement = Arrangement(columns, narrowing, counted)
    found = search(session, query, arrangement)
    return NarrowedResult(found, arrangement.facets, dict(zip(LEVELS, arrangement.groups, strict=False)))


def _without_name(
    session: Session, columns: ColumnFile, query: SearchQuery, narrowing: Narrowing, counted: Sequence[str]
) -> NarrowedResult:
    rows = fitting_rows(columns, query, _places(session, query.place) if query.place else (), narrowing.conditions)
    facets = facets_of(columns, rows, counted)
    if narrowing.order not in (None, "name"):
        rows = rows[in_order(columns, rows, str(narrowing.order))]
    shown = columns.codes("record")[rows[query.offset : query.offset + query.limit]].tolist()
    found = SearchResult(query, len(rows), tuple(hits_without_name(session, query, shown)))
    return NarrowedResult(found, facets, {LEVELS[EXACT]: len(rows)})


def _places(session: Session, place: str) -> list[int]:
    """The numbers of the places that hold the words."""
    wanted, values = place_condition(place)
    return [row[0] for row in select(session, f"SELECT p.id FROM place p WHERE {wanted}", values)]
