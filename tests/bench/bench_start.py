"""Start to the first frame that takes a key, beside a bare Textual app in the same run."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import measure

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15
FIGURE = 1.3
BARE = """
from textual.app import App
from textual.widgets import Input

class Bare(App):
    def compose(self):
        yield Input()

    def on_ready(self):
        self.exit()

Bare().run(headless=True)
"""
OURS = """
import sys
from pathlib import Path
from concierge_tui.app import ConciergeApp
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.paths import Home

class Ours(ConciergeApp):
    def on_ready(self):
        self.exit()

Ours(LaptopDoorway(Home(Path(sys.argv[1])))).run(headless=True)
"""


def started(program: str, *arguments: str) -> None:
    """Run a program from its interpreter's start to its first frame."""
    command = [sys.executable, "-c", program, *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "locked"
        locked.mkdir()
        # The door only looks whether both files are there; the key is derived later.
        (locked / "store.db").touch()
        (locked / "slots.json").touch()
        bare, first, unlock = measure.side_by_side(
            ROUNDS,
            lambda _: started(BARE),
            lambda _: started(OURS, str(Path(folder) / "none")),
            lambda _: started(OURS, str(locked)),
        )
    print(f"bare Textual app: {bare}")
    measure.ratio("start to the first choice", first.p50, bare.p50, FIGURE)
    measure.ratio("start to the passphrase", unlock.p50, bare.p50, FIGURE)


if __name__ == "__main__":
    main()
