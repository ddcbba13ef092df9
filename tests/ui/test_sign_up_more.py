"""The second page of a sign-up: optional, filled with what is known, written where it differs.

A4 to A7, A22, B11, B18, C13, C14, C25, D19, E1.
"""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import MoreAnswers, SignUpAnswers
from screens.sign_up.more import MoreScreen
from screens.sign_up.more_form import MoreLines
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.at_the_door import until
from tests.ui.sign_up_hands import (
    MOBILE,
    SIZE,
)


@pytest.mark.usefixtures("meetup")
async def test_the_second_page_shows_what_is_known_and_writes_what_differs(
    desk: Desk, tanaka: str
) -> None:
    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        assert "美園9-9-9" not in app.seen
        assert form.query_one("#city", JpInput).value == "さいたま市緑区"
        form.query_one("#contacts", ChoiceLine).focus()
        await pilot.pause()
        app.type("12")
        await pilot.pause()
        form.query_one("#wants_to_help", ChoiceLine).turn(0)
        form.query_one("#need_days", ChoiceLine).turn(1)
        form.query_one("#relied_on", JpInput).value = "2"
        await pilot.press("ctrl+s")
        await pilot.pause()

    family = desk.families.get(tanaka)
    assert family.contacts == ("phone", "letter")
    assert family.wants_to_help
    assert family.need is not None
    assert family.need.days == ("tue",)
    assert family.relied_on == 2
    assert (family.rest, family.notes) == ("美園9-9-9", "ベビーカーあり")
    assert [task.reason for task in desk.lists.tasks()] == ["candidate"]
    written = desk.journal.operations_of(desk.journal.history(tanaka)[-1].tx)
    fields = {name for op in written if op.kind == "family.set" for name in body_of(op)}
    assert fields == {"contacts", "wants_to_help", "need", "relied_on"}


@pytest.mark.usefixtures("meetup")
async def test_a_second_page_that_was_left_comes_back(desk: Desk, tanaka: str) -> None:
    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        form.query_one("#moved_in", JpInput).focus()
        await pilot.pause()
        app.type("2026年4月")
        await pilot.press("escape")
        await pilot.pause()

    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        assert form.query_one("#moved_in", JpInput).value == "2026年4月"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: form.query_one("#moved_in", JpInput).value == "")
    assert desk.sign_up_drafts.second(tanaka) is None


async def test_a_second_page_that_is_left_before_it_is_whole_loses_nothing(
    desk: Desk, tanaka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign_up_drafts.keep_second(tanaka, MoreAnswers(categories=["hot"]), MoreAnswers())
    monkeypatch.setattr(MoreLines, "_build_rest", lambda _: None)  # the laptop is that slow
    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        form.keep()
        await pilot.press("escape")
        await pilot.pause()
    kept = desk.sign_up_drafts.second(tanaka)
    assert kept is not None
    assert kept.categories == ["hot"]


async def test_what_was_left_for_later_is_asked_on_the_second_page(desk: Desk, meetup: str) -> None:
    family = new_id()
    answers = SignUpAnswers.model_validate(
        {
            "kana": "あべ ゆい",
            "children": [{"kana": "りん"}],
            "consents": {"registration": {"answer": "yes", "version": "1", "text_hash": "h"}},
        }
    )
    desk.sign_up().register(family, answers, meetup=meetup)
    form = MoreScreen(desk, family)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        keys = Keys(app, pilot)
        for words in ("阿部 結衣", "凛", "R6.4.1"):
            await keys.type(words)
            await keys.press("enter")
        await keys.type(MOBILE)
        await keys.press("ctrl+s")

    found = desk.families.get(family)
    assert [person.name for person in found.people] == ["阿部 結衣", "阿部 凛"]
    assert found.children[0].birthday == date(2024, 4, 1)
    assert found.people[0].phone == MOBILE
    assert [task.detail for task in desk.lists.tasks()] == ["address,channel,emergency"]
