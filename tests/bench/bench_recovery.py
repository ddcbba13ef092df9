"""From the start after a kill to the form that was half typed, beside an ordinary start.

Both hold the derivation of the key from the passphrase, as they do for a person.
"""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import measure
from tests.e2e.program import Laptop, program, write_roster
from tests.e2e.terminal import Terminal
from tests.e2e.test_power_cut_screens import HALF_TYPED, half_typed, to_reception, unlock

ROUNDS = 3
RECOVERED_WITHIN = 20.0
"""Seconds that situation 15 allows."""


def ordinary(laptop: Laptop) -> float:
    """Return the seconds from the start to the reception of a laptop that was not killed."""
    with Terminal([program()], env=laptop.env) as terminal:
        begun = time.monotonic()
        to_reception(terminal)
        return time.monotonic() - begun


def after_a_kill(laptop: Laptop) -> float:
    """Kill the program amid a form; return the seconds until that form stands there again."""
    with Terminal([program()], env=laptop.env) as terminal:
        to_reception(terminal)
        half_typed(terminal)
        os.kill(terminal.pid(), signal.SIGKILL)
        terminal.wait_exit()
    with Terminal([program()], env=laptop.env) as terminal:
        begun = time.monotonic()
        unlock(terminal)
        terminal.wait_for(*HALF_TYPED)
        return time.monotonic() - begun


def laptop_at_its_meetup(folder: Path) -> Laptop:
    laptop = Laptop(folder)
    laptop.begin(write_roster(folder / "roster.csv", seed=3, count=14).path)
    return laptop


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        times: tuple[list[float], list[float]] = ([], [])
        for round_ in range(ROUNDS):
            for work, taken in zip((ordinary, after_a_kill), times, strict=True):
                place = Path(folder) / f"{work.__name__}-{round_}"
                place.mkdir()
                taken.append(work(laptop_at_its_meetup(place)))
    usual, again = (measure.Times(tuple(taken)) for taken in times)
    measure.title("kill のあと、書きかけの用紙がまた開くまで  tmux")
    measure.line("ふつうの起動 → 受付", f"p50 {measure.ms(usual.p50)}")
    measure.line("kill のあと → 書きかけの用紙", f"p50 {measure.ms(again.p50)}")
    measure.ratio("ふつうの起動にくらべて", again.p50, usual.p50, 1.5)
    measure.limit("状況 15", again.p50, RECOVERED_WITHIN)


if __name__ == "__main__":
    main()
