"""A sync behind the reception: nobody waits for it, whatever the network does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.domain.central_errors import CentralUnreachable
from concierge_tui.services.desk import Desk
from concierge_tui.sync.protocol import Batch, Receipts
from concierge_tui.text import sync
from db.laptop.played import PlayedCentral
from screens.reception.screen import ReceptionScreen
from tests.ui.at_the_door import at_home, burst, on_screen, shown, until
from tests.ui.inbox_hands import play_of

SIZE = (80, 24)
Family = Callable[..., str]

pytestmark = pytest.mark.usefixtures("meetup")


class Line:
    """The way to a played service: it waits, and may be cut."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, *, is_cut: bool) -> None:
        self.opens, self.asked = threading.Event(), threading.Event()
        self.is_cut = is_cut
        really = PlayedCentral.push

        def slow(central: PlayedCentral, batch: Batch) -> Receipts:
            self.asked.set()
            self.opens.wait(10)
            if self.is_cut:
                raise CentralUnreachable
            return really(central, batch)

        play_of(desk).begin("練習の本部")
        monkeypatch.setattr(PlayedCentral, "push", slow)


async def at_reception(pilot: Pilot[None]) -> ReceptionScreen:
    """Go in from home."""
    await on_screen(pilot, "HomeScreen")
    await pilot.press("enter")
    await on_screen(pilot, "ReceptionScreen")
    screen = pilot.app.screen
    assert isinstance(screen, ReceptionScreen)
    return screen


async def test_reception_goes_on_while_the_network_comes_and_goes(
    desk: Desk, given: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(desk, monkeypatch, is_cut=True)
    child = {"role": "child", "name": "森 葵", "birthday": "2023-05-05"}
    family = given({"name": "森 千尋", "kana": "モリ チヒロ"}, child)
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        reception = await at_reception(pilot)
        await pilot.press("ctrl+x")
        await until(pilot, line.asked.is_set)
        assert sync.BEGUN in shown(app)
        burst(app, "ctrl+x", *"mori", "tab", "down", "space", "ctrl+x")
        await until(pilot, lambda: len(reception.panel.people.ticked) == 1)
        assert "送受信中" in shown(app)
        line.opens.set()
        await until(pilot, lambda: "送受信中" not in shown(app))
        assert len(reception.panel.people.ticked) == 1  # the end of a sync moves nothing
        assert "本部につながりません" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "1名を受け付けました" in shown(app))
        line.asked.clear()
        await pilot.press("ctrl+x")
        await until(pilot, lambda: line.asked.is_set() and "送受信中" not in shown(app))

        # What was said at the desk stays; how the sync went is told at home.
        assert "1名を受け付けました" in shown(app)
        assert reception.reception.household(family).presence == "partly"
        await pilot.press("escape", "escape")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "本部につながりません" in shown(app))
        assert desk.synchronise.status().pending > 0

        line.is_cut = False
        await at_reception(pilot)
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "すべて本部に届きました" in shown(app))
        assert "未送信 0" in shown(app)


async def test_the_sync_page_shows_and_stops_what_was_begun_at_the_reception(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(desk, monkeypatch, is_cut=False)
    desk.meetups.new("次の会", "2026-12-12")
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await at_reception(pilot)
        await pilot.click("#send")
        await until(pilot, line.asked.is_set)
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        assert sync.STILL in shown(app)
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert "まだ本部にない記録: そのほか 1" in shown(app)
        await until(pilot, lambda: sync.SYNCING in shown(app))
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.has_class("-working"))
        app.screen.query_one("ProgressRow Button", Button).press()
        await pilot.pause()
        line.opens.set()
        await until(pilot, lambda: sync.CANCELLED in shown(app).replace("\n", ""))
        assert not app.screen.has_class("-working")
        await pilot.press("f5")
        await until(pilot, lambda: "すべて本部に届きました" in shown(app))
