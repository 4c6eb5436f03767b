"""Which records are not shown, and why? Decisions of a keeper, people who may be alive, and what was removed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, insert, select, union_all
from sqlmodel import Session

from memorial.errors import (
    HiddenRecordError,
    LivingRecordError,
    MemorialError,
    NoSuchRecordError,
    RemovedRecordError,
    UsageError,
)
from schema.database import table_of
from schema.records import RemovedRecord, VictimRecord
from schema.withholding import HidingDecision, WithheldRecord

HIDDEN, MAY_BE_ALIVE = "hidden", "may_be_alive"
LONGEST_REASON = 2000


class NoReasonError(UsageError):
    """A decision needs a reason that others can read."""

    def __init__(self) -> None:
        super().__init__(f"Say why, in at most {LONGEST_REASON:,} letters: --because “asked by the family, letter 12”.")


class NotHiddenError(MemorialError):
    """The record is shown, or withheld for another reason than a decision."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No decision hides the record “{key}”; `hidden` lists those that do.")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a keeper decides about a record, why, and who it is."""

    key: str
    hidden: bool
    because: str
    by: str


def decide(session: Session, decision: Decision) -> bool:
    """Write a decision down; False when it holds already. Raises for an unknown key and for a missing reason."""
    if not decision.because.strip() or len(decision.because) > LONGEST_REASON:
        raise NoReasonError
    now_hidden = is_hidden(session, decision.key)
    if not decision.hidden and not now_hidden:
        raise NotHiddenError(decision.key)
    if not now_hidden and not is_known(session, decision.key):
        raise NoSuchRecordError(decision.key)
    if decision.hidden == now_hidden:
        return False
    values = {"key": decision.key, "hidden": decision.hidden, "because": decision.because.strip()}
    session.execute(insert(HidingDecision), [values | {"decided_by": decision.by, "decided": datetime.now(UTC)}])
    return True


def decisions(session: Session) -> list[HidingDecision]:
    """Every decision there was, the oldest first."""
    return list(session.scalars(select(HidingDecision).order_by(table_of(HidingDecision).c.id)))


def is_hidden(session: Session, key: str) -> bool:
    """Whether the newest decision about this key withholds it."""
    table = table_of(HidingDecision).c
    newest = select(table.hidden).where(table.key == key).order_by(table.id.desc()).limit(1)
    return bool(session.execute(newest).scalar())


def may_be_alive(session: Session, key: str) -> bool:
    """Whether the record is withheld because the person may be alive."""
    table = table_of(WithheldRecord).c
    return session.execute(select(table.reason).where(table.key == key)).scalar() == MAY_BE_ALIVE


def hidden_keys(session: Session, source_key: str) -> set[str]:
    """The keys of a source that decisions withhold, whether their entries are here or not."""
    table = table_of(HidingDecision).c
    newest = (
        select(func.max(table.id)).where(table.key.startswith(f"{source_key}:", autoescape=True)).group_by(table.key)
    )
    return set(session.scalars(select(table.key).where(table.id.in_(newest), table.hidden.is_(True))))


def is_known(session: Session, key: str) -> bool:
    """Whether a record of this key is here or was here."""
    tables = (table_of(one).c for one in (VictimRecord, WithheldRecord, RemovedRecord))
    return any(session.execute(select(table.id).where(table.key == key).limit(1)).first() for table in tables)


def raise_if_gone(session: Session, key: str) -> None:
    """Raises a `GoneRecordError` for a key that is known, but has no record to show."""
    table = table_of(WithheldRecord).c
    reason = session.execute(select(table.reason).where(table.key == key)).scalar()
    if reason == HIDDEN or is_hidden(session, key):
        raise HiddenRecordError(key)
    if reason:
        raise LivingRecordError(key)
    stone = table_of(RemovedRecord).c
    if removed := session.execute(select(func.max(stone.removed)).where(stone.key == key)).scalar():
        raise RemovedRecordError(key, f"{removed:%Y-%m-%d}")


def withheld_numbers(session: Session) -> dict[str, int]:
    """How many records are withheld now, by reason; every reason is named."""
    table = table_of(WithheldRecord).c
    found = {row[0]: row[1] for row in session.execute(select(table.reason, func.count()).group_by(table.reason))}
    return {reason: found.get(reason, 0) for reason in (HIDDEN, MAY_BE_ALIVE)}


def shown_though_hidden(session: Session) -> list[str]:
    """Keys that a decision hides and that have a record all the same: none, unless the tables were changed by hand."""
    table, record = table_of(HidingDecision).c, table_of(VictimRecord).c
    newest = select(func.max(table.id)).group_by(table.key)
    hidden = select(table.key).where(table.id.in_(newest), table.hidden.is_(True))
    withheld = select(table_of(WithheldRecord).c.key)
    found = (select(record.key).where(record.key.in_(keys)) for keys in (hidden, withheld))
    return list(session.scalars(union_all(*found)))


def due(session: Session, today: date) -> dict[int, int]:
    """Record → entry of those whose hundred years have passed."""
    table = table_of(WithheldRecord).c
    rows = session.execute(select(table.id, table.entry_id).where(table.until <= today))
    return {row[0]: row[1] for row in rows}
