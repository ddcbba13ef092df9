"""The real program on a pty, led to the reception of the town."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.paths import Home
from concierge_tui.text import reception as text
from tests.bench import population
from tests.e2e.terminal import BarePty

START = "from concierge_tui.cli import main; main()"
BARE = [sys.executable, str(Path(__file__).with_name("bare_input.py"))]


def program(*arguments: str) -> list[str]:
    """Return the command that starts the program as its entry point does."""
    return [sys.executable, "-c", START, *arguments]


def desk_on_pty(home: Home) -> BarePty:
    """Return the program, not yet started, for the store in this folder."""
    return BarePty(program(), env={"CONCIERGE_HOME": str(home.folder)})


def go_to_reception(desk: BarePty) -> None:
    """Unlock the store and open the only meetup."""
    desk.settle(quiet=1.0)
    desk.write(population.PASSPHRASE)
    desk.settle()
    desk.write("\r")
    desk.read_until(population.MEETUP_TITLE)
    desk.settle(quiet=0.5)
    desk.write("\r")
    desk.read_until(text.SEARCH)
    desk.settle(quiet=0.5)
