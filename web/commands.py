"""How is the web site started? The command `serve`."""

import click

from memorial.console import engine_of


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for every network.")
@click.pass_context
def serve(context: click.Context, port: int, host: str) -> None:
    """Show the records as a web site, until Ctrl-C.

    Example: python -m memorial serve --port 8000
    """
    from web.server import listen, run

    engine_of(context).dispose()  # made when it is missing; each worker opens its own
    run(context.obj["database"], listen(host, port))


COMMANDS = [serve]
