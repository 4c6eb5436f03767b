"""What do readers know better? Their statements wait for a keeper, and then stand beside the entry, never in it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlmodel import Session

from memorial.errors import MemorialError, UsageError
from schema.corrections import Correction, CorrectionDecision
from schema.database import table_of

Json = dict[str, Any]

WAITING, ACCEPTED, DECLINED = STATUSES = ("waiting", "accepted", "declined")
LONGEST_REASON = 2000
# What may be shown to everybody once a keeper has accepted it.
SHOWN = ("wrong", "known", "how", "signed")
# The columns of accepted people whom we did not have.
ADDED = ("number", "name", "born", "birth_place", "known", "how", "signed")

correction = table_of(Correction)
decision = table_of(CorrectionDecision)
DECIDED = (decision.c.accepted, decision.c.because, decision.c.decided_by, decision.c.decided)


class NoSuchCorrectionError(MemorialError):
    """No correction has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no correction {number}; `corrections --status all` lists them.")


class NoReasonForDecisionError(UsageError):
    """A decision needs a reason."""

    def __init__(self) -> None:
        super().__init__(f"Say why, in at most {LONGEST_REASON:,} letters: --because “the certificate was seen”.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader sends. `key` is empty for a person whom we do not have; then there is a name."""

    known: str
    how: str
    language: str
    key: str | None = None
    name: str | None = None
    born: str | None = None
    birth_place: str | None = None
    wrong: str | None = None
    signed: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a keeper decides, why, and who it is."""

    accepted: bool
    because: str
    by: str


def propose(session: Session, proposal: Proposal) -> int:
    """Put a proposal into the queue: its number. The same words once more, while they wait, keep their number."""
    words = asdict(proposal)
    same = (correction.c[name].is_not_distinct_from(words[name]) for name in ("key", "name", "wrong", "known", "how"))
    waiting = select(correction.c.id).where(*same, ~select(decision.c.id).where(_about()).exists())
    known: int | None = session.execute(waiting.limit(1)).scalar()
    if known:
        return known
    added = session.execute(insert(correction).values(**words, received=datetime.now(UTC)))
    number: int = added.inserted_primary_key[0]  # type: ignore[attr-defined]
    return number


def decide(session: Session, number: int, verdict: Verdict) -> None:
    """Write a decision down; a later one may change it. Raises for an unknown number and for a missing reason."""
    if not verdict.because.strip() or len(verdict.because) > LONGEST_REASON:
        raise NoReasonForDecisionError
    require(session, number)
    values = {"correction_id": number, "accepted": verdict.accepted, "because": verdict.because.strip()}
    session.execute(insert(decision).values(**values, decided_by=verdict.by, decided=datetime.now(UTC)))


def forget_contact(session: Session, number: int) -> None:
    """Delete how to reach the reader. Raises `NoSuchCorrectionError`."""
    require(session, number)
    session.execute(update(correction).where(correction.c.id == number).values(contact=None))


def require(session: Session, number: int) -> None:
    """Raises `NoSuchCorrectionError` where there is none of this number."""
    if session.execute(select(correction.c.id).where(correction.c.id == number)).first() is None:
        raise NoSuchCorrectionError(number)


def corrections(session: Session, statuses: Sequence[str] = STATUSES) -> list[Json]:
    """Everything that readers sent, with contact and decision, the oldest first: for keepers only."""
    names = [column.name for column in correction.c]
    rows = session.execute(
        select(correction, *DECIDED).outerjoin_from(correction, decision, _newest()).order_by(correction.c.id)
    )
    found = []
    for row in rows:
        status = WAITING if row.accepted is None else ACCEPTED if row.accepted else DECLINED
        if status in statuses:
            told = {name: getattr(row, name) for name in names}
            told = {"number": told.pop("id"), "status": status} | told
            found.append(told | {column.name: getattr(row, column.name) for column in DECIDED[1:]})
    return found


def statements(session: Session, key: str) -> list[Json]:
    """What readers state about this record and a keeper accepted, without contact; the oldest first."""
    return [
        {"number": row.id}
        | {name: getattr(row, name) for name in SHOWN}
        | {"received": row.received.date().isoformat(), "accepted": row.decided.date().isoformat()}
        for row in session.connection().execute(_STATEMENTS, {"key": key})
    ]


def additions(session: Session) -> list[Json]:
    """The accepted people whom we did not have, as a list that `import --profile readers` brings in."""
    return [
        {column: one[column] or "" for column in ADDED}
        for one in corrections(session, (ACCEPTED,))
        if one["key"] is None
    ]


def _about() -> ColumnElement[bool]:
    return decision.c.correction_id == correction.c.id


def _newest() -> ColumnElement[bool]:
    """The decision is the newest one about the correction."""
    other = decision.alias()
    latest = select(func.max(other.c.id)).where(other.c.correction_id == correction.c.id)
    return decision.c.id == latest.correlate(correction).scalar_subquery()


_STATEMENTS = (
    select(correction, *DECIDED)
    .join_from(correction, decision, _newest())
    .where(correction.c.key == bindparam("key"), decision.c.accepted.is_(True))
    .order_by(correction.c.id)
)
