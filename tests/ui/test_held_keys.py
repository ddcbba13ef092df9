"""What is done twice in a hurry is done once, and nothing is done behind a hidden desk."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import screens
from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from screens.enrol.screen import EnrolScreen
from screens.home.screen import HomeScreen
from screens.household.screen import HouseholdScreen
from screens.inside.screen import InsideScreen
from screens.lock.screen import LockScreen
from screens.long_work import LongWork
from screens.meetup_form.screen import MeetupFormScreen
from screens.print.screen import PrintScreen
from screens.reception.screen import ReceptionScreen
from screens.repairs.screen import RepairsScreen
from screens.roster.file import RosterFileScreen
from screens.roster.mapping import RosterMappingScreen
from screens.slip.screen import SlipScreen
from screens.sync.screen import SyncScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.attentive import Attentive
from screens.widgets.confirm import ConfirmScreen
from tests.ui.at_the_door import at_home, on_screen, until

SIZE = (80, 24)
CODE = "MS1-7KQ2WX-X"
Make = Callable[[Desk, str, str, Path], Screen[Any]]


def burst(app: ConciergeApp, *keys: str) -> None:
    """Send keys faster than anything can answer."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def at_the_desk(pilot: Pilot[None], desk: Desk, meetup: str) -> None:
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(ReceptionScreen(desk, meetup))
    await pilot.pause()


