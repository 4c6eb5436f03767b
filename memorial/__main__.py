"""The front door: `python -m memorial COMMAND`. It gathers each floor's commands and holds no logic."""

import sys
from itertools import chain

import click
from sqlalchemy.exc import DatabaseError

from imports.commands import COMMANDS as IMPORT_COMMANDS
from imports.hiding_commands import COMMANDS as HIDING_COMMANDS
from imports.hiding_commands import look_for_due
from memorial.commands import COMMANDS as KNOWLEDGE_COMMANDS
from memorial.console import DATABASE_VARIABLE, database_sentence, say
from memorial.correction_commands import COMMANDS as CORRECTION_COMMANDS
from memorial.errors import MemorialError
from memorial.research_commands import COMMANDS as RESEARCH_COMMANDS
from schema.database import DEFAULT_URL, UnusableDatabaseError
from web.commands import COMMANDS as WEB_COMMANDS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--database",
    metavar="URL",
    envvar=DATABASE_VARIABLE,
    default=DEFAULT_URL,
    show_default=True,
    help=f"Where the records are kept; the variable {DATABASE_VARIABLE} sets it too.",
)
@click.pass_context
def memorial(context: click.Context, database: str) -> None:
    """A searchable memorial book of the victims of Soviet political terror.

    Example: python -m memorial search "Kron Arnold"
    """
    context.ensure_object(dict).update(database=database, at_opening=look_for_due)


GATHERED = (KNOWLEDGE_COMMANDS, RESEARCH_COMMANDS, IMPORT_COMMANDS, HIDING_COMMANDS, CORRECTION_COMMANDS, WEB_COMMANDS)
for command in chain(*GATHERED):
    memorial.add_command(command)


def main() -> int:
    """Run the command of the line. 0 done, 1 the data has problems, 2 wrong usage; an error is one sentence."""
    try:
        result = memorial.main(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("Stopped; nothing of the unfinished work was kept.")
        return 1
    except (MemorialError, UnusableDatabaseError) as told:
        say(str(told))
        return getattr(told, "exit_code", 1)
    except DatabaseError as trouble:
        say(database_sentence(trouble))
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
