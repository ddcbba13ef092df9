"""The day's work on a stick: written, taken to the central service, and the receipt read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from concierge_tui.bootstrap import NewStore, create, open_desk
from concierge_tui.central.serving import new_device_code, read_bundle
from concierge_tui.paths import Home
from concierge_tui.text import bundles as text
from db.laptop.keyslots import Cost
from screens.folder_page import FileList
from screens.stick.screen import StickScreen
from screens.widgets.jp_input import JpInput
from tests.journals.desk_families import registered
from tests.syncing.service import Running
from tests.ui.at_the_door import PASSPHRASE, at_home, on_screen, paste, shown, until

SIZE = (80, 24)


async def opened(pilot: Pilot[Any], button: str) -> None:
    await pilot.click(button)
    await on_screen(pilot, "StickScreen")


async def test_it_is_written_and_only_the_receipt_says_that_it_arrived(tmp_path: Path) -> None:
    home, stick = Home(tmp_path / "store"), tmp_path / "stick"
    stick.mkdir()
    service = Running(tmp_path / "central")
    desk, _ = create(home, NewStore("みその", "山田 花子", PASSPHRASE), cost=Cost(1024, 1, 1))
    desk.enrolment.enrol(service.url, new_device_code("みその", folder=service.folder))
    service.stop()  # from here on there is no network
    registered(desk)
    desk.settings.put("stick.folder", str(tmp_path))
    app = at_home(desk, home.folder)

    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await opened(pilot, "#stick-write")
        await until(pilot, lambda: text.NOTHING_FOUND in shown(app))
        field = app.screen.query_one("#path", JpInput)
        field.value = str(stick / "none")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "その場所が見つかりません" in shown(app))
        field.value = str(stick)  # typed, and not opened with Enter
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "を書きました" in shown(app))
        assert field.value == ""
        (written,) = stick.glob("*.mbx")
        assert desk.synchronise.status().pending > 0

        receipt = stick / "receipt.mbx"
        came = read_bundle(written, receipt, folder=service.folder)
        await pilot.press("escape")
        await on_screen(pilot, "SyncScreen")
        waiting = shown(app)
        await opened(pilot, "#stick-read")
        await paste(pilot, str(written.with_name("無い.mbx")))
        await until(pilot, lambda: "その場所が見つかりません" in shown(app))
        app.screen.query_one("#files").focus()
        await pilot.press("home", "enter")
        await until(pilot, lambda: "すべて本部に届いています" in shown(app))
        await pilot.press("escape")
        await on_screen(pilot, "SyncScreen")
        arrived = shown(app)

    assert came.states["applied"] > 0
    assert "USBには" in waiting
    assert "USBには" not in arrived
    desk = open_desk(home, PASSPHRASE)
    assert desk.synchronise.status().pending == 0
    desk.close()


async def test_a_practice_desk_writes_nothing_and_says_so(tmp_path: Path) -> None:
    from concierge_tui.bootstrap import practise

    desk = practise(area="みその", staff="山田 花子")
    desk.settings.put("stick.folder", str(tmp_path))
    (tmp_path / "x.mbx").write_bytes(b"whatever")
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await pilot.click("#stick-read")
        await on_screen(pilot, "StickScreen")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: text.PRACTICE in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: text.PRACTICE not in shown(app))

        assert "Traceback" not in shown(app)
        assert app.screen.query_one(FileList).rows[0].key == str(tmp_path / "x.mbx")
    assert (tmp_path / "x.mbx").read_bytes() == b"whatever"


async def test_who_is_online_brings_the_file_of_another_and_carries_the_receipt_back(
    tmp_path: Path,
) -> None:
    service = Running(tmp_path / "central")
    stick = tmp_path / "stick"
    stick.mkdir()
    desks = []
    for name in ("away", "online"):
        new = NewStore("みその", "山田 花子", PASSPHRASE)
        desk, _ = create(Home(tmp_path / name), new, cost=Cost(1024, 1, 1))
        desks.append(desk)
    away, online = desks
    away.enrolment.enrol(service.url, new_device_code("みその", folder=service.folder))
    registered(away)
    away.bundles.write(stick / "kyou.mbx")
    (stick / "broken.mbx").write_bytes((stick / "kyou.mbx").read_bytes()[:-9])
    online.settings.put("stick.folder", str(stick))
    app = at_home(online, tmp_path / "online")

    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(StickScreen(online))
        await on_screen(pilot, "StickScreen")

        async def send(name: str, words: str) -> None:
            files = app.screen.query_one(FileList)
            keys = [row.key for row in files.rows]
            files.action_first()
            files.move(keys.index(str(stick / name)))
            await pilot.press("ctrl+x")
            await until(pilot, lambda: words in shown(app))

        await send("kyou.mbx", "本部につないでいません")
        online.enrolment.enrol(service.url, new_device_code("みその", folder=service.folder))
        await send("broken.mbx", "途中で切れているか")
        await send("kyou.mbx", "受領書「kyou-receipt")
        await send("kyou-receipt.mbx", "本部の受領書です")
        service.stop()
        await send("kyou.mbx", "本部につながりません")
        (stick / "kyou.mbx").unlink()
        await pilot.click("#send")
        await until(pilot, lambda: "ファイルを読めません" in shown(app))

    came = away.bundles.read(stick / "kyou-receipt.mbx")
    assert (came.receipt, came.pending) == (True, 0)
    assert online.families.ids() == []
    away.close()
