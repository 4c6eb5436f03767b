"""Do two sources disagree about one person? Records of one name and birth year with a day in common, and what not."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from memorial.bulk import select, select_where_in
from memorial.callings import plain
from memorial.record_rows import Row

Json = dict[str, Any]

MOST_NAMESAKES = 20  # a common name has more, but hardly born in one year
# What is compared: the first event of these kinds by its days, the first sentence by its penalty too.
DATED = ("arrest", "sentence", "execution", "death")
NAMESAKES = (
    "SELECT DISTINCT v.id, v.key, v.birth_edtf"
    " FROM name_part s, name_part g, name_part p, name_posting o, victim_record v"
    " WHERE s.role = 0 AND s.text = ? AND g.role = 1 AND g.text = ? AND p.role = 2 AND p.text = ?"
    " AND o.surname_id = s.id AND o.given_name_id = g.id AND o.patronymic_id = p.id AND v.id = o.record_id"
    " AND v.source_id <> ? AND v.birth_earliest <= ? AND v.birth_latest >= ?"
    f" LIMIT {MOST_NAMESAKES}"
)
EVENTS = "SELECT record_id, kind, edtf, penalty FROM repression_event WHERE record_id IN"


def disagreements(session: Session, record: Row, found: Json) -> list[Json]:
    """The records of other sources that seem to be of this person and differ: key, and what differs.

    A name and a birth year are not enough: one whole day must be the same too. Nobody is judged to be the same person.
    """
    name = [plain(found["name"][part]) for part in ("surname", "given_name", "patronymic")]
    if not all(name) or record.birth_earliest is None or record.birth_latest is None:
        return []
    days = (record.birth_latest.isoformat(), record.birth_earliest.isoformat())
    rows = select(session, NAMESAKES, (*name, record.source_id, *days))
    told = _told(session, [row[0] for row in rows])
    mine = _of_record(found)
    return [
        {"key": key, "differs": differs}
        for id_, key, birth in rows
        if (differs := _differ(mine, told[id_] | {"birth": birth}))
    ]


def _of_record(found: Json) -> dict[str, str | None]:
    """What this record says: its birth, the first day of each kind of event, its first penalty."""
    birth = found["birth"]["date"]
    said = {"birth": birth["edtf"] if birth else None}
    for event in found["events"]:
        said |= _first(said, event["kind"], event["date"]["edtf"] if event["date"] else None, event["penalty"])
    return said


def _told(session: Session, ids: Sequence[int]) -> dict[int, dict[str, str | None]]:
    """The same of the other records."""
    told: dict[int, dict[str, str | None]] = {id_: {} for id_ in ids}
    for id_, kind, edtf, penalty in select_where_in(session, EVENTS, ids):
        told[id_] |= _first(told[id_], kind, edtf, penalty)
    return told


def _first(known: dict[str, str | None], kind: str, edtf: str | None, penalty: str | None) -> dict[str, str | None]:
    new = {kind: edtf} if kind in DATED else {}
    new |= {"penalty": penalty} if kind == "sentence" else {}
    return {name: value for name, value in new.items() if value and not known.get(name)}


def _differ(mine: dict[str, str | None], other: dict[str, str | None]) -> list[str]:
    """What both say differently, provided that they say one whole day alike."""
    both = [name for name in ("birth", *DATED, "penalty") if mine.get(name) and other.get(name)]
    alike = any(mine[name] == other[name] and _is_day(mine[name]) for name in both)
    return (
        [name for name in both if mine[name] != other[name] and _contradict(mine[name], other[name])] if alike else []
    )


def _is_day(edtf: str | None) -> bool:
    return len(edtf or "") == len("1937-08-05")


def _contradict(one: str | None, two: str | None) -> bool:
    """«1937» and «1937-08-05» agree: one is only more exact."""
    short, long = sorted((one or "", two or ""), key=len)
    return not long.startswith(short)
