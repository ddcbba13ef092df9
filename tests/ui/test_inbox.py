"""What needs a person, settled on the screens: who wrote it, when, where, and a way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.domain.fold import body_of
from concierge_tui.domain.inbox import Counts
from concierge_tui.services.desk import Desk
from concierge_tui.text import inbox as text
from concierge_tui.text import repairs
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, burst, on_screen, shown, until
from tests.ui.inbox_hands import trouble
from tests.ui.test_hostile_reception import harmless

SIZE = (80, 24)
Family = Callable[..., str]


@pytest.fixture
def family(given: Family) -> str:
    child = {"role": "child", "name": "山田 空", "birthday": "2023-05-05"}
    return given({"name": "山田 花", "may_collect": True}, child)


def kinds(pilot: Pilot[None]) -> list[str]:
    return [str(row.cells[0]) for row in pilot.app.screen.query_one(ResultList).rows]


async def open_row(pilot: Pilot[None], down: int, name: str) -> None:
    await on_screen(pilot, "RepairsScreen")
    await pilot.press("home", *["down"] * down, "enter")
    await on_screen(pilot, name)


async def test_everything_is_listed_counted_and_settled_in_its_order(
    desk: Desk, meetup: str, family: str, tmp_path: Path
) -> None:
    trouble(desk, meetup, family)
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        assert "居場所 1  人が決める 1  保留 1  そろえ済み 1" in shown(app)
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert text.waits(4, 3) in shown(app)
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        assert kinds(pilot) == [text.CONTESTED, text.DECIDE, text.REFUSED, text.MERGED]

        await open_row(pilot, 1, "ChoiceScreen")
        asked = shown(app)
        assert harmless(asked)
        assert all(word in asked for word in ("相方 二郎", "受付2", "試験 花子", text.HERE))
        assert "[bold]" in asked
        assert text.BOTH_SHOWN in asked.replace("\n", "").replace(" ", "")
        burst(app, "enter", "enter")  # nothing was chosen: nothing is decided
        await pilot.pause(0.1)
        assert desk.inbox.counts().decide == 1
        await pilot.press("1", "enter")
        await until(pilot, lambda: repairs.CHOSEN in shown(app))

        await open_row(pilot, 1, "SetAsideScreen")
        assert "09000004321" in shown(app)
        app.screen.query_one("#again", Button).press()
        await until(pilot, lambda: text.SAY_AGAIN_DONE in shown(app))

        await open_row(pilot, 1, "ChoiceScreen")
        await pilot.press("2", "enter")
        await until(pilot, lambda: repairs.CHOSEN in shown(app))

        await open_row(pilot, 0, "ContestedScreen")
        assert all(word in shown(app) for word in ("相方 二郎", "受付2", text.HERE, "和室"))
        await pilot.press("enter")
        await on_screen(pilot, "WhoScreen")
        await pilot.press("escape", "escape")
        await on_screen(pilot, "RepairsScreen")

    assert desk.inbox.counts() == Counts(contested=1)
    history = desk.journal.history(desk.families.get(family).adults[0].id)
    assert [body_of(op)["what"] for op in history if op.kind == "looked.at"] == [["phone"]]


async def test_where_nothing_waits_it_says_so_on_every_screen(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: repairs.EMPTY in shown(app))
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert text.waits(0, 0) in shown(app)
        app.screen.query_one("#name", Button).press()
        await on_screen(pilot, "TypedScreen")
        await pilot.press(*"desk1", "enter")
        await until(pilot, lambda: text.named("desk1") in shown(app))

    assert desk.inbox.device_names() == {desk.device: "desk1"}
