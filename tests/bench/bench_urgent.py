"""What must be there at once: the list of the roll call (B20), the emergency card (A17).

Sixty families are in the hall. The baseline is the same key opening the same program's help: a
page without a record.
"""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.bootstrap import practise
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.text.incident import CARD_SAY
from concierge_tui.text.widgets import HELP_TITLE
from screens.custody.screen import CustodyScreen
from screens.reception.screen import ReceptionScreen
from screens.widgets import held_digit
from tests.bench import measure
from tests.syncing.laptops import grant
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown, until

ROUNDS = 9
FAMILIES = 60
MOST = 1.0
PATIENCE = 30.0
NOON = datetime(2026, 12, 5, 3, 0, tzinfo=UTC)


def hall(desk: Desk) -> str:
    """Write a meetup with families in the hall, a guardian and a child each."""
    meetup = desk.meetups.new("会", "2026-12-05", starts="10:00", ends="12:00", venue="集会室").id
    for number in range(FAMILIES):
        family, guardian, child = new_id(), new_id(), new_id()
        body = {"family": family, "name": f"家庭{number:02}", "kana": f"ア{number:02}"}
        young = {"family": family, "name": f"子{number:02}", "role": "child"}
        desk.journal.append(
            [
                grant(family),
                Draft("family.set", family, {"source": "roster"}, subject=family),
                Draft("person.set", guardian, {**body, "role": "guardian"}, subject=family),
                Draft("person.set", child, {**young, "birthday": "2024-05-05"}, subject=family),
            ],
            desk.author(),
        )
        desk.reception(meetup).check_in(family, [guardian, child])
    return meetup


async def opened(app: ConciergeApp, key: str, words: str) -> float:
    """Return how long a key takes to bring words onto the screen."""
    begun = time.perf_counter()
    burst(app, key)
    while words not in shown(app):
        await asyncio.sleep(0.002)
        if time.perf_counter() - begun > PATIENCE:
            raise SystemExit(f"{key} {words}\n{shown(app)}")
    return time.perf_counter() - begun


async def home(pilot: Pilot[Any]) -> None:
    """Close what was opened, until the reception is there again."""
    while not isinstance(pilot.app.screen, ReceptionScreen):
        pilot.app.pop_screen()
        await pilot.pause()


async def walk(folder: Path) -> dict[str, list[float]]:
    """Open each of them again and again; return the seconds of each time."""
    desk = practise(area="みその", staff="試験 花子", now=lambda: NOON)
    meetup = hall(desk)
    took: dict[str, list[float]] = {"help": [], "roll call": [], "card": []}
    app = at_home(desk, folder / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for _ in range(ROUNDS):
            app.push_screen(CustodyScreen(desk, meetup))
            await on_screen(pilot, "CustodyScreen")
            took["help"].append(await opened(app, "f1", HELP_TITLE))
            await pilot.press("escape")
            took["roll call"].append(await opened(app, "f5", "家庭00"))
            await home(pilot)
            await pilot.press("f6", "f4")
            await on_screen(pilot, "IncidentScreen")
            burst(app, *"a00")
            await until(pilot, lambda: "子00" in shown(app))
            await pilot.press("enter", "4")
            took["card"].append(await opened(app, "3", CARD_SAY))
            await home(pilot)
    desk.close()
    return took


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(held_digit, "REPEAT", 0.0)
        took = asyncio.run(walk(Path(folder)))
    alone = measure.Times(tuple(took["help"]))
    measure.title(f"すぐに要るもの  会場に {FAMILIES} 家庭")
    measure.line("F1 → ヘルプ(比べる相手)", str(alone))
    for name, what in (("roll call", "F5 → 点呼の名簿"), ("card", "重大 → 救急のカード")):
        times = measure.Times(tuple(took[name]))
        ratio = (
            f"{measure.ms(times.p50)} / {measure.ms(alone.p50)} = {times.p50 / alone.p50:.1f} 倍"
        )
        measure.line(what, ratio)
        measure.limit(f"{what} p95", times.p95, MOST)


if __name__ == "__main__":
    main()
