"""From the sign-up to the family's own telephone, whatever was written so far."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.text import hand_off as text
from screens.reception.screen import ReceptionScreen
from screens.sign_up.screen import SignUpScreen
from tests.staging.stage import Stage
from tests.ui.sign_up_hands import SIZE, ready, the_family, top


async def opened(app: Stage, pilot: Pilot[None]) -> SignUpScreen:
    await pilot.pause()
    await pilot.press("f4")
    form = top(app)
    assert isinstance(form, SignUpScreen)
    await ready(pilot, form)
    return form


@pytest.mark.parametrize("answered", [False, True])
async def test_the_code_is_shown_and_the_family_is_inside(
    enrolled: Desk, day: str, *, answered: bool
) -> None:
    app = Stage(ReceptionScreen(enrolled, day))
    async with app.run_test(size=SIZE) as pilot:
        form = await opened(app, pilot)
        if answered:
            form.lines.field("kana").value = "あべ ゆい"
            form.lines.rest.consents.lines[0].answer.turn(0)
        await pilot.press("f11", "f11")
        await pilot.pause()
        assert type(top(app)).__name__ == "HandOffScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert type(top(app)).__name__ == "ReceptionScreen"

    assert enrolled.reception(day).counts().people_here == 1
    assert the_family(enrolled).adults[0].kana == ("アベ ユイ" if answered else "")
    assert enrolled.sign_up_drafts.unfinished() == []


async def test_what_was_begun_without_consent_is_not_thrown_away(enrolled: Desk, day: str) -> None:
    form = SignUpScreen(enrolled, new_id(), meetup=day)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").value = "あべ ゆい"
        await pilot.press("f11")
        await pilot.pause()
        assert top(app) is form
        assert text.BEGUN[:10] in app.said
    assert enrolled.families.ids() == []


async def test_a_page_that_was_mended_and_saved_does_not_go_to_the_telephone(
    enrolled: Desk, day: str
) -> None:
    app = Stage(ReceptionScreen(enrolled, day))
    async with app.run_test(size=SIZE) as pilot:
        form = await opened(app, pilot)
        form.lines.field("kana").value = "あべ ゆい"
        form.lines.field("phone").value = "0901234"
        form.lines.rest.consents.lines[0].answer.turn(0)
        await pilot.press("f11")
        await pilot.pause()
        assert top(app) is form
        form.lines.field("phone").value = "090-1234-5678"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert type(top(app)).__name__ == "DoneScreen"


async def test_beyond_the_capacity_a_reason_lets_them_in(enrolled: Desk, day: str) -> None:
    enrolled.meetups.correct(day, {"capacity": 0})
    form = SignUpScreen(enrolled, new_id(), meetup=day)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("f11")
        await pilot.pause()
        assert enrolled.families.ids() == []
        app.type("見学のみ")
        await pilot.press("enter")
        await pilot.pause()

    assert enrolled.reception(day).counts().people_here == 1


async def test_without_a_way_out_the_page_itself_is_the_way(enrolled: Desk, day: str) -> None:
    enrolled.hand_off._rows._connection.execute("DELETE FROM local_grant")  # type: ignore[attr-defined]
    form = SignUpScreen(enrolled, new_id(), meetup=day)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.rest.consents.lines[0].answer.turn(0)
        form.lines.field("kana").value = "あべ ゆい"
        await pilot.press("f11")
        await pilot.pause()
        assert top(app) is form
        assert "代理入力" in app.said
    assert enrolled.families.ids() == []
