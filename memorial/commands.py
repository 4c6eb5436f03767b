"""Which questions can be asked at the front door? Commands that look things up and keep the index."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memorial.console import engine_of, print_json, progress, reading, say, writing
from memorial.errors import MemorialError, NoSuchRecordError
from memorial.query import MODES, SearchQuery

if TYPE_CHECKING:
    from memorial.search import Hit

LANGUAGES = click.Choice(["en", "ru"])


class YearRange(click.ParamType[tuple[int, int]]):
    """`1890..1900`, `1890` or an open `1890..`."""

    name = "years"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two years; wrong usage when they are no years."""
        first, dots, last = str(value).partition("..")
        try:
            years = int(first or 0), int(last) if last else (9999 if dots else int(first))
        except ValueError:
            self.fail(f"“{value}” is no range of years; write 1890 or 1890..1900.", param, ctx)
        if years[0] > years[1]:
            self.fail(f"{value} ends before it begins; write the earlier year first.", param, ctx)
        return years


@click.command()
@click.pass_context
def setup(context: click.Context) -> None:
    """Create the database, or upgrade an older one.

    Example: python -m memorial setup
    """
    from schema.database import open_database
    from schema.upgrade import upgrade

    upgrade(open_database(context.obj["database"]))
    say("The database is ready.")


@click.command()
@click.argument("name", default="")
@click.option("--born", type=YearRange(), help="Year of birth or a range: 1890..1900.")
@click.option("--place", help="A place of birth or residence that the record names.")
@click.option("--mode", type=click.Choice(MODES), default="any", show_default=True, help="How far a name may differ.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many hits to show.")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="Language of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def search(context: click.Context, /, name: str, language: str, as_json: bool, **options: Any) -> None:
    """Find people by name, in any alphabet and spelling; each hit says why it matched.

    Example: python -m memorial search "Kron Arnold" --born 1880..1890
    """
    from memorial.bulk import select
    from memorial.search import search as search_names

    with reading(context) as session:
        result = search_names(session, SearchQuery(text=name, **options))
        is_empty = not result.total and not select(session, "SELECT 1 FROM victim_record LIMIT 1")
    hits = [_hit_as_json(hit, language) for hit in result.hits]
    if as_json:
        print_json({"query": name, "total": result.total, "hits": hits})
        return
    for hit in hits:
        click.echo(
            f"{hit['score']:>3}  {hit['name']}, {hit['born'] or 'year of birth not recorded'}  [{hit['record_key']}]"
        )
        click.echo(f"     {hit['group']}: {'; '.join(hit['reasons'])}")
    if is_empty:
        say("There are no records yet; bring a list in with `import`, or load the invented one with `sample`.")
    else:
        say(f"{result.total:,} found" if hits else "Nobody found; leave out the patronymic, the years or --mode.")


def _hit_as_json(hit: "Hit", language: str) -> dict[str, Any]:
    values = {name: getattr(hit, name) for name in ("record_key", "score", "group", "name", "born")}
    return values | {"reasons": [reason.words(language) for reason in hit.reasons]}


@click.command()
@click.argument("name")
@click.argument("record_key")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="Language of the words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def explain(context: click.Context, name: str, record_key: str, language: str, as_json: bool) -> None:
    """Say why a record matches a name: each piece of evidence, its score and its words.

    Example: python -m memorial explain "Kron Arnold" demo:1
    """
    from memorial.search import explain as explain_match

    with reading(context) as session:
        evidence = explain_match(session, name, record_key)
    if as_json:
        print_json([{"code": piece.code, "score": piece.score, "words": piece.words(language)} for piece in evidence])
        return
    for piece in evidence:
        click.echo(f"{piece.score:+8.2f}  {piece.words(language)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--column", required=True, metavar="COL", help="The column that holds the names.")
@click.option("--born-column", metavar="COL", help="The column that holds the year of birth.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many hits for a name.")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="Language of the reasons.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT.csv", help="Where to write.")
@click.pass_context
def match(
    context: click.Context, /, file: Path, column: str, born_column: str | None, out: Path, **options: Any
) -> None:
    """Find everybody on a list of names; a run that was stopped goes on where it stood.

    Example: python -m memorial match names.csv --column name --out found.csv
    """
    from memorial import match as matching

    engine_of(context)  # made when it is missing; each process opens its own
    job = matching.Job(context.obj["database"], file, column, born_column, **options)
    with progress("names looked up") as count:
        names = matching.match(job, out, lambda done, _all: count(done))
    say(f"{names:,} names looked up; the answers are in {out}.")


@click.command()
@click.argument("record_key")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def show(context: click.Context, record_key: str, as_json: bool) -> None:
    """Show one record with everything, its source and its citation.

    Example: python -m memorial show demo:1
    """
    from memorial.record_text import record_as_text
    from memorial.records import get_record

    with reading(context) as session:
        record = get_record(session, record_key)
    if record is None:
        raise NoSuchRecordError(record_key)
    if as_json:
        print_json(record)
    else:
        click.echo(record_as_text(record))


@click.command()
@click.pass_context
def index(context: click.Context) -> None:
    """Rebuild the name index from the records.

    Example: python -m memorial index
    """
    from memorial.index import rebuild

    with progress("records indexed") as report, writing(context) as session:
        rebuild(session, lambda done, _all: report(done))
    say("The name index is new.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Check that the database is whole, today's version, and its name index complete.

    Example: python -m memorial doctor
    """
    from memorial.checkup import check_up

    findings = check_up(engine_of(context))
    if as_json:
        print_json([{"check": f.check, "ok": f.ok, "words": f.words} for f in findings])
    else:
        for finding in findings:
            click.echo(f"{'ok     ' if finding.ok else 'PROBLEM'}  {finding.check}: {finding.words}")
    if not all(finding.ok for finding in findings):
        raise MemorialError("The database has problems; see the lines above for what to do.")


COMMANDS = (setup, search, match, explain, show, index, doctor)
