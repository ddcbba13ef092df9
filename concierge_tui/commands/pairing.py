"""Pairing for scripts: an instance in, a proposal out; no store is opened."""

import click

from concierge_tui.commands.output import show
from concierge_tui.text import pairing as words


@click.group(help=words.PAIRING_HELP)
def pairing() -> None:
    """Hold the commands about pairing."""


@pairing.command(help=words.SOLVE_HELP, short_help=words.SOLVE_SHORT)
def solve() -> None:
    """Read a day from standard input and print the best plan, explained."""
    from concierge_tui.commands.reading import standard_input
    from concierge_tui.domain.pairing.reading import MOST_BYTES, read_instance
    from concierge_tui.services.pairing.proposal import propose

    answer = propose(read_instance(standard_input(MOST_BYTES)))
    if not answer.proved:
        click.echo(words.NOT_PROVED, err=True)
    show(answer.as_json(), json_wanted=True, lines=lambda: iter(()))
