"""Ctrl+Z takes back at once what was done on this page; anything else it names before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.text import undo as text
from concierge_tui.text.times import clock_time
from screens.custody.refused import RefusedScreen
from screens.custody.screen import CustodyScreen
from screens.hall.screen import HallScreen
from screens.household.screen import HouseholdScreen
from screens.inside.screen import InsideScreen
from screens.reception.screen import ReceptionScreen
from screens.widgets.confirm import ConfirmScreen
from tests.conftest import NOON
from tests.staging.stage import Stage
from tests.ui.custody_screens import with_child

Given = Callable[..., str]
SIZE = (80, 24)


@pytest.fixture
def here(desk: Desk, meetup: str, tanaka: str) -> str:
    """A family that came, all of it."""
    with_child(desk, meetup, tanaka)
    return tanaka


def hand(desk: Desk, meetup: str, family: str) -> None:
    child = desk.families.get(family).children[0].id
    body = {"child": child, "to": desk.author().actor, "role": "staff"}
    entity = custody_id(meetup, child)
    desk.journal.append([Draft("custody.hand", entity, body, family, meetup)], desk.author())


def out(desk: Desk, meetup: str) -> int:
    return len(desk.custody(meetup).board().out)


def inside(desk: Desk, meetup: str) -> int:
    return desk.attendances.counts(meetup).families_here


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys; return what is asked now, or nothing."""
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(pilot.app, Stage)
    return pilot.app.seen if isinstance(pilot.app.screen, ConfirmScreen) else ""


async def test_a_hand_over_of_just_now_goes_back_at_once_on_the_board_and_nothing_else_does(
    desk: Desk, meetup: str, here: str
) -> None:
    app = Stage(CustodyScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        hand(desk, meetup, here)
        assert not await pressed(pilot, "ctrl+z")
        assert out(desk, meetup) == 0
        assert "田中家の引き渡し(陽葵)を取り消しました" in app.said

        asked = await pressed(pilot, "ctrl+z")
        assert "田中家の受付" in asked
        assert text.ASK_TITLE in asked
        assert not await pressed(pilot, "enter"), "an Enter by habit leaves everything as it is"
        assert inside(desk, meetup) == 1
        assert await pressed(pilot, "ctrl+z")
        await pressed(pilot, "tab", "enter")
        assert inside(desk, meetup) == 0
        assert "田中家の受付を取り消しました" in app.said


@pytest.mark.parametrize("minutes", [3, -3], ids=["long ago", "a clock that was set back"])
async def test_what_was_done_here_some_time_ago_is_named_with_its_time(
    desk: Desk, meetup: str, here: str, minutes: int
) -> None:
    hand(desk, meetup, here)
    later = desk.now() + timedelta(minutes=minutes)
    object.__setattr__(desk, "now", lambda: later)
    async with Stage(CustodyScreen(desk, meetup)).run_test(size=SIZE) as pilot:
        await pilot.pause()
        asked = await pressed(pilot, "ctrl+z")
        assert f"{clock_time(milliseconds(NOON))}  田中家の引き渡し(陽葵)" in asked
        assert out(desk, meetup) == 1


async def test_an_act_that_came_in_between_is_not_taken_back_instead(
    desk: Desk, meetup: str, here: str
) -> None:
    async with Stage(CustodyScreen(desk, meetup)).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "受付" in await pressed(pilot, "ctrl+z")
        hand(desk, meetup, here)
        await pressed(pilot, "tab", "enter")
        assert (out(desk, meetup), inside(desk, meetup)) == (1, 0), "what was named, nothing else"


@pytest.mark.parametrize("make", [HallScreen, InsideScreen])
async def test_where_nobody_is_checked_in_a_check_in_is_named_first(
    desk: Desk, meetup: str, here: str, make: Callable[[Desk, str], Screen[object]]
) -> None:
    assert here
    async with Stage(make(desk, meetup)).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "田中家の受付" in await pressed(pilot, "ctrl+z")
        assert inside(desk, meetup) == 1


async def test_at_the_reception_another_family_is_named_first(
    desk: Desk, meetup: str, here: str, suzuki: str
) -> None:
    assert here
    assert suzuki
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("suzuki")
        await pilot.pause()
        assert "田中家の受付" in await pressed(pilot, "ctrl+z")
        assert inside(desk, meetup) == 1
        await pressed(pilot, "escape")
        await pressed(pilot, "escape")
        assert not await pressed(pilot, "ctrl+z"), "nobody else stands here"
        assert inside(desk, meetup) == 0


async def test_no_name_is_asked_about_before_whoever_was_refused(
    desk: Desk, meetup: str, here: str
) -> None:
    screen = RefusedScreen(desk, *with_child(desk, meetup, here))
    async with Stage(screen).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert not await pressed(pilot, "ctrl+z")


def test_asking_writes_nothing(desk: Desk, here: str) -> None:
    assert here
    before: tuple[int, datetime] = desk.journal.last_change(), desk.now()  # type: ignore[attr-defined]
    due = desk.undo.due()
    assert (due.kinds, desk.journal.last_change()) == (("visit.arrive",), before[0])  # type: ignore[attr-defined]


async def test_on_the_page_of_a_household_only_its_own_change_goes_back(
    desk: Desk, meetup: str, here: str
) -> None:
    app = Stage(HouseholdScreen(desk, here))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert not await pressed(pilot, "ctrl+z")
        assert "最後にしたのは田中家の受付" in app.said
        assert inside(desk, meetup) == 1
