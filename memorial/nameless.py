"""Who was born then, or lived there? Records asked for without a name, which finds those that have none too."""

from sqlmodel import Session

from memorial.bulk import select
from memorial.circumstances import birth_condition, place_condition
from memorial.query import SearchQuery


def find_nameless(session: Session, query: SearchQuery) -> tuple[int, list[int]]:
    """How many records fit the years and the place, and the page of them that is asked for."""
    conditions: list[str] = []
    values: list[str] = []
    if query.born:
        conditions.append(birth_condition(query.born))
    if query.place:
        wanted, words = place_condition(query.place)
        conditions.append(
            f"(r.birth_place_id IN (SELECT p.id FROM place p WHERE {wanted}) "
            f"OR r.residence_place_id IN (SELECT p.id FROM place p WHERE {wanted}))"
        )
        values += words + words
    where = "FROM victim_record r WHERE " + " AND ".join(conditions)
    count = select(session, f"SELECT count(*) {where}", values)[0][0]
    rows = select(session, f"SELECT r.id {where} ORDER BY r.id LIMIT {query.limit:d} OFFSET {query.offset:d}", values)
    return count, [row[0] for row in rows]
