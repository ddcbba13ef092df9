"""A few screens, line by line: whoever changes one sees what a volunteer would see."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.paths import Home
from screens.lesson.visible import visible_text
from tests.ui.at_the_door import on_screen, until
from tools.invented_day import PictureDoorway

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def _in_japan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    if os.name != "nt":
        time.tzset()
    yield
    monkeypatch.undo()
    if os.name != "nt":
        time.tzset()


@pytest.fixture
def app(tmp_path: Path) -> ConciergeApp:
    """The rehearsal at twelve past ten on the morning of the meetup."""
    return ConciergeApp(PictureDoorway(Home(tmp_path / "home")), practice=True)


async def at_reception(pilot: Pilot[None]) -> None:
    await on_screen(pilot, "HomeScreen")
    await until(pilot, lambda: "みその交流会" in visible_text(pilot.app.screen))
    await pilot.press("enter")
    await on_screen(pilot, "ReceptionScreen")
    await pilot.pause()


async def test_home(app: ConciergeApp, snapshot: SnapshotAssertion) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "みその交流会" in visible_text(app.screen))

        assert visible_text(app.screen) == snapshot


async def test_two_mothers_of_one_name_at_reception(
    app: ConciergeApp, snapshot: SnapshotAssertion
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_reception(pilot)
        await pilot.press(*"tana", "2")
        await pilot.pause()

        assert visible_text(app.screen) == snapshot


async def test_the_form_of_a_walk_in(app: ConciergeApp, snapshot: SnapshotAssertion) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_reception(pilot)
        await pilot.press("f3")
        await on_screen(pilot, "WalkInScreen")
        await pilot.pause()

        assert visible_text(app.screen) == snapshot
