"""An Enter that is not let go leads through the hall, and does nothing there that nobody meant."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import trials_at
from screens.hall.screen import HallScreen
from screens.hall.ways import WAYS, Way
from screens.pair.screen import PairScreen
from screens.trial.ending import EndScreen
from tests.journals.children import entrusted
from tests.journals.desk_families import registered
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, until
from tests.ui.test_hall_hostile import back_at_the_desk
from tests.ui.trial_hands import let_them_meet, planned

SIZE = (80, 24)
FIRST, AGAIN = 0.4, 0.03
"""Seconds until a keyboard repeats a held key, and then between two of them."""
EXCHANGED = ["address", "phone", "school", "daily", "recent"]


def ready_to_start(desk: Desk, meetup: str) -> str:
    """Plan a trial that nothing keeps from starting."""
    host, guest = registered(desk).family, registered(desk).family
    let_them_meet(desk, meetup, host, guest)
    return planned(desk, meetup, host, guest, exchanged=EXCHANGED)


def written(desk: Desk) -> list[str]:
    """Return the kinds of all operations but what was looked at."""
    connection = desk.families._connection  # type: ignore[attr-defined]
    rows = connection.execute("SELECT kind FROM op WHERE kind IS NOT 'looked.at' ORDER BY seq")
    return [row[0] for row in rows]


def opened_by_enter(app: App[Any]) -> None:
    """Let it be a moment ago that somebody pressed the Enter that opened what stands there."""
    assert isinstance(app, ConciergeApp)
    app._entered_at = events.Key("x", "x").time - FIRST


async def hold_enter(pilot: Pilot[Any], seconds: float) -> None:
    """Hold Enter as a keyboard does."""
    app = pilot.app
    assert isinstance(app, ConciergeApp)
    burst(app, "enter")
    await asyncio.sleep(FIRST)
    for _ in range(int(seconds / AGAIN)):
        burst(app, "enter")
        await asyncio.sleep(AGAIN)
    await pilot.pause()


async def test_a_held_enter_neither_merges_two_families_nor_ends_a_trial(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    trial = ready_to_start(desk, meetup)
    trials_at(desk, meetup).start(trial)
    one, other = registered(desk).family, registered(desk).family
    before = written(desk)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        for screen in (PairScreen(desk, one, other), EndScreen(desk, meetup, trial)):
            pilot.app.push_screen(screen)
            await pilot.pause()
            opened_by_enter(pilot.app)
            burst(pilot.app, *["enter"] * 8)  # type: ignore[arg-type]
            await pilot.pause()
            assert pilot.app.screen is screen
            assert written(desk) == before
            await pilot.app.pop_screen()


async def test_an_enter_that_was_let_go_of_is_heard_where_a_held_one_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    one, other = registered(desk).family, registered(desk).family
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        pilot.app.push_screen(PairScreen(desk, one, other))
        await pilot.pause()
        opened_by_enter(pilot.app)
        burst(pilot.app, "enter", "enter", "right", "enter")  # type: ignore[arg-type]
        await until(pilot, lambda: len(desk.families.ids()) == 1)


@pytest.mark.soak
@pytest.mark.parametrize("runs", [False, True], ids=["planned", "running"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
async def test_held_from_the_hall_on_it_writes_nothing(
    desk: Desk, meetup: str, tmp_path: Path, way: Way, *, runs: bool
) -> None:
    trial = ready_to_start(desk, meetup)
    if runs:
        trials_at(desk, meetup).start(trial)
        child = trials_at(desk, meetup).get(trial).children[0]
        late = {"allergy": {"has": "yes", "text": "そば"}}
        desk.journal.append([Draft("person.set", child.id, late, child.family)], desk.author())
    entrusted(desk, meetup, registered(desk, meetup=meetup))
    before = written(desk)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        pilot.app.push_screen(HallScreen(desk, meetup))
        await pilot.pause()
        await pilot.press(*["down"] * WAYS.index(way))
        await hold_enter(pilot, 2.0)
        assert written(desk)[len(before) :] == []
        await back_at_the_desk(pilot)
