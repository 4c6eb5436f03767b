"""How does a keeper withhold a record at the front door? `hide`, and `hidden`, the log of its decisions."""

from typing import TYPE_CHECKING, Any

import click

from memorial.console import engine_of, login, print_json, reading, say, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from schema.withholding import HidingDecision


def look_for_due(engine: "Engine") -> None:
    """At each opening of the database: show the records whose hundred years have passed."""
    from imports.hiding import show_what_is_due

    show_what_is_due(engine)


@click.command()
@click.argument("record_key")
@click.option("--because", required=True, metavar="TEXT", help="Why; others will read it in the log.")
@click.option("--by", default=login, metavar="NAME", help="Who decided; without it the name of the login.")
@click.option("--undo", is_flag=True, help="Show the record again.")
@click.pass_context
def hide(context: click.Context, record_key: str, because: str, by: str, undo: bool) -> None:
    """Withhold a record from every output without destroying it; `--undo` shows it again.

    Example: python -m memorial hide demo:1 --because "asked by the family, letter of 3 May"
    """
    from imports.hiding import carry_out
    from memorial.count_columns import prepare_counts
    from memorial.withheld import Decision, may_be_alive

    with writing(context) as session:
        changed = carry_out(session, Decision(record_key, not undo, because, by))
        stays = undo and may_be_alive(session, record_key)
    prepare_counts(engine_of(context))
    if undo:
        also = "; it stays withheld, because the person may be alive" if stays else ""
        say(f"{record_key} is no longer hidden{also}.")
    elif changed:
        say(f"{record_key} is hidden, also from later imports. Snapshots written before still hold it.")
    else:
        say(f"{record_key} was hidden already.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def hidden(context: click.Context, as_json: bool) -> None:
    """List every decision to hide a record or to show it again: when, who, which record, why.

    Example: python -m memorial hidden
    """
    from memorial.withheld import decisions

    with reading(context) as session:
        listed = [_as_json(decision) for decision in decisions(session)]
    if as_json:
        print_json(listed)
        return
    for one in listed:
        click.echo(f"{one['decided']}  {one['by']}  {one['key']}  {one['action']}  {one['because']}")


def _as_json(decision: "HidingDecision") -> dict[str, Any]:
    return {
        "key": decision.key,
        "action": "hidden" if decision.hidden else "shown again",
        "because": decision.because,
        "by": decision.decided_by,
        "decided": decision.decided.isoformat(timespec="seconds"),
    }


COMMANDS = (hide, hidden)
