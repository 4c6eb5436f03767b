"""Is the database ready? Created and upgraded by migrations; a foreign or newer one is told apart."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from schema.database import UnusableDatabaseError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Create the tables, or bring older ones to today's shape. Raises when the database is another program's."""
    if _is_foreign(engine):
        raise UnusableDatabaseError(
            f"{engine.url.database} belongs to another program (it has tables that are not ours); "
            "name another file with --database."
        )
    from alembic import command  # a fifth of a second: only when a database is made or upgraded
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_ready(engine: Engine) -> None:
    """Create the database when it is missing; raise when it waits for `setup` or comes from a newer program."""
    found = current_version(engine)
    if found is None:
        upgrade(engine)
    elif found not in _known_versions():
        raise UnusableDatabaseError(
            f"{engine.url.database} was made by a newer version of this program; update the program."
        )
    elif found != newest_version():
        raise UnusableDatabaseError(
            f"{engine.url.database} was made by an older version of this program; run `python -m memorial setup` once."
        )


def current_version(engine: Engine) -> str | None:
    """The migration the database stands at; None for an empty or foreign one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest_version() -> str:
    """The newest migration there is."""
    return max(_known_versions())


def _is_foreign(engine: Engine) -> bool:
    return bool(inspect(engine).get_table_names()) and current_version(engine) is None


def _known_versions() -> set[str]:
    """The numbers with which the names of the migrations begin."""
    return {file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}
