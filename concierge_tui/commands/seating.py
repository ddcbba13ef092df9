"""Seating for scripts: a day in, a plan of tables and rounds out; no store is opened."""

import click

from concierge_tui.commands.output import show
from concierge_tui.text import seating as words


@click.group(help=words.SEATING_HELP)
def seating() -> None:
    """Hold the commands about seating."""


@seating.command(help=words.PLAN_HELP)
def plan() -> None:
    """Read a day from standard input and print who sits with whom in each round."""
    from concierge_tui.commands.reading import standard_input
    from concierge_tui.domain.pairing.reading import MOST_BYTES
    from concierge_tui.domain.seating.asking import read_asked
    from concierge_tui.services.seating import seat

    seated = seat(read_asked(standard_input(MOST_BYTES)))
    if seated.measures.together:
        click.echo(words.together(seated.measures.together), err=True)
    show({"rounds": seated.plan}, json_wanted=True, lines=lambda: iter(()))
