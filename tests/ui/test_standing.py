"""What central keeps for a coordinator, and the meetups of a limited laptop, are said on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.devices import Administration
from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.domain.ids import area_id
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.sync_ports import Standing, SyncStatus
from concierge_tui.sync.answers import greeting_in, message_of_greeting
from concierge_tui.sync.protocol import Greeting
from concierge_tui.text import home, sync
from concierge_tui.text.times import stamp
from db.laptop.keyslots import Cost
from screens.background_sync import exchange, outcome
from screens.reception.screen import ReceptionScreen
from tests.journals.desk_families import registered
from tests.syncing.service import Running
from tests.ui.at_the_door import PASSPHRASE, at_home, on_screen, shown, until

SIZE = (80, 24)
DAY = 86_400_000


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "central")
    yield running
    running.stop()


def laptop(folder: Path, service: Running) -> Desk:
    desk, _ = create(Home(folder), NewStore("みその", "山田 花子", PASSPHRASE), cost=Cost(8, 1, 1))
    desk.enrolment.enrol(service.url, service.code())
    return desk


def flat(text: str) -> str:
    return "".join(text.split())


async def test_what_waits_at_central_and_for_which_meetups_one_is_let_in(
    service: Running, tmp_path: Path
) -> None:
    here, lost = laptop(tmp_path / "store", service), laptop(tmp_path / "lost", service)
    meetup = here.meetups.new("みその交流会", "2026-12-05").id
    here.synchronise.sync()
    lost.inbox.name_device("受付2")
    lost.synchronise.sync()
    central = Administration(folder=service.folder)
    central.revoke(lost.device, wipe=False)
    registered(lost)
    with pytest.raises(Revoked):
        lost.synchronise.sync()
    waiting = len(central.held(lost.device))
    app = at_home(here, tmp_path / "store")

    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert not app.screen.query_one("#standing").display

        async def synced() -> str:
            before = here.synchronise.status().last_sync
            await pilot.press("f5")
            await until(pilot, lambda: here.synchronise.status().last_sync != before)
            await until(pilot, lambda: not app.screen.has_class("-working"))
            return flat(shown(app))

        said = await synced()
        assert f"受付2{waiting}件" in said
        assert "本部に電話し" in said
        assert "conciergecentraldevicerelease" in said
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        assert f"受付2{waiting}件" in flat(shown(app)), "where one looks for what needs a person"
        await pilot.press("escape")
        await on_screen(pilot, "SyncScreen")

        central.release(lost.device, [])
        central.grant(here.device, [meetup])
        said = await synced()
        assert "確認を待つ記録" not in said
        assert "まかされた会:みその交流会12/5" in said
        assert "受領" in said, "the counts are still on the page"
    lost.close()


def test_an_older_service_says_nothing_of_it() -> None:
    silent = Greeting("epoch", 1, 0, {}, frozenset([area_id("みその")]), ())
    message = message_of_greeting(silent._replace(standing=Standing(None, ())))
    older = {name: message[name] for name in message.keys() - {"meetups", "waits"}}

    assert message_of_greeting(silent) == older
    assert greeting_in(older).standing is None
    assert greeting_in(message).standing == (None, ())


async def test_a_revoked_laptop_goes_on_saying_so(service: Running, tmp_path: Path) -> None:
    here = laptop(tmp_path / "store", service)
    Administration(folder=service.folder).revoke(here.device, wipe=False)
    app = at_home(here, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await pilot.press("f5")
        await until(pilot, lambda: "本部が預かりました" in shown(app))
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        assert home.REVOKED in shown(app)
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")

        assert sync.REVOKED in shown(app)
        assert "登録済み" not in shown(app)
        assert "日になります" not in shown(app), "no lease begins anew"


async def test_a_clock_that_was_off_stays_in_sight_at_the_reception_until_it_is_right(
    service: Running, tmp_path: Path
) -> None:
    here = laptop(tmp_path / "store", service)
    meetup = here.meetups.new("みその交流会", "2026-12-05").id
    here.synchronise.sync()
    connection = here.families._connection  # type: ignore[attr-defined]
    was = "UPDATE local_peer SET clock_ahead = ?"
    app = at_home(here, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        for ahead, words in ((3 * 86_400_000, "3日進んで"), (-3_600_000, "1時間遅れて")):
            connection.execute(was, (ahead,))
            app.push_screen(ReceptionScreen(here, meetup))
            await until(pilot, lambda words=words: words in shown(app))  # type: ignore[misc]
            await pilot.press("f6")
            await on_screen(pilot, "HallScreen")
            await pilot.press("escape")
            await on_screen(pilot, "ReceptionScreen")
            assert f"時計が{words}いました" in shown(app), "it does not go by itself"
            here.synchronise.sync()
            app.screen.hear_sync()  # type: ignore[attr-defined]
            await until(pilot, lambda: "時計が" not in shown(app))
            await app.pop_screen()


async def test_a_sync_of_a_day_that_is_still_to_come_is_nowhere_shown(
    service: Running, tmp_path: Path
) -> None:
    ahead = timedelta(days=3)
    here = laptop(tmp_path / "store", service)
    service.ahead = -ahead  # for the service this laptop is three days ahead
    here.synchronise.sync()
    here = replace(here, now=lambda: system_clock() - ahead)  # and is put right
    app = at_home(here, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        assert "(本部の時計)" in shown(app)
        assert stamp(milliseconds(system_clock()))[:-5] not in shown(app)
        assert home.CLOCK_BEHIND not in shown(app)
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        assert "(本部の時計)" in shown(app)
        assert stamp(milliseconds(system_clock()))[:-5] not in shown(app)
    assert here.preparation(here.meetups.new("会", "2026-12-05").id).lines()[0].fact != "central"


def test_a_sync_under_a_wrong_clock_says_too_that_everything_arrived(
    service: Running, tmp_path: Path
) -> None:
    here = laptop(tmp_path / "store", service)
    service.ahead = timedelta(days=-3)

    said = outcome(here, exchange(here, lambda *_: None, lambda: False))

    assert said.kind == "care"
    assert "すべて本部に届きました。この端末の時計が3日進んでいます。" in said.words


def test_a_sync_that_broke_off_after_the_clock_was_put_right_spoils_no_time(
    service: Running, tmp_path: Path
) -> None:
    here = laptop(tmp_path / "store", service)
    service.ahead = timedelta(days=-3)
    here.synchronise.sync()
    before = milliseconds(system_clock())
    service.ahead = timedelta()
    here.synchronise.sync(cancelled=lambda: bool(here.synchronise.status().clock_ahead_ms < DAY))

    last = here.synchronise.status().last(before)

    assert last is not None
    assert not last.by_central
    assert abs(last.at - (before - 3 * DAY)) < 60_000


def test_a_clock_that_was_set_back_since_is_no_longer_off() -> None:
    day = 86_400_000
    status = SyncStatus("enrolled", 0, 0, 0, 0, 0, 0, 0, (), None, 10 * day, 3 * day)
    assert status.clock_off(10 * day) == 3 * day
    assert status.clock_off(7 * day) == 0
    assert replace(status, clock_ahead_ms=-3 * day).clock_off(7 * day) == -3 * day
