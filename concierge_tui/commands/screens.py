"""The command that opens a rehearsal."""

import click

from concierge_tui.commands.opening import open_screens
from concierge_tui.text import commands as words


@click.command(help=words.DEMO_HELP)
def demo() -> None:
    """Open a rehearsal meetup in a throw-away store."""
    open_screens(practice=True)
