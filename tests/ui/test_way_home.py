"""Escape goes one step toward home from everywhere, and the desk hides when nobody is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.text import area, hall
from screens.hall.ways import WAYS as WAYS_OF_THE_HALL
from screens.lock.unattended import SOFT_LOCK
from screens.widgets.result_list import ResultList
from screens.widgets.tick_box import TickBox
from tests.ui.at_the_door import at_home, name_of, on_screen, paste, shown, until

SIZE = (80, 24)
KEYS = {"Enter", "Space", "Tab", "Esc", "Ctrl", "PDF", "USB"}
HEAD = "保護者氏名,電話番号,子ども氏名,子ども生年月日"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名簿.csv"
    path.write_text(
        f"{HEAD}\n田中 花,090-1234-5678,田中 蓮,R7.2.30\n,090-9999-9999,鈴木,2024/1/1\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def app(desk: Desk, meetup: str, roster: Path, tmp_path: Path) -> ConciergeApp:
    desk.rosters.run(desk.rosters.open(roster), meetup, Basis("1", "b", "h"))
    return at_home(desk, tmp_path)


def english(line: str) -> list[str]:
    """Return the words of a line that are neither Japanese nor names of keys."""
    return [word for word in re.findall("[A-Za-z]{3,}", line) if word not in KEYS]


def press(name: str) -> Callable[[Pilot[None]], None]:
    def do(pilot: Pilot[None]) -> None:
        pilot.app.screen.query_one(name, Button).press()

    return do


def push(module: str, name: str) -> Callable[[Pilot[None]], None]:
    def do(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, ConciergeApp)
        app.push_screen(getattr(import_module(module), name)(app.desk))

    return do


def push_pair(pilot: Pilot[None]) -> None:
    from screens.pair.screen import PairScreen

    app = pilot.app
    assert isinstance(app, ConciergeApp)
    assert app.desk is not None
    app.push_screen(PairScreen(app.desk, *app.desk.families.ids()[:2]))


WAYS: dict[str, list[tuple[str | Callable[[Pilot[None]], None], str]]] = {
    "meetup": [("f3", "MeetupFormScreen")],
    "staff": [(press("#staff"), "StaffScreen")],
    "repairs": [("f2", "RepairsScreen"), ("enter", "ProblemScreen")],
    "consents": [("f2", "RepairsScreen"), ("ctrl+k", "OverviewScreen")],
    "sign-up": [(press("#sign-up"), "SignUpScreen"), ("f2", "UnfinishedScreen")],
    "pair": [("f2", "RepairsScreen"), (push_pair, "PairScreen")],
    "sync": [("ctrl+r", "SyncScreen"), (press("#stick-write"), "StickScreen")],
    "enrol": [("f5", "SyncScreen"), (push("screens.enrol.screen", "EnrolScreen"), "EnrolScreen")],
    "hub": [("f5", "SyncScreen"), (push("screens.hub.screen", "HubScreen"), "HubScreen")],
    "hub house": [
        ("f5", "SyncScreen"),
        (push("screens.hub.screen", "HubScreen"), "HubScreen"),
        (press("#house"), "HouseScreen"),
    ],
    "print": [("f11", "PrintScreen")],
    "print by ctrl": [("ctrl+t", "PrintScreen")],
    "preparation": [("f6", "PreparationScreen")],
    "preparation by ctrl": [("ctrl+a", "PreparationScreen")],
    "area": [(press("#area"), "AreaScreen")],
    "limits": [
        (press("#area"), "AreaScreen"),
        ("f2", "LimitsScreen"),
        ("enter", "LimitScreen"),
    ],
    "roster": [("ctrl+b", "RosterFileScreen")],
    "waiting": [(push("screens.hand_off.waiting", "WaitingScreen"), "WaitingScreen")],
    "help": [("f1", "HelpScreen")],
    "help by ctrl": [("ctrl+g", "HelpScreen")],
}


@pytest.mark.parametrize("way", WAYS)
async def test_escape_goes_one_step_toward_home(app: ConciergeApp, way: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        passed = ["HomeScreen"]
        for step, name in WAYS[way]:
            if isinstance(step, str):
                await pilot.press(step)
            else:
                step(pilot)
            await on_screen(pilot, name)
            passed.append(name)
        for name in reversed(passed[:-1]):
            assert english(shown(app).splitlines()[-1]) == []
            await pilot.press("escape")
            await on_screen(pilot, name)
        await pilot.press("escape", "escape")

        assert name_of(app) == "HomeScreen"


def test_the_hall_numbers_its_ways_as_the_lessons_press_them() -> None:
    assert tuple(way.name for way in WAYS_OF_THE_HALL) == hall.ORDER


async def test_escape_leads_from_the_hall_to_the_reception(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("enter")
        await on_screen(pilot, "ReceptionScreen")
        for place, way in enumerate(WAYS_OF_THE_HALL):
            await pilot.press("ctrl+a" if place == 0 else "f6")
            await on_screen(pilot, "HallScreen")
            assert english(shown(app).splitlines()[-1]) == []
            if place < len(hall.DIGITS):
                await pilot.press(hall.number(way.name))
            else:
                await pilot.press("end", *["up"] * (len(WAYS_OF_THE_HALL) - place - 1), "enter")
            await until(pilot, lambda: name_of(app) != "HallScreen")
            await pilot.press("escape")
            await on_screen(pilot, "HallScreen")
            await pilot.press("escape")
            await on_screen(pilot, "ReceptionScreen")


async def test_escape_leads_from_the_qr_to_the_reception_and_home(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        for key, name in (("enter", "ReceptionScreen"), ("f3", "WalkInScreen")):
            await pilot.press(key)
            await on_screen(pilot, name)
        await pilot.press("f11")
        await on_screen(pilot, "HandOffScreen")
        assert english(shown(app).splitlines()[-1]) == []
        await pilot.press("escape")
        await on_screen(pilot, "ReceptionScreen")


async def test_escape_leads_from_the_mapping_to_the_file_and_home(
    app: ConciergeApp, roster: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("f4")
        await on_screen(pilot, "RosterFileScreen")
        app.screen.query_one("#path").focus()
        await paste(pilot, str(roster))
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")
        await pilot.press("enter")
        await on_screen(pilot, "MeaningScreen")
        for name in ("RosterMappingScreen", "RosterFileScreen", "HomeScreen"):
            await pilot.press("escape")
            await on_screen(pilot, name)


async def test_escape_leads_from_a_new_roster_to_home(app: ConciergeApp, roster: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("f4")
        await on_screen(pilot, "RosterFileScreen")
        app.screen.query_one("#path").focus()
        await paste(pilot, str(roster))
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one(TickBox).value = True
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RosterResultScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_an_open_list_speaks_japanese_and_escape_closes_the_list_alone(
    app: ConciergeApp,
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        closed = shown(app).splitlines()[-1]
        await pilot.press("enter")
        await pilot.pause()
        opened = shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "MeetupFormScreen")

    assert "Enter 一覧をひらく" in closed
    assert english(opened.splitlines()[-1]) == []
    assert "Enter 選ぶ" in opened
    assert opened.count("ひな形や前の会を選ぶと") == 1


async def test_what_was_said_is_gone_when_one_comes_back(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "取り消せる操作がありません" in shown(app))
        await pilot.press("f1")
        await on_screen(pilot, "HelpScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        after_help = shown(app)
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")

        assert "取り消せる操作がありません" in after_help
        assert "取り消せる操作がありません" not in shown(app)


async def test_enter_goes_through_a_form_to_its_button(desk: Desk, app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.screen.query_one("#area", Button).press()
        await on_screen(pilot, "AreaScreen")
        await paste(pilot, "さいたま市緑区")
        await pilot.press("enter")
        await paste(pilot, "さいたま市岩槻区，さいたま市見沼区")
        await pilot.press(*["enter"] * 4)
        await until(pilot, lambda: area.SAVED in shown(app))

    assert len(desk.areas.here().neighbours) == 2


@pytest.mark.parametrize("key", ["f12", "ctrl+l"])
async def test_one_key_hides_everything_and_the_same_screen_comes_back(
    app: ConciergeApp, key: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        await pilot.press(key)
        await on_screen(pilot, "LockScreen")
        hidden = shown(app)
        await pilot.press("space")
        await on_screen(pilot, "MeetupFormScreen")

    assert not any("\u3041" <= character <= "\u9fff" for character in hidden)


async def test_three_idle_minutes_hide_the_screen(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app._touched_at -= SOFT_LOCK
        app.look_for_idle()
        await on_screen(pilot, "LockScreen")
        app.look_for_idle()
        await pilot.pause()

        assert [type(screen).__name__ for screen in app.screen_stack].count("LockScreen") == 1


async def test_a_hidden_screen_becomes_a_closed_store(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f12")
        await on_screen(pilot, "LockScreen")
        app._touched_at -= 15 * 60
        app.look_for_idle()
        await on_screen(pilot, "WelcomeScreen")
        await pilot.pause()

        assert app.desk is None
        assert "操作がなかったので、練習をおわりました" in shown(app)
