"""The plan of a trial: what could not be read has the focus, so that it is put right by typing."""

from __future__ import annotations

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.text import trial as text
from screens.trial.plan import PlanScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.trial_hands import at, let_them_meet


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
