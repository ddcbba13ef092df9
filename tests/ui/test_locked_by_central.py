"""A laptop that its service locked: what the screens say, and what still opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.devices import Administration
from concierge_tui.paths import Home
from db.laptop.keyslots import Cost
from tests.syncing.service import Running
from tests.ui.at_the_door import PASSPHRASE, at_the_door, on_screen, paste, shown, until


@pytest.fixture
def store(tmp_path: Path, service: Running) -> tuple[Path, str]:
    """An enrolled laptop that is to lock itself; answers with its recovery key."""
    folder = tmp_path / "store"
    new = NewStore("みその", "山田 花子", PASSPHRASE)
    desk, recovery = create(Home(folder), new, cost=Cost(1024, 1, 1))
    desk.enrolment.enrol(service.url, service.code())
    Administration(folder=service.folder).revoke(desk.device, wipe=True)
    desk.close()
    return folder, recovery


@pytest.mark.parametrize("behind", [False, pytest.param(True, marks=pytest.mark.soak)])
async def test_the_door_says_what_happened_and_the_recovery_key_opens(
    service: Running, store: tuple[Path, str], *, behind: bool
) -> None:
    folder, recovery = store
    app = at_the_door(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "UnlockScreen")
        assert "復旧キーだけで" not in shown(app)
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        if behind:
            assert app.desk is not None
            assert app.begin_sync(app.desk)
        else:
            await pilot.press("f5")
            await on_screen(pilot, "SyncScreen")
            await pilot.press("f5")
        await on_screen(pilot, "UnlockScreen")
        assert "本部の指示により" in shown(app)
        assert "復旧キーだけで開きます" in shown(app).replace("\n", "").replace(" ", "")

        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "注意: 本部の指示により" in shown(app))
        await pilot.press("home", *["delete"] * len(PASSPHRASE))
        await paste(pilot, recovery)
        await pilot.press("enter")
        await on_screen(pilot, "PassphraseScreen")
    assert app.desk is not None
    app.desk.close()

    assert [each.state for each in Administration(folder=service.folder).known()] == ["wiped"]
