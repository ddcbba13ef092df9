"""A sign-up that is left, carried over, interleaved or stuck: nothing typed is lost (E29)."""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.domain.consent import TRIAL
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from screens.reception.screen import ReceptionScreen
from screens.sign_up.done import DoneScreen
from screens.sign_up.screen import SignUpScreen
from screens.sign_up.stuck import StuckScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.at_the_door import until
from tests.ui.sign_up_hands import (
    MOBILE,
    SIZE,
    child,
    proxy_and_guardian,
    ready,
    safety,
    the_family,
    top,
)


async def test_two_families_that_interleave_do_not_mix(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        for kana in ("abe yui", "ito aoi"):
            await keys.press("f4")
            form = app.screen
            assert isinstance(form, SignUpScreen)
            await ready(pilot, form)
            form.lines.field("kana").focus()
            await pilot.pause()
            await keys.type(kana)
            await keys.press("escape")
        assert {u.answers.kana for u in desk.sign_up_drafts.unfinished()} == {
            "あべ ゆい",
            "いと あおい",
        }

        await keys.press("f4", "f2", "down", "down", "enter")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        first = form.lines.answers.kana
        form.lines.field("phone").focus()
        await pilot.pause()
        await keys.type(MOBILE)
        await keys.press("f2", "down", "down", "enter")
        await ready(pilot, form)
        assert form.lines.answers.kana != first
        assert form.lines.answers.phone == ""
        await keys.press("escape")

    phones = {u.answers.kana: u.answers.phone for u in desk.sign_up_drafts.unfinished()}
    assert phones == {first: MOBILE, **{k: "" for k in phones if k != first}}
    assert len(phones) == 2


async def test_what_is_being_typed_is_kept_without_leaving_the_field(
    desk: Desk, meetup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.kept_form.KEEP_AFTER", 0.01)
    family = new_id()
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").focus()
        await pilot.pause()
        app.type("abe")
        await until(pilot, lambda: desk.sign_up_drafts.first(family) is not None)

        kept = desk.sign_up_drafts.first(family)
        assert kept is not None
        assert kept.kana == "abe"


async def test_a_page_comes_back_whole_on_another_day(desk: Desk, meetup: str) -> None:
    family = new_id()
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        keys = Keys(app, pilot)
        await proxy_and_guardian(keys)
        await child(keys, "sora", "R8.1.9", "2")
        await keys.type("たまご")
        await keys.press("enter")
        await safety(keys)
        await keys.type("1")
        await keys.type("1")
        before = form.lines.answers
        await keys.press("escape")

    form = SignUpScreen(desk, family)
    again = Stage(form)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        after = form.lines.answers
        assert "書きかけを戻しました" in again.said

    assert after == before
    assert after.children[0].allergy_text == "たまご"
    assert after.consents[TRIAL].answer == "yes"


async def test_a_blank_page_leaves_nothing_behind(desk: Desk, meetup: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("tab", "tab", "escape")
        await pilot.pause()

    assert desk.sign_up_drafts.unfinished() == []
    assert app.answers == [None]


async def test_the_name_that_was_searched_for_is_carried_over(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("abe yui")
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)

        assert form.lines.answers.kana == "あべ ゆい"


async def test_what_was_typed_for_the_queue_goes_on_in_detail(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f3")
        assert isinstance(top(app), WalkInScreen)
        await keys.type("abe yui")
        await keys.press("enter", "enter")
        await keys.type(MOBILE)
        await keys.press("enter")
        await keys.type("rin")
        await keys.press("f2")
        await until(pilot, lambda: isinstance(top(app), SignUpScreen))
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        answers = form.lines.answers

    assert (answers.kana, answers.phone) == ("あべ ゆい", MOBILE)
    assert [each.kana for each in answers.children] == ["りん"]
    assert answers.consents["registration"].answer == ""
    assert desk.drafts.get(f"walk_in:{meetup}:") is None
    assert len(desk.sign_up_drafts.unfinished()) == 1


async def test_a_sign_up_that_is_stuck_ends_in_a_promise_and_can_go_on(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f4")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        form.lines.field("kana").focus()
        await pilot.pause()
        await keys.type("abe yui")
        await keys.press("ctrl+x")
        assert isinstance(top(app), StuckScreen)
        await keys.press("ctrl+s")
        assert "わけを番号で選んでください" in app.seen
        assert "いつまでにご連絡するか" in app.seen
        await keys.type("2")
        await keys.press("enter")
        await keys.type("3")
        app.screen.query_one("#how", JpInput).value = "手紙"
        await keys.press("escape", "ctrl+x")
        assert app.screen.query_one("#how", JpInput).value == "手紙"
        await keys.press("ctrl+s")
        await until(pilot, lambda: isinstance(top(app), ReceptionScreen))
        assert app.said == "書いたものは残しました。試験 花子が12/8(火)までに手紙でご連絡します。"

        (task,) = desk.lists.tasks()
        assert (task.reason, task.detail, task.due) == (
            "stuck",
            "ask_home\n手紙",
            date(2026, 12, 8),
        )
        (waiting,) = desk.sign_up_drafts.unfinished()
        assert (waiting.family, waiting.answers.kana) == (task.family, "あべ ゆい")

        await keys.press("f4", "f2", "down", "enter")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        form.lines.rest.consents.lines[0].answer.turn(0)
        await keys.press("ctrl+s")
        assert isinstance(top(app), DoneScreen)

    assert "stuck" not in [task.reason for task in desk.lists.tasks()]
    assert the_family(desk).id == task.family


async def test_a_blank_page_drops_the_promise(desk: Desk, meetup: str) -> None:
    family = new_id()
    desk.sign_up_drafts.keep_first(family, SignUpAnswers(kana="あべ ゆい"))
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        keys = Keys(app, pilot)
        await keys.press("f9")
        await keys.type("1")
        await keys.press("enter")
        await keys.type("1")
        await keys.press("ctrl+s")
    assert len(desk.lists.tasks()) == 1

    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("ctrl+z")
        await ready(pilot, form)
        assert form.lines.answers.is_blank
        assert desk.lists.tasks() == []
        assert desk.sign_up_drafts.unfinished() == []

        await pilot.press("ctrl+z")
        await ready(pilot, form)
        assert form.lines.answers.kana == "あべ ゆい"

        await pilot.press("ctrl+z")
        await ready(pilot, form)
        assert "もう一度 Ctrl+Z" in app.said
        keys = Keys(app, pilot)
        await keys.press("enter", "enter")
        await keys.type("abe yui")
        await keys.press("enter")
        assert not app.said, "the page is no longer blank: Ctrl+Z brings nothing back"
    assert [each.answers.kana for each in desk.sign_up_drafts.unfinished()] == ["あべ ゆい"]


async def test_the_number_of_a_paper_form_is_read_and_a_wrong_one_is_said_at_once(
    desk: Desk, meetup: str
) -> None:
    number = desk.form_numbers.reserve(1, meetup)[0]
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        field = form.lines.rest.fields["form_number"]
        line = next(node for node in field.ancestors if isinstance(node, FormLine))
        for typed, kept, is_wrong in (
            (number.replace("-", "").lower(), number, False),
            (number[:-1] + ("2" if number[-1] != "2" else "3"), "", True),
        ):
            field.focus()
            field.value = typed
            await pilot.press("shift+tab")
            await pilot.pause()
            assert bool(line.problem) == is_wrong
            assert is_wrong or field.value == kept
