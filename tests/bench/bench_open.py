"""From the key that opens a screen to its first frame, beside a bare screen of as many Inputs."""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import screens
from concierge_tui.bootstrap import practise
from concierge_tui.rehearsal.facts import meetup_of_lessons
from concierge_tui.rehearsal.furnishing import furnish
from concierge_tui.services.desk import Desk
from screens.household.screen import HouseholdScreen
from screens.inside.screen import InsideScreen
from screens.reception.screen import ReceptionScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.look import ConciergeLook
from tests.bench import measure

ROUNDS: Final = 15
SIZE: Final = (80, 24)
WAIT: Final = 0.1
"""A key may wait so many seconds (design §8)."""


class Bare(Screen[None]):
    """Nothing but Inputs."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self._inputs = inputs

    def compose(self) -> ComposeResult:
        for _ in range(self._inputs):
            yield Input(compact=True)


class Opened(NamedTuple):
    """Seconds until the first frame, and the seconds that the processor worked for it."""

    wall: float
    work: float


class Stage(ConciergeLook):
    """Notes when a screen that was asked for is painted for the first time."""

    CSS_PATH = Path(screens.__file__).with_name("styles") / "app.tcss"
    waits_for: Screen[Any] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.painted = asyncio.Event()

    def post_display_hook(self) -> None:
        if self.waits_for is not None and self.screen is self.waits_for:
            self.waits_for = None
            self.painted.set()


async def _opened(app: Stage, pilot: Pilot[Any], make: Callable[[], Screen[Any]]) -> Opened:
    """Open a screen as a key does, from making it to its first frame, and close it again."""
    app.painted.clear()
    wall, work = time.perf_counter(), time.process_time()
    app.waits_for = screen = make()
    app.push_screen(screen)
    await app.painted.wait()
    taken = Opened(time.perf_counter() - wall, time.process_time() - work)
    await pilot.pause()
    await app.pop_screen()
    await pilot.pause()
    return taken


def _screens(desk: Desk, meetup: str) -> dict[str, Callable[[], Screen[Any]]]:
    family = desk.families.ids(meetup)[0]
    return {
        "F2 家庭を直す": lambda: HouseholdScreen(desk, family),
        "F3 当日参加": lambda: WalkInScreen(desk, meetup),
        "F5 いまいる人": lambda: InsideScreen(desk, meetup),
    }


async def _measure(desk: Desk, meetup: str) -> dict[str, tuple[int, list[Opened], list[Opened]]]:
    app = Stage()
    found: dict[str, tuple[int, list[Opened], list[Opened]]] = {}
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(ReceptionScreen(desk, meetup))
        await pilot.pause()
        for name, make in _screens(desk, meetup).items():
            first = make()
            await app.push_screen(first)
            await pilot.pause()
            inputs = len(first.query(Input))
            await app.pop_screen()
            await _opened(app, pilot, make)
            ours, bare = [], []
            for _ in range(ROUNDS):
                bare.append(await _opened(app, pilot, lambda: Bare(inputs)))  # noqa: B023
                ours.append(await _opened(app, pilot, make))
            found[name] = inputs, ours, bare
    return found


def main() -> None:
    desk = practise(area="みその", staff="計測")
    furnish(desk)
    meetup = meetup_of_lessons(desk)
    assert meetup is not None
    found = asyncio.run(_measure(desk, meetup))
    desk.close()
    measure.title("キー → 開いた画面の最初の一枚  80×24(端末への送り出しは含まない)")
    for name, (inputs, ours, bare) in found.items():
        wall = measure.Times(tuple(each.wall for each in ours))
        measure.line(f"{name} (入力欄 {inputs})", str(wall))
        measure.limit("  p50", wall.p50, WAIT)
        for words, pick in (("時間", 0), ("計算", 1)):
            mine = measure.Times(tuple(each[pick] for each in ours))
            plain = measure.Times(tuple(each[pick] for each in bare))
            measure.line(
                f"  素の画面との比({words}) p50",
                f"{measure.ms(mine.p50)} / {measure.ms(plain.p50)} = {mine.p50 / plain.p50:.2f} 倍",
            )


if __name__ == "__main__":
    main()
