"""Opens the screens: on this machine's store, or on a rehearsal."""

import sys
from typing import TYPE_CHECKING

import click

from concierge_tui import paths
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.text import commands as words

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk


def open_screens(*, practice: bool = False) -> None:
    """Show the screens until the person leaves."""
    from concierge_tui.app import run

    sys.exit(run(LaptopDoorway(paths.home(), _furnish), practice=practice))


def _furnish(desk: "Desk") -> None:
    from concierge_tui.rehearsal.furnishing import furnish

    furnish(desk)


@click.command(help=words.DEMO_HELP)
def demo() -> None:
    """Open a rehearsal meetup in a throw-away store."""
    open_screens(practice=True)
