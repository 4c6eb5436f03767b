"""How is a record withheld, and shown again? By a decision that is logged, or because a hundred years have passed."""

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from memorial import living
from memorial.withheld import Decision, decide, due


def carry_out(session: Session, decision: Decision) -> bool:
    """Log a decision and follow it; False when it holds already. Raises what `decide` raises."""
    from imports.removal import kept_records
    from imports.rereading import settle

    if not decide(session, decision):
        return False
    rows = kept_records(session, lambda table: table.key == decision.key)
    settle(session, {row.id: row.entry_id for row in rows})
    return True


def show_what_is_due(engine: Engine) -> int:
    """Show the records whose hundred years have passed; returns how many.

    A database that cannot be written just now keeps them withheld until the next look.
    """
    day = living.today()
    with Session(engine.execution_options(writes=False)) as session:
        if not due(session, day):
            return 0
    # Every command looks, and hardly ever is anybody due: only then is the reading of entries loaded.
    from imports.removal import slices
    from imports.rereading import settle

    try:
        with Session(engine.execution_options(writes=True)) as session, session.begin():
            ready = due(session, day)
            for record_ids in slices(list(ready)):
                settle(session, {record_id: ready[record_id] for record_id in record_ids})
            return len(ready)
    except DatabaseError:
        return 0
