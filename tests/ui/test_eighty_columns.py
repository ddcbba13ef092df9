"""On 80×24 nothing is cut: no key of the footer, no letter of an open list, no word of progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.text import backup, hand_off, page, roster_screen, slip, sync, welcome
from screens.form_page import FormPage
from screens.home.screen import HomeScreen
from screens.long_work import LongWork
from screens.meetup_form.screen import MeetupFormScreen
from screens.reception.screen import ReceptionScreen
from screens.staff.screen import StaffScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import FormField
from screens.widgets.key_foot import KeyFoot
from screens.widgets.pick_list import PickList
from screens.widgets.progress_row import ProgressRow
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home, at_the_door, on_screen, shown

SIZE = (80, 24)
UNCOUNTED = (
    welcome.CREATING, welcome.UNLOCKING, welcome.RENEWING, welcome.RESTORING, sync.ENROLLING,
    roster_screen.OPENING,
)  # fmt: skip
COUNTED = (
    welcome.PREPARING, backup.WRITING, slip.WRITING, sync.SYNCING, roster_screen.READING,
    roster_screen.IMPORTING,
)  # fmt: skip


@pytest.mark.usefixtures("tanaka")
async def test_every_key_of_the_footer_is_whole_wherever_one_stands(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("tana")
        await pilot.pause()
        stood = []
        for _ in range(3):
            stood.append(app.focused and app.focused.id)
            footer = app.screen.query_one(KeyFoot)
            for _ in range(100):
                if "F1 ヘルプ" in app.seen:
                    break
                await pilot.pause(0.02)
            assert footer.cells <= footer.size.width
            assert "F1 ヘルプ" in app.seen
            await pilot.press("tab")
            await pilot.pause()

    assert stood == ["query", "people", "table"]


async def _whole_lists(pilot: Pilot[None], app: ConciergeApp) -> int:
    """Open every list of the screen and read every answer; return how many were read."""
    read = 0
    for choice in app.screen.query(PickList):
        choice.focus()
        await pilot.press("enter")
        await pilot.pause()
        seen = shown(app)
        for prompt, value in choice._options:
            if isinstance(value, str) and choice.expanded:
                assert str(prompt) in seen, seen
                read += 1
        await pilot.press("escape")
    return read


def forms(desk: Desk) -> Iterator[FormPage]:
    yield StaffScreen(desk)
    yield MeetupFormScreen(desk)
    yield MeetupFormScreen(desk, desk.meetups.all()[0].id)


@pytest.mark.usefixtures("meetup")
@pytest.mark.parametrize("which", [0, 1, 2], ids=["staff", "new meetup", "meetup"])
async def test_an_open_list_has_whole_letters_whatever_lies_beneath(
    desk: Desk, tmp_path: Path, which: int
) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(list(forms(desk))[which])
        await pilot.pause()
        calm = await _whole_lists(pilot, app)
        for field in app.screen.query(FormField):
            field.problem = "これは、とても長い文です。直してください。"
        await pilot.pause()

        assert calm > 0
        assert await _whole_lists(pilot, app) == calm


async def test_the_list_of_a_new_store_has_whole_letters(tmp_path: Path) -> None:
    app = at_the_door(tmp_path / "new")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#begin", Button).press()
        await on_screen(pilot, "CreateScreen")
        assert await _whole_lists(pilot, app) == len(welcome.CERTIFICATIONS)
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert await _whole_lists(pilot, app) == len(welcome.CERTIFICATIONS)


async def test_progress_is_said_in_full_and_moves_nothing(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        screen = StaffScreen(desk)
        app.push_screen(screen)
        await on_screen(pilot, "StaffScreen")
        place = screen.query_one("#save").region
        for words in (*UNCOUNTED, *COUNTED):
            release = _begin(screen, words)
            await pilot.pause(0.05)
            assert words in shown(app)
            assert "0／0" not in shown(app)
            assert screen.query_one("#save").region == place
            if words in COUNTED:
                screen.query_one(ProgressRow).advance(23_456, 100_000)
                await pilot.pause(0.05)
                assert words in shown(app)
                assert "23,456／100,000" in shown(app)
            screen.stop_work()
            await pilot.pause(0.05)
            assert page.CANCELLING in shown(app)
            assert screen.query_one("#save").region == place
            release()
            await on_screen(pilot, "StaffScreen")
        assert screen.query_one("#save").region == place


def _begin(screen: LongWork, words: str) -> Callable[[], None]:
    """Begin work that lasts until what this returns is called."""
    held = Event()
    screen.start(words, lambda _progress, _cancelled: held.wait(20), lambda _answer: None)
    return held.set


async def test_ctrl_s_of_a_walk_in_says_what_it_does_now(desk: Desk, meetup: str) -> None:
    app = Stage(WalkInScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        asked = app.seen
        app.screen.query_one("#consent", ChoiceLine).focus()
        await pilot.press("1")
        await pilot.pause()

        assert "Ctrl+S 同意へ" in asked
        assert "Ctrl+S 登録して受け付ける" in app.seen


async def test_the_buttons_of_home_are_whole_while_telephones_are_waited_for(
    enrolled: Desk,
) -> None:
    app = Stage(HomeScreen(enrolled))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        phones = app.screen.query_one("#phones", Button)
        phones.label, phones.display = hand_off.button(12), True
        await pilot.pause()
        last = app.screen.query("#more Button").last(Button)

        assert str(last.label) in app.seen
        assert last.region.right <= SIZE[0]
