"""Joining a central service that really runs, comparing the words, sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button

from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.devices import Administration
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.urgency import Backlog, Urgency
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.sync_ports import SyncStatus, Tally
from concierge_tui.text import sync
from db.laptop.keyslots import Cost
from screens.enrol.screen import EnrolScreen
from screens.sync.screen import SyncScreen
from screens.widgets.jp_input import FormField
from tests.syncing.service import Running
from tests.ui.at_the_door import PASSPHRASE, at_home, at_the_door, on_screen, paste, shown, until

SIZE = (80, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A laptop with a store and one planned meetup."""
    folder = tmp_path / "store"
    new = NewStore("みその", "山田 花子", PASSPHRASE)
    desk, _ = create(Home(folder), new, cost=Cost(1024, 1, 1))
    desk.meetups.new("みその交流会", "2026-12-05")
    desk.close()
    return folder


async def test_a_laptop_joins_and_sends_on_its_screens(service: Running, folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await pilot.press("enter")
        await on_screen(pilot, "EnrolScreen")
        await paste(pilot, service.url)
        await pilot.press("enter")
        await paste(pilot, new_device_code("みその", folder=service.folder))
        await pilot.press("enter")
        await on_screen(pilot, "FingerprintScreen")
        compared = shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "SyncScreen")
        await until(pilot, lambda: service.url in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "すべて本部に届きました" in shown(app))
        assert app.desk is not None
        sent = app.desk.synchronise.status()

    assert [
        device.fingerprint in compared for device in Administration(folder=service.folder).known()
    ] == [True]
    assert (sent.pending, sent.safe_at_central) == (0, 3)


@pytest.mark.parametrize(
    ("address", "code", "words", "focused"),
    [
        ("", "", sync.ADDRESS_EMPTY, "address"),
        ("https://h.example", "", sync.CODE_EMPTY, "code"),
        ("https://h.example", "ABC", "登録コードは英数字12文字です", "code"),
        ("どこか", "24W2-TCKV-VNC2", "本部のアドレスが読めません", "address"),
    ],
)
async def test_what_cannot_be_read_is_said_in_the_field_that_holds_it(
    folder: Path, address: str, code: str, words: str, focused: str
) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        assert app.desk is not None
        app.push_screen(EnrolScreen(app.desk))
        await on_screen(pilot, "EnrolScreen")
        for name, value in (("address", address), ("code", code)):
            app.screen.query_one(f"#{name}", FormField).value = value
        await pilot.press("ctrl+s")
        await on_screen(pilot, "EnrolScreen")
        said = f"注意: {words}"
        await until(pilot, lambda: said in shown(app).replace("\n", ""))
        assert app.focused is app.screen.query_one(f"#{focused}", FormField).input
        await paste(pilot, "あ")

        assert said not in shown(app).replace("\n", "")


class _Endless:
    """A sync that goes on until somebody stops it."""

    def status(self) -> SyncStatus:
        return SyncStatus("enrolled", 9, 0, 0, 0, 0, 0, 0, (), "https://h.example", None, 0)

    def backlog(self) -> Backlog:
        return Backlog(((Urgency.WITHDRAWAL, 2), (Urgency.REST, 10)))

    def sync(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Tally:
        progress(1, 9)
        while not cancelled():
            pass
        return Tally(pushed=1, pending=8, cancelled=True)


@pytest.mark.parametrize("way", ["button", "escape"])
async def test_a_sync_can_be_stopped_and_says_what_became_of_it(
    desk: Desk, tmp_path: Path, way: str
) -> None:
    @contextmanager
    def fork() -> Iterator[Desk]:
        with desk.fork() as other:
            yield replace(other, synchronise=_Endless())  # type: ignore[arg-type]

    slow = replace(desk, synchronise=_Endless(), fork=fork)  # type: ignore[arg-type]
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(SyncScreen(slow))
        await on_screen(pilot, "SyncScreen")
        await pilot.press("f5")
        await until(pilot, lambda: "1／9" in shown(app))
        if way == "button":
            app.screen.query_one("ProgressRow Button", Button).press()
        else:
            await pilot.press("escape")
        await until(pilot, lambda: sync.CANCELLED in shown(app).replace("\n", ""))
        await on_screen(pilot, "SyncScreen")
