"""The door of a laptop whose thirty days are over: what it says, and the two ways on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.devices import Administration
from concierge_tui.domain.clock import system_clock
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from tests.syncing.service import Running
from tests.ui.at_the_door import PASSPHRASE, at_the_door, on_screen, paste, shown, until

LATE = timedelta(days=31)


@pytest.fixture
def folder(tmp_path: Path, service: Running, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An enrolled laptop, thirty-one days later."""
    folder = tmp_path / "store"
    new = NewStore("みその", "山田 花子", PASSPHRASE)
    desk, _ = create(Home(folder), new, cost=Cost(1024, 1, 1))
    desk.enrolment.enrol(service.url, service.code())
    desk.close()
    really = bootstrap.open_desk

    def later(home: Home, passphrase: str, *, even_over: bool = False) -> Desk:
        return really(home, passphrase, now=lambda: system_clock() + LATE, even_over=even_over)

    monkeypatch.setattr(bootstrap, "open_desk", later)
    return folder


def flat(text: str) -> str:
    return "".join(text.split())


async def test_a_code_by_telephone_or_a_word_from_the_service_opens(
    service: Running, folder: Path
) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "LeaseScreen")
        assert "本部と30日話していないので" in flat(shown(app))
        assert "責任者に電話で番号を聞き" in flat(shown(app))
        await pilot.press("escape")
        await on_screen(pilot, "UnlockScreen")
        await pilot.press("enter")
        await on_screen(pilot, "LeaseScreen")
        await pilot.press("tab")
        await paste(pilot, "[/b]\x1b]52;c;eA==\x07\u202e番号\ud800")
        await pilot.press("enter")
        await until(pilot, lambda: "1文字ずつ見比べて" in flat(shown(app)))
        await pilot.press("home", *["delete"] * 30)
        await paste(pilot, "2222-2222")
        await pilot.press("enter")
        await until(pilot, lambda: "きょうの番号ではありません" in flat(shown(app)))
        desks = Administration(folder=service.folder, now=lambda: system_clock() + LATE)
        code = desks.extension(desks.known()[0].id)
        await pilot.press("home", *["delete"] * 9)
        await paste(pilot, code)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert "まで開きます" in shown(app)
    assert app.desk is not None
    app.desk.close()


async def test_the_service_alone_opens_too_and_near_the_end_home_says_so(
    service: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.ahead = LATE
    app = at_the_door(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "LeaseScreen")
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        assert app.desk is not None
        assert "期限" not in shown(app)
        monkeypatch.setattr(app.desk.lease, "_now", lambda: system_clock() + LATE * 1.9)
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        assert "本部と送受信すると、30日延びます" in shown(app)
    app.desk.close()
