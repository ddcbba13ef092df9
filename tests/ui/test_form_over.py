"""A form whose family is registered is over, whatever became of its draft."""

from __future__ import annotations

import json

import pytest

from concierge_tui.domain.errors import StoreFull
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.walk_in_answers import Answers, Asked, ChildAnswers
from screens.reception.screen import ReceptionScreen
from screens.sign_up.screen import SignUpScreen
from screens.walk_in.screen import WalkInScreen
from tests.staging.stage import Stage
from tests.ui.sign_up_hands import SIZE, ready, top

WRITTEN = Answers(
    kana="さとう はな",
    phone="09012345678",
    consented=True,
    children=[ChildAnswers(kana="ゆい", birthday="2024/1/5", allergy="no")],
)


def draft_of(meetup: str) -> str:
    return f"walk_in:{meetup}:"


async def test_a_walk_in_whose_draft_outlived_its_registration_is_not_written_twice(
    desk: Desk, meetup: str
) -> None:
    app = Stage(WalkInScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        form = top(app)
        assert isinstance(form, WalkInScreen)
        form.query_one("#kana").focus()
        app.type("sato hana\r")
        await pilot.pause()
        form.lines.consent.choose("yes")
        form.keep()
        kept = desk.drafts.get(draft_of(meetup))
        assert kept is not None
        await pilot.press("ctrl+s")
        await pilot.pause()
    (family,) = desk.families.ids()
    assert desk.drafts.get(draft_of(meetup)) is None
    desk.drafts.put(draft_of(meetup), kept)  # as if the power had gone between the two

    app = Stage(WalkInScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        form = top(app)
        assert isinstance(form, WalkInScreen)
        assert form.answers.is_blank
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert desk.families.ids() == [family]
    assert desk.drafts.get(draft_of(meetup)) is None


async def test_a_sign_up_whose_draft_outlived_its_registration_keeps_its_number(
    desk: Desk, meetup: str
) -> None:
    family = new_id()
    asked = Asked(answer="yes", version="2026-11", text_hash="x")
    page = SignUpAnswers(kana="さとう はな", consents={"registration": asked})
    done = desk.sign_up().register(family, page, meetup=meetup)
    desk.sign_up_drafts.keep_first(family, page)
    assert desk.sign_up_drafts.unfinished() == []

    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        assert form.answers.is_blank
        form.lines.field("kana").value = "さとう はな"
        form.lines.rest.consents.lines[0].answer.turn(0)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "もう登録されています" in app.said
    assert desk.families.get(family).code == done.code


@pytest.mark.parametrize("kind", ["walk_in", "sign_up"])
async def test_a_disk_that_fills_up_behind_the_registration_does_not_deny_it(
    desk: Desk, meetup: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("f3" if kind == "walk_in" else "f4")
        await pilot.pause()
        form = top(app)
        if isinstance(form, SignUpScreen):
            await ready(pilot, form)
            form.lines.field("kana").value = "さとう はな"
            form.lines.rest.consents.lines[0].answer.turn(0)
        else:
            assert isinstance(form, WalkInScreen)
            app.type("sato hana\r")
            await pilot.pause()
            form.lines.consent.choose("yes")
        form.keep()

        def full(*_: object) -> None:
            raise StoreFull

        monkeypatch.setattr(type(desk.drafts), "drop", full)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert top(app) is not form
        monkeypatch.undo()
    assert len(desk.families.ids()) == 1
    assert desk.sign_up_drafts.unfinished() == []
    assert desk.walk_in_drafts.get(meetup, None) is None


async def test_a_draft_of_another_version_does_not_close_the_form_for_good(
    desk: Desk, meetup: str
) -> None:
    desk.drafts.put(draft_of(meetup), json.dumps({"kana": "さとう", "photo": "friends"}))
    app = Stage(WalkInScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(top(app), WalkInScreen)
