"""The hub that is begun on the sync page: what others need, who is there, and how it ends."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.central.hub import within
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub import words_of
from concierge_tui.text import hub_house as text
from concierge_tui.text.kana_words import as_words
from screens.hub.here import running
from screens.widgets.confirm import ConfirmScreen
from tests.syncing.halls import PASSPHRASE, carrying, laptop
from tests.ui.at_the_door import at_home, on_screen, paste, shown, until

SIZE = (80, 24)


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Desk]]:
    """The laptop of the hub, and another desk."""
    monkeypatch.setattr(within, "HOST", "127.0.0.1")
    monkeypatch.setattr(within, "PORT", 0)
    made = [laptop(tmp_path / name) for name in ("own", "there")]
    yield made
    for desk in made:
        desk.close()


async def begin(pilot: Pilot[None]) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("f5")
    await on_screen(pilot, "SyncScreen")
    await pilot.click("#join-hub")
    await on_screen(pilot, "HubScreen")
    await pilot.click("#house")
    await on_screen(pilot, "HouseScreen")
    await pilot.press("enter")


async def come_back(pilot: Pilot[None], app: ConciergeApp, there: Desk) -> None:
    """Leave the desk alone, write something at the other, and unlock."""
    await app._leave_unattended()
    await on_screen(pilot, "UnlockScreen")
    assert "書きかけは残っています。会場ハブは" in shown(app)
    there.meetups.new("となりから", "2026-12-05")
    await paste(pilot, PASSPHRASE)
    await pilot.press("enter")
    await on_screen(pilot, "HomeScreen")
    await until(pilot, lambda: "となりから" in shown(app))


async def end(pilot: Pilot[None], app: ConciergeApp) -> None:
    await pilot.press("f5")
    await on_screen(pilot, "SyncScreen")
    await pilot.click("#join-hub")
    await on_screen(pilot, "HouseScreen")
    await pilot.click("#end")
    await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
    await pilot.click("#confirm-yes")
    await on_screen(pilot, "HouseScreen")
    await until(pilot, lambda: "止めました" in shown(app))


async def test_it_is_begun_on_the_sync_page_and_outlives_a_locked_desk(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, there = desks
    there.inbox.name_device("受付2")
    app = at_home(own, tmp_path / "own")
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until(pilot, lambda: running(app) is not None and "はじめました" in shown(app))
        run = running(app)
        assert run is not None
        address = f"127.0.0.1:{run.port}"
        assert address in shown(app)
        assert all(word in shown(app) for word in as_words(words_of(run.pin)).split())
        assert text.NOBODY in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "登録コード " in shown(app))
        code = re.search(r"登録コード (\S+)", shown(app))
        assert code is not None
        there.hub.join(there.hub.look(address), code[1])

        with carrying(there):
            await until(pilot, lambda: "受付2" in shown(app) and text.THERE in shown(app))
            await pilot.press("escape")
            await on_screen(pilot, "SyncScreen")
            assert "この端末が会場ハブです。つながった端末は1台です" in shown(app)
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
            await pilot.press("enter")  # a hurried Enter ends nothing
            await on_screen(pilot, "SyncScreen")

            await come_back(pilot, app, there)
            await end(pilot, app)
            assert run.is_over
            assert running(app) is None
    assert app.desk is not None
    app.desk.close()


async def test_what_keeps_it_from_beginning_is_said_and_leaving_the_program_ends_it(
    desks: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, _ = desks
    app = at_home(own, tmp_path / "own")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(within, "PORT", port)
        async with app.run_test(size=SIZE) as pilot:
            await begin(pilot)
            await until(pilot, lambda: f"ポート {port} はもう使われています" in shown(app))
            assert running(app) is None
            monkeypatch.setattr(within, "PORT", 0)
            await until(pilot, lambda: not app.screen.query_one("#begin").has_class("-active"))
            await pilot.click("#begin")
            await until(pilot, lambda: running(app) is not None)
            run = running(app)
            await on_screen(pilot, "HouseScreen")
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
            await pilot.click("#confirm-yes")
            await until(pilot, lambda: app._exit)
    app.stop_hub()
    assert run is not None
    assert run.is_over
