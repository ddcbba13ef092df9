"""From the start of the program to its first frame, beside a bare Textual app.

The terminal is read from before the first frame on, so a painted field takes keys. No key is
derived: the unlock screen stands before that, and a rehearsal has a random key.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.text import welcome as text
from tests.bench import measure, population
from tests.bench.bare_input import READY
from tests.bench.desk_program import BARE, program
from tests.e2e.terminal import BarePty

ROUNDS = 9
PEOPLE = 1_000
FIGURE = 1.3


def started(command: list[str], marker: str, home: str) -> float:
    """Return the seconds from the start to the frame that holds the marker."""
    begun = time.perf_counter()
    with BarePty(command, env={"CONCIERGE_HOME": home}) as terminal:
        terminal.read_until(marker)
        return time.perf_counter() - begun


def main() -> None:
    home = str(population.kept_town(PEOPLE).folder)
    runs = {
        "素の Textual": (BARE, READY),
        "concierge (合言葉の画面)": (program(), text.UNLOCK_INTRO[:8]),
        "concierge demo (最初の画面)": (program("demo"), text.PREPARING[:8]),
        "concierge demo (練習の一覧)": (program("demo"), population.MEETUP_TITLE),
    }
    for command, marker in runs.values():
        started(command, marker, home)  # the first start fills the caches of the disk
    works = [
        lambda _, command=command, marker=marker: started(command, marker, home)
        for command, marker in runs.values()
    ]
    times = dict(zip(runs, measure.side_by_side(ROUNDS, *works), strict=True))
    measure.title("起動 → 最初の画面  本物のpty")
    bare = next(iter(times.values()))
    for name, some in times.items():
        measure.line(name, f"p50 {measure.ms(some.p50)}  最短 {measure.ms(min(some.seconds))}")
    for name in list(times)[1:]:
        measure.ratio(name, times[name].p50, bare.p50, FIGURE)


if __name__ == "__main__":
    main()
