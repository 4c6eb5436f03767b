"""Whatever is imported, hidden, undone and read again, in any order: nobody is shown who must not be. All invented."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session

from imports.batch import import_list, plan_import
from imports.hiding import carry_out
from imports.rereading import reread
from imports.undo import undo_batch
from memorial.index import check
from memorial.living import today, withheld_until
from memorial.query import SearchQuery
from memorial.search import search
from memorial.withheld import Decision, NotHiddenError, is_hidden, is_known, shown_though_hidden

HEADER = "№,ФИО,Год рождения,Дата смерти\n"
NAMES = ("Примеров Пётр", "Образцов Иван", "Небылицына Анна", "Вымыслов Фома")
YOUNG = today().year - 80

rows = st.tuples(
    st.integers(1, 4), st.sampled_from(NAMES), st.sampled_from([1890, YOUNG, YOUNG - 30]), st.sampled_from(["", "1951"])
)
lists = st.lists(rows, min_size=1, max_size=4, unique_by=lambda row: row[0])
steps = st.one_of(
    st.tuples(st.just("import"), lists, st.sampled_from(["update", "add", "replace"])),
    st.tuples(st.just("hide"), st.integers(1, 4), st.booleans()),
    st.tuples(st.just("undo"), st.integers(1, 5), st.none()),
    st.tuples(st.just("reread"), st.none(), st.none()),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(steps, min_size=2, max_size=8))
def test_nobody_is_shown_who_must_not_be(engine: Engine, plan: list[tuple[str, object, object]]) -> None:
    with Session(engine.execution_options(writes=True)) as session:
        for step in plan:
            take(session, *step)
            prove(session)
        session.rollback()


def take(session: Session, what: str, first: object, second: object) -> None:
    """One step; what the present state does not allow is left out."""
    if what == "import":
        bring(session, first, second)  # type: ignore[arg-type]
    elif what == "hide" and is_known(session, f"book:{first}"):
        try:
            carry_out(session, Decision(f"book:{first}", bool(second), "asked", "keeper"))
        except NotHiddenError:
            assert not second
    elif what == "undo":
        done = session.execute(text("SELECT id FROM import_batch WHERE status = 'complete' ORDER BY id DESC")).scalar()
        if done:  # the newest first, as a keeper takes steps back
            undo_batch(session, done)
    elif what == "reread":
        reread(session)


def bring(session: Session, people: list[tuple[int, str, int, str]], mode: str) -> None:
    lines = "".join(f"{number},{name},{born},{died}\n" for number, name, born, died in people)
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.csv")
        path.write_text(HEADER + lines, encoding="utf-8")
        import_list(session, plan_import(path, source_key="book"), mode=mode)


def prove(session: Session) -> None:
    """What always holds."""
    shown = session.execute(text("SELECT id, key, birth_latest FROM victim_record")).all()
    withheld = session.execute(text("SELECT id, key FROM withheld_record")).all()
    numbers = [row.id for row in (*shown, *withheld)]
    keys = [row.key for row in (*shown, *withheld)]
    assert len(set(numbers)) == len(numbers) and len(set(keys)) == len(keys)
    for row in shown:
        events = session.execute(text(f"SELECT kind FROM repression_event WHERE record_id = {row.id}")).scalars()
        born = today().fromisoformat(row.birth_latest)
        assert withheld_until(born, events.all(), False, today()) is None
        assert not is_hidden(session, row.key)
    assert shown_though_hidden(session) == [] and check(session) == []
    assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    for name in NAMES:
        found = {hit.record_key for hit in search(session, SearchQuery(name, limit=100)).hits}
        assert found <= {row.key for row in shown}
    entries = {row[0] for row in session.execute(text("SELECT DISTINCT 'book:' || number FROM entry"))}
    gone = {row[0] for row in session.execute(text("SELECT key FROM removed_record"))}
    assert entries - gone <= set(keys) <= entries  # nobody is lost
