"""From an empty laptop to the home screen, and back to the door."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Select

from concierge_tui.bootstrap import NewStore, create, open_desk
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.text import page, welcome
from db.laptop.keyslots import Cost
from screens.front import LeaveWished
from screens.widgets.jp_input import FormField
from tests.ui.at_the_door import (
    PASSPHRASE,
    at_home,
    at_the_door,
    name_of,
    on_screen,
    paste,
    shown,
    until,
)

SIZE = (80, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> str:
    """A store that exists; answers with its recovery key."""
    desk, recovery = create(
        Home(folder), NewStore("美園", "山田 花子", PASSPHRASE, pin="1234"), cost=Cost(1024, 1, 1)
    )
    desk.close()
    return recovery


async def test_a_new_laptop_gets_from_nothing_to_home(folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        await pilot.press("down", "enter")
        await on_screen(pilot, "CreateScreen")
        for typed in ("美園", "山田　花子", PASSPHRASE, "", PASSPHRASE, "１２３４"):
            await paste(pilot, typed)
            await pilot.press("tab")
        app.screen.query_one("#certification", Select).value = "training"
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RecoveryScreen")
        key = shown(app)

        await pilot.press("tab", "enter")
        assert welcome.TICK_FIRST in shown(app)
        await pilot.press("shift+tab", "space", "tab", "enter")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "本部は未設定です" in shown(app))
        assert app.desk is not None
        me = app.desk.staff.me()

    assert app.desk is not None
    app.desk.close()
    recovery = "-".join(part for part in key.replace("│", " ").split() if part.count("-") == 3)
    assert me is not None
    assert (me.name, me.role, me.certification) == ("山田 花子", "coordinator", "training")
    open_desk(Home(folder), recovery).close()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("area", "", welcome.AREA_EMPTY),
        ("passphrase", "みじかい", welcome.PASSPHRASE_WEAK),
        ("again", "ちがう でんしゃ みかん ゆうひ", welcome.PASSPHRASE_DIFFERS),
        ("pin", "12", welcome.PIN_BAD),
        ("until", "R9.13.1", welcome.UNTIL_BAD),
    ],
)
async def test_what_is_wrong_in_the_form_is_said_under_its_field(
    folder: Path, name: str, typed: str, words: str
) -> None:
    app = at_the_door(folder)
    good = {"area": "美園", "staff": "山田", "passphrase": PASSPHRASE, "again": PASSPHRASE,
            "pin": "1234", "until": ""}  # fmt: skip
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#begin", Button).press()
        await on_screen(pilot, "CreateScreen")
        for field, value in (good | {name: typed}).items():
            app.screen.query_one(f"#{field}", FormField).value = value
        has_day = name == "until"
        app.screen.query_one("#certification", Select).value = "certified" if has_day else "none"
        await pilot.press("ctrl+s")

        assert app.screen.query_one(f"#{name}", FormField).problem == words
        assert app.screen.query_one(f"#{name}", FormField).input.value == typed
        assert not app._doorway.exists()


async def test_a_certification_is_never_assumed(folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#begin", Button).press()
        await on_screen(pilot, "CreateScreen")
        for field, value in {"area": "美園", "staff": "山田", "passphrase": PASSPHRASE,
                             "again": PASSPHRASE, "pin": "1234"}.items():  # fmt: skip
            app.screen.query_one(f"#{field}", FormField).value = value
        await pilot.press("ctrl+s")
        await pilot.pause()
        unanswered = shown(app)
        app.screen.query_one("#certification", Select).value = "certified"
        await pilot.press("ctrl+s")

        assert welcome.CERTIFICATION_MISSING in unanswered
        assert app.screen.query_one("#until", FormField).problem == welcome.UNTIL_MISSING


@pytest.mark.usefixtures("store")
async def test_a_wrong_passphrase_is_said_and_kept_and_the_right_one_opens(folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, "ちがう合言葉")
        await pilot.press("enter")
        await until(pilot, lambda: "合言葉が違います" in shown(app))
        kept = app.screen.query_one("#passphrase", FormField).input.value
        await pilot.press("ctrl+u")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")

    assert kept == "ちがう合言葉"


async def test_connecting_leads_through_creating_to_the_code(folder: Path, store: str) -> None:
    from concierge_tui.doorway import LaptopDoorway
    from screens.create.recovery import RecoveryScreen

    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        opened = LaptopDoorway(Home(folder)).unlock(PASSPHRASE)
        app.push_screen(RecoveryScreen(store, opened, "enrol"))
        await on_screen(pilot, "RecoveryScreen")
        await pilot.press("space", "tab", "enter")
        await on_screen(pilot, "EnrolScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_after_practice_one_begins_in_earnest(desk: Desk, meetup: str, folder: Path) -> None:
    del meetup
    app = at_home(desk, folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "みその交流会" in shown(app))
        practising = shown(app)
        app.screen.query_one("#end", Button).press()
        await on_screen(pilot, "ConfirmScreen")
        app.screen.query_one("#confirm-yes", Button).press()
        await on_screen(pilot, "CreateScreen")
        await pilot.press("escape")
        await on_screen(pilot, "WelcomeScreen")

    assert "【練習】" in practising.splitlines()[0]
    assert app.desk is None


async def test_the_hard_lock_closes_the_store_and_keeps_what_was_half_typed(
    folder: Path, store: str
) -> None:
    del store
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        app.screen.query_one("#title JpInput").focus()
        await paste(pilot, "とちゅうの会")
        app._touched_at -= 15 * 60
        app._idle_told = False
        app.look_for_idle()
        await on_screen(pilot, "UnlockScreen")
        assert app.desk is None
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")

        assert app.screen.query_one("#title", FormField).value == "とちゅうの会"
        assert page.DRAFT_RESTORED in shown(app)


async def test_a_backup_comes_back_on_an_empty_laptop(
    folder: Path, store: str, tmp_path: Path
) -> None:
    del store
    file = tmp_path / "控え.concierge"
    with_store = open_desk(Home(folder), PASSPHRASE)
    with_store.meetups.new("みその交流会", "2026-12-05")
    with_store.back_up(file, None)
    with_store.close()
    app = at_the_door(tmp_path / "other")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        app.screen.query_one("#restore", Button).press()
        await on_screen(pilot, "RestoreScreen")
        await paste(pilot, f"'{file}'")
        await pilot.press("enter")
        await paste(pilot, "ちがう")
        await pilot.press("enter")
        await until(pilot, lambda: "合言葉が違います" in shown(app))
        await pilot.press("ctrl+u")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "みその交流会" in shown(app))


async def test_leaving_twice_is_harmless(desk: Desk, folder: Path) -> None:
    app = at_home(desk, folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.post_message(LeaveWished())
        app.post_message(LeaveWished())
        await on_screen(pilot, "WelcomeScreen")

        assert name_of(app) == "WelcomeScreen"


@pytest.mark.parametrize(
    ("button", "screen", "field"),
    [("#begin", "CreateScreen", "area"), ("#restore", "RestoreScreen", "file")],
)
async def test_what_was_typed_at_the_door_is_there_again_without_the_secrets(
    folder: Path, button: str, screen: str, field: str
) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        app.screen.query_one(button, Button).press()
        await on_screen(pilot, screen)
        await paste(pilot, "美園")
        app.screen.query_one("#passphrase", FormField).value = PASSPHRASE
        await pilot.press("escape")
        await on_screen(pilot, "WelcomeScreen")
        app.screen.query_one(button, Button).press()
        await on_screen(pilot, screen)

        assert app.screen.query_one(f"#{field}", FormField).value == "美園"
        assert app.screen.query_one("#passphrase", FormField).value == ""


async def test_the_keys_at_the_door_are_those_that_work_there(folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        await pilot.press("f1")
        await on_screen(pilot, "HelpScreen")

        assert "画面を隠す" not in shown(app)
        assert "Ctrl+Q" in shown(app)


async def test_escape_leaves_the_restoring_of_a_backup(folder: Path) -> None:
    app = at_the_door(folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        await pilot.press("up", "enter")
        await on_screen(pilot, "RestoreScreen")
        await paste(pilot, "/どこにも/ない.concierge")
        await pilot.press("enter")
        await paste(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "バックアップとして読めません" in shown(app))
        assert app.focused is app.screen.query_one("#file", FormField).input
        await pilot.press("escape")
        await on_screen(pilot, "WelcomeScreen")

    assert not app._doorway.exists()
