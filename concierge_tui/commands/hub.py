"""The hub in the hall, on this laptop."""

import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import click

from concierge_tui.commands.output import opened
from concierge_tui.text import hub as words

if TYPE_CHECKING:
    from concierge_tui.central.hub.serving import Running


@click.command(help=words.HELP)
@click.option("--host", default="", help=words.HOST_HELP)
@click.option(
    "--port", default=8788, show_default=True, type=click.IntRange(0, 65535), help=words.PORT_HELP
)
@click.option("--code", "code_wanted", is_flag=True, help=words.CODE_HELP)
def hub(host: str, port: int, code_wanted: bool) -> None:  # noqa: FBT001
    """Serve the laptops around this one until it is interrupted."""
    from concierge_tui import paths
    from concierge_tui.central.hub.serving import HOST, serve
    from concierge_tui.services.hub import words_of
    from concierge_tui.text.kana_words import as_words

    def started(running: "Running") -> None:
        said = as_words(words_of(running.pin))
        for line in words.serving_lines(running.addresses, running.port, said):
            click.echo(line)
        if code_wanted:
            _show_code(running)
        if sys.stdin is not None and sys.stdin.isatty():
            click.echo(words.MORE_CODES)
            Thread(target=_codes_on_enter, args=(running,), daemon=True).start()

    # The service has ended in good order by the time that Ctrl+C arrives here.
    with suppress(KeyboardInterrupt), opened() as desk:
        serve(
            desk,
            paths.home().folder,
            host=host or HOST,
            port=port,
            started=started,
            came=lambda _: click.echo(words.CAME),
        )
    click.echo(words.STOPPED)


def _show_code(running: "Running") -> None:
    for line in words.code_lines(running.new_code()):
        click.echo(line)


def _codes_on_enter(running: "Running") -> None:
    """Show a code for each line that is typed, until the program ends."""
    with suppress(OSError, ValueError):
        for _ in sys.stdin:
            _show_code(running)
