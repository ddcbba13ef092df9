"""The ways into a sign-up, and back: from home, from what needs a person, from a household."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers, Stuck
from screens.household.screen import HouseholdScreen
from screens.sign_up.more import MoreScreen
from screens.sign_up.screen import SignUpScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home, on_screen, shown, until
from tests.ui.sign_up_hands import SIZE, ready, top

READ = {"registration": {"answer": "yes", "version": "1", "text_hash": "h"}}


@pytest.fixture
def stuck(desk: Desk) -> str:
    """A sign-up that stopped yesterday, all but ready to be saved."""
    family = new_id()
    answers = SignUpAnswers.model_validate({"kana": "あべ ゆい", "consents": READ})
    promise = Stuck(reason="time", who="試験 花子", due="2026-12-08")
    desk.sign_up().stop(family, promise, is_registered=False)
    answers = answers.model_copy(update={"stuck": promise})
    desk.sign_up_drafts.keep_first(family, answers)
    return family


async def test_home_says_what_is_unfinished_and_goes_on_with_it(
    desk: Desk, meetup: str, stuck: str, tmp_path: Path
) -> None:
    del meetup
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "代理入力の書きかけ 1" in shown(app))
        await pilot.click("#sign-up")
        await on_screen(pilot, "UnfinishedScreen")
        await until(pilot, lambda: "12/8(火)まで 試験 花子" in shown(app))
        await pilot.press("down", "enter")
        await on_screen(pilot, "SignUpScreen")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        await pilot.press("ctrl+s")
        await on_screen(pilot, "DoneScreen")
        assert "受付はしていません" in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")

    assert desk.families.ids() == [stuck]


async def test_the_list_of_what_needs_a_person_goes_on_with_it(
    desk: Desk, meetup: str, stuck: str, tmp_path: Path
) -> None:
    del meetup
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "あべ ゆい" in shown(app))
        await pilot.press("enter")
        await on_screen(pilot, "TaskScreen")
        await pilot.press("f4")
        await on_screen(pilot, "SignUpScreen")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        await pilot.press("ctrl+s")
        await on_screen(pilot, "DoneScreen")
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "登録の続き" in shown(app))
        assert "試験 花子が連絡" not in shown(app)

        await pilot.press("enter")
        await on_screen(pilot, "TaskScreen")
        await pilot.press("f4")
        await on_screen(pilot, "MoreScreen")
        await pilot.press("escape")
        await on_screen(pilot, "TaskScreen")

    assert desk.families.ids() == [stuck]


@pytest.mark.usefixtures("meetup")
async def test_a_household_opens_its_second_page_and_keeps_what_was_half_corrected(
    desk: Desk, tanaka: str
) -> None:
    form = HouseholdScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        form.query_one("#name", JpInput).value = "田中 美先"
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(top(app), MoreScreen))
        more = top(app)
        await until(pilot, lambda: bool(more.query("#notes")))
        more.query_one("#intention", ChoiceLine).turn(1)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: top(app) is form)
        await until(pilot, lambda: "二枚目を保存しました" in app.said)

        assert form.query_one("#name", JpInput).value == "田中 美先"
    assert desk.families.get(tanaka).intention == "offer"
    assert desk.families.get(tanaka).people[0].name == "田中 美咲"
