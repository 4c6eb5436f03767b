"""How do keepers answer readers? `corrections`: list what was sent, accept it as a statement, decline it."""

import csv
import sys
from typing import Any

import click

from memorial.console import login, print_json, reading, say, writing
from memorial.corrections import STATUSES, WAITING, Verdict

# What is printed of a correction, in this order, where the reader wrote something.
SAID = ("name", "born", "birth_place", "wrong", "known", "how", "signed", "contact", "because")

because = click.option("--because", required=True, metavar="TEXT", help="Why; kept in the log and shown to nobody.")
by = click.option("--by", default=login, metavar="NAME", help="Who decided; without it the name of the login.")


@click.group(invoke_without_command=True)
@click.option(
    "--status",
    type=click.Choice([*STATUSES, "all"]),
    default=WAITING,
    show_default=True,
    help="Which ones to list.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def corrections(context: click.Context, status: str, as_json: bool) -> None:
    """List what readers propose; accept or decline it. Only here is it told how to reach them.

    Example: python -m memorial corrections --status all
    """
    from memorial.corrections import corrections as sent

    if context.invoked_subcommand:
        return
    with reading(context) as session:
        found = sent(session, STATUSES if status == "all" else (status,))
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo(
            f"{one['number']:>4}  {one['status']:<8}  {one['received']:%Y-%m-%d}  {one['key'] or 'a new person'}"
        )
        for name in SAID:
            if one[name]:
                click.echo(f"      {name.replace('_', ' ')}: {one[name]}")
    if not found:
        say("None here; `corrections --status all` lists those decided too.")


@corrections.command()
@click.argument("number", type=int)
@because
@by
@click.pass_context
def accept(context: click.Context, number: int, because: str, by: str) -> None:
    """Show it as the reader's own statement beside the entry, which stays as it is.

    Example: python -m memorial corrections accept 12 --because "the certificate was seen"
    """
    _decide(context, number, Verdict(True, because, by))
    say(f"Correction {number} is accepted.")


@corrections.command()
@click.argument("number", type=int)
@because
@by
@click.pass_context
def decline(context: click.Context, number: int, because: str, by: str) -> None:
    """Do not show it, or show it no longer.

    Example: python -m memorial corrections decline 12 --because "about another person"
    """
    _decide(context, number, Verdict(False, because, by))
    say(f"Correction {number} is declined.")


@corrections.command()
@click.pass_context
def additions(context: click.Context) -> None:
    """Write the accepted people whom we did not have as a list that can be imported.

    Example: python -m memorial corrections additions > readers.csv
    """
    from memorial.corrections import ADDED
    from memorial.corrections import additions as accepted

    with reading(context) as session:
        rows = accepted(session)
    writer = csv.DictWriter(sys.stdout, ADDED, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    say(f"{len(rows):,} people written; bring them in with `import FILE --profile readers`.")


@corrections.command("forget-contact")
@click.argument("number", type=int)
@click.pass_context
def forget_contact(context: click.Context, number: int) -> None:
    """Delete how to reach the reader, when the question is settled or the reader asks for it.

    Example: python -m memorial corrections forget-contact 12
    """
    from memorial.corrections import forget_contact as forget

    with writing(context) as session:
        forget(session, number)
    say(f"How to reach the reader of correction {number} is forgotten.")


def _decide(context: click.Context, number: int, verdict: Any) -> None:
    from memorial.corrections import decide

    with writing(context) as session:
        decide(session, number, verdict)


COMMANDS = (corrections,)
