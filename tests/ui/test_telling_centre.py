"""The call to the insurance's centre: which number, and what is said where there is none."""

from __future__ import annotations

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.text import insurance
from screens.trial.telling import TellCentreScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage
from tests.ui.trial_hands import at

NUMBER = "0480000222"


@pytest.mark.parametrize("number", ["", NUMBER])
async def test_a_number_that_was_never_entered_is_said_with_who_enters_it_where(
    desk: Desk, meetup: str, number: str
) -> None:
    desk.areas.decide({"insurer_phone": number})
    app = Stage(TellCentreScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await at(pilot, TellCentreScreen)
        await pilot.pause()
        seen = "".join(app.seen.split())
        assert (insurance.NO_NUMBER in seen) is (not number)
        for words in ("預け合い体験をします", "出た人", "免責0円", insurance.QUOTED[-1][-8:]):
            assert words in seen, "what is read out, the answer and the dated texts fit together"
        assert form.query_one("#number", JpInput).value == number
