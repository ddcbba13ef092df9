"""While a family is typed: who it may be, and three ways to go on."""

from __future__ import annotations

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.text import walk_in as text
from screens.reception.screen import ReceptionScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from tests.journals.desk_families import registered
from tests.staging.stage import Keys, Stage

PHONE = "09055556666"


async def typed(keys: Keys) -> WalkInScreen:
    """Write down the mother and child of a family that is known, with another telephone."""
    await keys.press("f3")
    await keys.type("tanaka misaki")
    await keys.press("enter", "enter")
    await keys.type(PHONE)
    await keys.press("enter")
    await keys.type("himari")
    await keys.press("enter")
    await keys.type("R6.7.2")
    await keys.press("enter")
    form = keys._app.screen
    assert isinstance(form, WalkInScreen)
    return form


@pytest.fixture
def known(desk: Desk) -> str:
    return registered(desk, city="緑区").family


async def test_a_name_and_a_birthday_tell_who_it_may_be(
    desk: Desk, meetup: str, known: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form = await typed(Keys(app, pilot))
        hint = form.query_one("#phone-line", FormLine).problem

        assert "田中 美咲" in hint
        assert "緑区" in hint
        assert "7/2" in hint
        assert "2024" not in hint
        assert "2222" not in app.seen, "the last four of the known telephone"
        assert "F5" in hint
        assert "F1 ヘルプ" in app.seen
    assert desk.families.ids() == [known]


async def test_one_key_opens_the_known_family_and_keeps_the_form(
    desk: Desk, meetup: str, known: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await typed(keys)
        await keys.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, ReceptionScreen)
        assert "田中 美咲" in app.seen
        await keys.press("f3")
        await pilot.pause()
        assert app.screen.query_one("#phone", JpInput).value.replace("-", "") == PHONE
    assert desk.families.ids() == [known]


async def test_told_apart_once_it_is_never_said_again(desk: Desk, meetup: str, known: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        form = await typed(keys)
        await keys.press("f3")
        await pilot.pause()
        assert form.query_one("#phone-line", FormLine).problem == ""
        assert text.APART_NOTED in app.seen
        form.lines.consent.choose("yes")
        await keys.press("ctrl+s")
        await pilot.pause()
    assert len(desk.families.ids()) == 2
    desk.doubles.refresh()
    assert desk.doubles.waiting() == []
    assert known in desk.families.ids()
