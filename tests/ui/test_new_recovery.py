"""A coordinator makes a new recovery key, where the first was lost or never came onto paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Static

from concierge_tui.bootstrap import NewStore, create, open_desk
from concierge_tui.domain.consent import CoordinatorOnly
from concierge_tui.domain.errors import PracticeOnly, StoreLocked
from concierge_tui.domain.operation import Author
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.text import welcome
from db.laptop.bundles import SqliteBundles
from db.laptop.connection import open_store
from db.laptop.keyslots import Cost, unlock
from tests.ui.at_the_door import PASSPHRASE, at_the_door, on_screen, paste, shown, until


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "store")


@pytest.fixture
def old(home: Home) -> str:
    desk, recovery = create(home, NewStore("美園", "山田 花子", PASSPHRASE), cost=Cost(1024, 1, 1))
    desk.close()
    return recovery


def sealed_for(home: Home) -> str | None:
    """Return for which recovery key the files on a stick are sealed besides."""
    store = open_store(home.store, unlock(home.slots, PASSPHRASE).key)
    try:
        return SqliteBundles(store).recovery()
    finally:
        store.close()


async def key_on_screen(pilot: Pilot[Any], *passphrases: str) -> str:
    """Go from the register to the new key, and return it."""
    app: Any = pilot.app
    app.screen.query_one("#recovery", Button).press()
    await on_screen(pilot, "NewRecoveryScreen")
    for typed in passphrases:
        await pilot.press("ctrl+u")
        await paste(pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.busy)
    return str(app.screen.query_one("#key", Static).content).replace("\n", "-")


async def test_the_new_key_counts_from_the_moment_it_is_on_paper(home: Home, old: str) -> None:
    app = at_the_door(home.folder)
    before = sealed_for(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        app.screen.query_one("#staff", Button).press()
        await on_screen(pilot, "StaffScreen")
        assert await key_on_screen(pilot, "ちがう") == ""
        assert "合言葉が違います" in shown(app)
        assert "Ctrl+S" not in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "StaffScreen")
        left = await key_on_screen(pilot, "ちがう", PASSPHRASE)
        await pilot.press("ctrl+s")
        assert welcome.TICK_FIRST in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "StaffScreen")
        assert welcome.NOT_REPLACED in shown(app)
        unlock(home.slots, old)

        new = await key_on_screen(pilot, PASSPHRASE)
        assert all(part in shown(app) for part in new.split("-"))
        await pilot.press("space", "ctrl+s")
        await on_screen(pilot, "StaffScreen")
        assert welcome.REPLACED in shown(app)

    open_desk(home, new).close()
    open_desk(home, PASSPHRASE).close()
    for gone in (old, left):
        with pytest.raises(StoreLocked):
            unlock(home.slots, gone)
    assert len({old, left, new}) == 3
    assert sealed_for(home) not in (before, None)


def test_only_a_coordinator_or_the_recovery_key_makes_one(home: Home, old: str) -> None:
    desk = open_desk(home, PASSPHRASE)
    helper = desk.staff.add("受付 ひろこ", "event_staff").id
    desk.recovery._author = lambda: Author(desk.area, helper)
    for refused in (desk.recovery.refuse, lambda: desk.recovery.make(PASSPHRASE),
                    lambda: desk.recovery.keep(old)):  # fmt: skip
        with pytest.raises(CoordinatorOnly):
            refused()
    desk.close()
    rescued = open_desk(home, old)
    rescued.recovery._author = lambda: Author(rescued.area, helper)
    rescued.recovery.refuse()
    rescued.close()


def test_a_rehearsal_has_no_recovery_key(desk: Desk) -> None:
    with pytest.raises(PracticeOnly):
        desk.recovery.refuse()
