"""The forms of a trial and a hand-over: what is missing is named and has the focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.text import trial as text
from screens.custody.entrust import EntrustScreen
from screens.trial.approving import ApproveScreen
from screens.trial.plan import PlanScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.custody_screens import CUSTODY
from tests.ui.trial_hands import at, let_them_meet, planned


@pytest.mark.parametrize(
    ("line", "typed", "said"),
    [("starts", "和室", text.STARTS_BAD), ("until", "和室", text.UNTIL_BAD)],
)
async def test_a_time_that_cannot_be_read_has_the_focus(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, line: str, typed: str, said: str
) -> None:
    let_them_meet(desk, meetup, tanaka, suzuki)
    app = Stage(PlanScreen(desk, meetup, suzuki, tanaka))
    async with app.run_test(size=(80, 24)) as pilot:
        plan = await at(pilot, PlanScreen)
        plan.query_one(f"#{line}", JpInput).value = typed
        plan.query_one("#supervisor").focus()
        await Keys(app, pilot).press("ctrl+s")

        assert said in app.seen
        assert plan.focused is plan.query_one(f"#{line}")


async def test_the_second_person_is_asked_for_as_the_way_needs_it(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    let_them_meet(desk, meetup, tanaka, suzuki)
    desk.staff.add("見守り 二", "event_staff")
    app = Stage(ApproveScreen(desk, meetup, planned(desk, meetup, suzuki, tanaka)))
    async with app.run_test(size=(80, 24)) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, ApproveScreen)
        await hands.type("denwa")
        for digit, way, lacking in (("", "", "how"), ("3", "staff", "staff")):
            await hands.type(digit)
            await hands.press("ctrl+s")
            assert text.SECOND_NEEDED[way] in app.seen
            assert form.focused is form.query_one(f"#{lacking}")


async def test_a_line_that_must_not_be_empty_has_the_focus(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    app = Stage(CUSTODY["entrust"](desk, meetup, tanaka, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await at(pilot, EntrustScreen)
        form.query_one("#place", JpInput).value = ""
        form.query_one("#until", JpInput).focus()
        await Keys(app, pilot).press("ctrl+s")

        assert "場所が空です" in app.seen
        assert form.focused is form.query_one("#place")


async def test_of_two_houses_of_one_surname_the_plan_says_which_one_minds(
    desk: Desk, meetup: str, arrived: Callable[..., str]
) -> None:
    both = [
        arrived({"name": f"佐藤 {name}", "kana": f"サトウ {kana}"})
        for name, kana in (("花", "ハナ"), ("葵", "アオイ"))
    ]
    app = Stage(PlanScreen(desk, meetup, both[0], both[1]))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, PlanScreen)

        assert "佐藤 花 ← 佐藤 葵" in app.seen
        assert "1 佐藤 花]  2 佐藤 葵" in app.seen