async def test_a_held_enter_answers_a_question_once(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app, answers = at_home(desk, tmp_path / "store"), list[bool | None]()
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(ConfirmScreen("?", "?", "はい", "いいえ"), answers.append)
        await pilot.pause()

        burst(app, "enter", "enter", "enter")
        await pilot.pause(0.3)

        assert len(answers) == 1
        assert isinstance(app.screen, ReceptionScreen)


@pytest.mark.parametrize("name", ["household", "walk_in", "inside"])
async def test_a_card_that_is_read_three_times_leads_to_the_reception_and_no_further(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        match name:
            case "household":
                app.push_screen(HouseholdScreen(desk, tanaka))
            case "walk_in":
                app.push_screen(WalkInScreen(desk, meetup))
            case _:
                app.push_screen(InsideScreen(desk, meetup))
        await pilot.pause()

        burst(app, *[*CODE, "enter"] * 3)
        await pilot.pause(0.3)

        assert isinstance(app.screen, ReceptionScreen)
        assert [row.key for row in app.screen.results.rows] == [tanaka]


def mapping(desk: Desk, meetup: str, roster: Path) -> Screen[Any]:
    return RosterMappingScreen(desk, desk.meetups.get(meetup), desk.rosters.open(roster))


SCREENS: dict[str, Make] = {
    "home": lambda desk, _m, _f, _r: HomeScreen(desk),
    "reception": lambda desk, m, _f, _r: ReceptionScreen(desk, m),
    "household": lambda desk, _m, f, _r: HouseholdScreen(desk, f),
    "walk_in": lambda desk, m, _f, _r: WalkInScreen(desk, m),
    "inside": lambda desk, m, _f, _r: InsideScreen(desk, m),
    "slip": lambda desk, m, f, _r: SlipScreen(desk, f, m),
    "print": lambda desk, m, f, _r: PrintScreen(desk, m, f),
    "meetup_form": lambda desk, _m, _f, _r: MeetupFormScreen(desk),
    "repairs": lambda desk, _m, _f, _r: RepairsScreen(desk),
    "roster": lambda desk, m, _f, _r: RosterFileScreen(desk, m),
    "mapping": lambda desk, m, _f, r: mapping(desk, m, r),
    "sync": lambda desk, _m, _f, _r: SyncScreen(desk),
    "enrol": lambda desk, _m, _f, _r: EnrolScreen(desk),
}


@pytest.fixture
def roster(desk: Desk, meetup: str, tmp_path: Path) -> Path:
    path = tmp_path / "r.csv"
    head = "保護者氏名,電話番号,子ども氏名,子ども生年月日"
    path.write_text(f"{head}\n田中 花,090-1234-5678,田中 蓮,R7.2.30\n,090-9999-9999,,2024/1/1\n")
    desk.rosters.run(desk.rosters.open(path), meetup, Basis("1", "b", "h"))
    return path


@pytest.mark.parametrize("name", SCREENS)
async def test_a_held_enter_opens_at_most_one_screen_from_wherever_the_focus_is(
    desk: Desk, meetup: str, tanaka: str, roster: Path, tmp_path: Path, name: str
) -> None:
    app, at, tried = at_home(desk, tmp_path / "store"), 0, 1
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        while at < tried:
            app.push_screen(SCREENS[name](desk, meetup, tanaka, roster))
            await pilot.pause()
            tried, deep = len(app.screen.focus_chain), len(app.screen_stack)
            if at < tried:
                app.screen.set_focus(app.screen.focus_chain[at])
            await pilot.pause()

            burst(app, *["enter"] * 4)
            await pilot.pause(0.1)

            assert app.is_running
            assert 1 <= len(app.screen_stack) <= deep + 1
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            at += 1


@pytest.mark.parametrize("name", [name for name in SCREENS if name != "home"])
async def test_a_screen_may_be_left_before_it_was_seen(
    desk: Desk, meetup: str, tanaka: str, roster: Path, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        for passes in range(10):
            app.push_screen(SCREENS[name](desk, meetup, tanaka, roster))
            for _ in range(passes):
                await asyncio.sleep(0)
            burst(app, "escape")
            await pilot.pause()
            await pilot.pause(0.01 * passes)
            burst(app, "escape", "escape")
            await pilot.pause()

        assert app.is_running
        await on_screen(pilot, "HomeScreen")


@pytest.mark.parametrize("ends", ["leaves", "opens"])
async def test_work_that_ends_behind_the_hidden_desk_does_not_lift_the_clock(
    desk: Desk, meetup: str, tmp_path: Path, ends: str
) -> None:
    app, gone_on = at_home(desk, tmp_path / "store"), "InsideScreen"
    desk.staff.set_pin(desk.author().actor, "2468")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        page = LongWork(desk)
        app.push_screen(page)
        await pilot.pause()
        await pilot.press("f12")
        assert isinstance(app.screen, LockScreen)

        def leave(page: LongWork) -> None:
            page.dismiss()

        def open_inside() -> None:
            app.push_screen(InsideScreen(desk, meetup))

        if ends == "leaves":
            page.start("", lambda *_: None, lambda _: leave(page))
            gone_on = "HomeScreen"
        else:
            page.start("", lambda *_: None, lambda _: open_inside())
        await until(pilot, lambda: not page.busy)
        await pilot.pause(0.1)
        assert isinstance(app.screen, LockScreen)

        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"2468", "enter")
        await on_screen(pilot, gone_on)


def every_screen() -> Iterator[type[Screen[Any]]]:
    """Yield every screen that the program has."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Screen):
                yield found


def test_every_screen_hears_only_what_is_done_on_top() -> None:
    ours = {kind for kind in every_screen() if kind.__module__.startswith("screens.")}

    assert len(ours) > 30
    assert {kind.__name__ for kind in ours if not issubclass(kind, Attentive)} == set()


class Missing(Static):
    """Looks for a part that was never made."""

    def on_mount(self) -> None:
        self.query_one("#nothing")


@pytest.mark.parametrize("is_left", [True, False])
async def test_only_a_screen_that_was_left_may_miss_its_parts(
    desk: Desk, tmp_path: Path, *, is_left: bool
) -> None:
    app = at_home(desk, tmp_path / "store")
    with pytest.raises(NoMatches) if not is_left else nullcontext():
        async with app.run_test(size=SIZE) as pilot:
            await on_screen(pilot, "HomeScreen")
            page = LongWork(desk)
            app.push_screen(page)
            await pilot.pause()
            page.mount(Missing())
            if is_left:
                page.dismiss(None)
            await pilot.pause()

            assert app.is_running == is_left
