"""Whoever comes in by the recovery key is offered a new passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create, open_desk
from concierge_tui.domain.errors import StoreLocked
from concierge_tui.paths import Home
from concierge_tui.text import welcome
from db.laptop.keyslots import Cost
from screens.widgets.jp_input import FormField
from tests.ui.at_the_door import PASSPHRASE, at_the_door, on_screen, paste, shown, until

SIZE = (80, 24)
NEW = "やま かわ うみ そら"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "store")


@pytest.fixture
def recovery(home: Home) -> str:
    desk, recovery = create(home, NewStore("美園", "山田 花子", PASSPHRASE), cost=Cost(1024, 1, 1))
    desk.close()
    return recovery


async def test_the_recovery_key_leads_to_a_new_passphrase_that_opens_the_store(
    home: Home, recovery: str
) -> None:
    app = at_the_door(home.folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, recovery.lower().replace("-", " "))
        await pilot.press("enter")
        await on_screen(pilot, "PassphraseScreen")
        for typed in ("みじかい", "ちがう"):
            await paste(pilot, typed)
            await pilot.press("enter")
        refused = [app.screen.query_one(f"#{name}", FormField).problem
                   for name in ("passphrase", "again")]  # fmt: skip
        for name in ("passphrase", "again"):
            app.screen.query_one(f"#{name}", FormField).value = NEW
        await pilot.press("ctrl+s")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: welcome.RENEWED in shown(app))
        assert app.desk is not None
        me = app.desk.staff.me()

    assert refused == [welcome.PASSPHRASE_WEAK, welcome.PASSPHRASE_DIFFERS]
    assert me is not None
    assert me.name == "山田 花子"
    open_desk(home, NEW).close()
    with pytest.raises(StoreLocked):
        open_desk(home, PASSPHRASE)


async def test_a_new_passphrase_can_wait(home: Home, recovery: str) -> None:
    app = at_the_door(home.folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, recovery)
        await pilot.press("enter")
        await on_screen(pilot, "PassphraseScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")

    open_desk(home, PASSPHRASE).close()


async def test_the_passphrase_leads_straight_home(home: Home, recovery: str) -> None:
    del recovery
    app = at_the_door(home.folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await pilot.pause()

        assert len(app.screen_stack) == 1
