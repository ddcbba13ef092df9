"""Opens the screens: on this machine's store, or on a rehearsal."""

import sys
from typing import TYPE_CHECKING

from concierge_tui import paths
from concierge_tui.domain.errors import TerminalNeeded
from concierge_tui.doorway import LaptopDoorway

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk


def open_screens(*, practice: bool = False) -> None:
    """Show the screens until the person leaves.

    Raises:
        TerminalNeeded: when there is no terminal.
        HomeUnusable: when the folder of the store cannot be looked at.
    """
    # The screens are drawn on standard error, as Textual does.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise TerminalNeeded
    if not practice:
        _ = paths.home().exists  # a folder that cannot be used is told in the terminal
    from concierge_tui.app import run

    sys.exit(run(LaptopDoorway(paths.home(), _furnish), practice=practice))


def _furnish(desk: "Desk") -> None:
    from concierge_tui.rehearsal.furnishing import furnish

    furnish(desk)
