"""What was done to a household at the desk stays while one looks elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_tui.domain.meetup import Visit
from concierge_tui.services.desk import Desk
from concierge_tui.text import reception as text
from screens.reception.screen import ReceptionScreen
from screens.widgets.result_list import ResultList
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home, at_the_desk, on_screen

SIZE = (80, 24)
Given = Callable[..., str]


def at_reception(app: Stage) -> ReceptionScreen:
    screen = app.screen
    assert isinstance(screen, ReceptionScreen)
    return screen


@pytest.mark.parametrize("way", ["f1", "f2", "f5", "f11", "ctrl+k"])
async def test_a_child_who_stayed_at_home_is_not_checked_in_after_a_look_elsewhere(
    desk: Desk, meetup: str, suzuki: str, way: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("suz")
        await pilot.pause()
        await pilot.press("tab", "right", "space")
        await pilot.pause()
        assert len(at_reception(app).panel.people.ticked) == 1
        await pilot.press(way)
        await pilot.pause()
        assert not isinstance(app.screen, ReceptionScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert len(at_reception(app).panel.people.ticked) == 1
        await pilot.press("enter")
        await pilot.pause()

    counts = desk.reception(meetup).counts()
    assert (counts.people_here, counts.children_here) == (1, 0)
    assert desk.families.ids() == [suzuki]


async def test_nor_after_the_desk_was_hidden(
    desk: Desk, meetup: str, suzuki: str, tmp_path: Path
) -> None:
    del suzuki
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press(*"suz", "tab", "right", "space", "f12")
        await on_screen(pilot, "LockScreen")
        await pilot.press("enter")
        await on_screen(pilot, "ReceptionScreen")
        await pilot.press("enter")
        await pilot.pause()

    assert desk.reception(meetup).counts().children_here == 0


async def test_who_arrived_meanwhile_is_offered_anew(desk: Desk, meetup: str, suzuki: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("suz")
        await pilot.pause()
        await pilot.press("tab", "space")
        await pilot.pause()
        mother = desk.families.get(suzuki).adults[0].id
        desk.reception(meetup).check_in(suzuki, [mother])
        at_reception(app).show_again()
        await pilot.pause()

        ticks = {tick.key: tick for tick in at_reception(app).panel.people.ticks}
    assert ticks[mother].is_locked


@pytest.mark.parametrize("way", ["down", "click", "clear", "f1"])
async def test_a_table_that_was_typed_is_kept_for_the_family_it_was_typed_for(
    desk: Desk, meetup: str, given: Given, way: str
) -> None:
    families = [
        given({"name": f"田中 {name}", "kana": f"タナカ {kana}"})
        for name, kana in (("美咲", "ミサキ"), ("由衣", "ユイ"))
    ]
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("tana")
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        household = at_reception(app).panel.household
        assert household is not None
        await pilot.press("tab", "tab")
        app.type("7")
        await pilot.pause()
        if way == "click":
            await pilot.click(ResultList, offset=(5, 1))
        elif way == "clear":
            at_reception(app).clear_search()
            at_reception(app).show_found(())
        else:
            await pilot.press(way)
        if way == "f1":
            await pilot.pause()
            await pilot.press("escape", "escape")
        await pilot.pause()

    tables = {family: visit.table for family, visit in visits_of(desk, meetup, families).items()}
    assert tables[household.family.id] == "7"
    assert [table for family, table in tables.items() if family != household.family.id] in (
        [],
        [""],
    )


def visits_of(desk: Desk, meetup: str, families: list[str]) -> dict[str, Visit]:
    return dict(desk.attendances.visits(meetup, families))


async def test_children_who_come_without_an_adult_are_noticed(
    desk: Desk, meetup: str, suzuki: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("suz")
        await pilot.pause()
        await pilot.press("tab", "space", "enter")
        await pilot.pause()
        assert "1名を受け付けました" in app.seen
        assert text.NO_ADULT in app.seen
        mother = desk.families.get(suzuki).adults[0].id
        done = desk.reception(meetup).check_in(suzuki, [mother])
        at_reception(app)._say_checked_in(done)
        await pilot.pause()
        assert text.NO_ADULT not in app.seen
