"""While a sign-up is written: who it may be already, and three ways to go on."""

from __future__ import annotations

import pytest

from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.text import sign_up as text
from concierge_tui.text import walk_in
from screens.reception.screen import ReceptionScreen
from screens.sign_up.screen import SignUpScreen
from screens.widgets.form_line import FormLine
from screens.widgets.scanner import Scanned
from tests.staging.stage import Stage
from tests.ui.sign_up_hands import SIZE, ready, top


def hinted(form: SignUpScreen) -> None:
    form.lines.field("kana").value = "たなか みさき"
    form.lines.field("phone").value = "090-1234-5678"
    form.hint_at_alike()


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_a_family_told_apart_is_never_suggested_again(
    desk: Desk, meetup: str, tanaka: str, size: tuple[int, int]
) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, form)
        hinted(form)
        await pilot.pause()
        assert "F3" in form.query_one("#phone-line", FormLine).problem
        assert "F1 ヘルプ" in app.seen
        await pilot.press("f3")
        await pilot.pause()
        assert form.query_one("#phone-line", FormLine).problem == ""
        assert walk_in.APART_NOTED in app.seen
        kept = desk.sign_up_drafts.first(form._family)
        assert kept is not None
        assert kept.told_apart == [tanaka]
        form.lines.rest.consents.lines[0].answer.turn(0)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert len(desk.families.ids()) == 2
    desk.doubles.refresh()
    assert desk.doubles.waiting() == []


async def test_one_key_leads_to_the_known_family_and_the_page_waits(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        form = top(app)
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        hinted(form)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, ReceptionScreen)
        assert app.screen.panel.household is not None
        assert app.screen.panel.household.family.id == tanaka
    (waiting,) = desk.sign_up_drafts.unfinished()
    assert waiting.answers.kana == "たなか みさき"


async def test_without_a_reception_the_known_family_opens_over_the_page(
    desk: Desk, tanaka: str
) -> None:
    del tanaka
    form = SignUpScreen(desk, new_id())
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        hinted(form)
        form.post_message(Scanned("MS1-7KQ2WX-X"))
        await pilot.pause()
        assert app.screen is form
        assert text.NO_DESK in app.seen
        await pilot.press("f5")
        await pilot.pause()
        assert type(top(app)).__name__ == "HouseholdScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert top(app) is form
        assert form.lines.field("kana").value == "たなか みさき"


async def test_what_another_form_brought_along_is_compared_at_once(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    del tanaka
    begun = SignUpAnswers(kana="たなか みさき", phone="090-1234-5678")
    form = SignUpScreen(desk, new_id(), meetup=meetup, begin_with=begun)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        assert "F3" in form.query_one("#phone-line", FormLine).problem
