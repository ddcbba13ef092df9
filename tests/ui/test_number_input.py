"""A number that stands on a line gives way to the one that is typed; a far end is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import health_check_at
from screens.backup.screen import BackupScreen
from screens.custody.entrust import EntrustScreen
from screens.limits.one import LimitScreen
from screens.meetup_form.screen import MeetupFormScreen
from screens.trial.adding import ChangeScreen
from screens.trial.health import HealthScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.custody_screens import CUSTODY
from tests.ui.trial_hands import at, let_them_meet, planned

SIZE = (80, 24)


def value(form: Any, line: str) -> str:
    return str(form.query_one(line, JpInput).value)


async def test_behind_a_temperature_that_was_refused_the_next_one_begins_anew(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    child = desk.families.get(tanaka).children[0]
    app = Stage(HealthScreen(desk, meetup, (child,)))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, HealthScreen)
        await hands.type("99")
        await hands.press("enter")
        await hands.type("36.8")
        assert value(form, "#tenths-0") == "36.8"


async def test_coming_back_replaces_and_a_click_does_not(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    child = desk.families.get(tanaka).children[0]
    health_check_at(desk, meetup).note(child.id, tenths=376)
    app = Stage(HealthScreen(desk, meetup, (child,)))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, HealthScreen)
        await hands.press("tab", "shift+tab")
        await hands.type("36.8")
        assert value(form, "#tenths-0") == "36.8"
        await hands.press("tab")
        await pilot.click("#tenths-0", offset=(4, 0))
        await hands.press("backspace")
        await hands.type("9")
        assert value(form, "#tenths-0") == "36.9", "one digit that is wrong"


async def test_what_is_refused_by_the_key_that_saves_is_typed_anew(desk: Desk, meetup: str) -> None:
    app = Stage(MeetupFormScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, MeetupFormScreen)
        form.query_one("#starts JpInput").focus()
        await pilot.pause()
        await hands.type("9999")
        await hands.press("ctrl+s")
        await hands.type("1030")
        assert value(form, "#starts JpInput") == "1030"


async def test_seven_minutes_and_then_five_are_not_seventy_five(enrolled: Desk) -> None:
    app = Stage(BackupScreen(enrolled))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, BackupScreen)
        form.query_one("#minutes JpInput").focus()
        await pilot.pause()
        for typed in ("7", "5"):
            await hands.type(typed)
            await hands.press("enter")
        assert enrolled.safe_copy.minutes == 5


@pytest.mark.parametrize(("limit", "typed"), [("fever_tenths", "38.0"), ("ratio_1", "1")])
async def test_a_limit_is_laid_down_anew(desk: Desk, limit: str, typed: str) -> None:
    app = Stage(LimitScreen(desk, limit))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, LimitScreen)
        assert value(form, "#value JpInput")
        await hands.type(typed)
        assert value(form, "#value JpInput") == typed


async def test_a_draft_that_came_back_is_replaced_and_a_far_end_is_asked_about(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    let_them_meet(desk, meetup, tanaka, suzuki)
    trial = planned(desk, meetup, tanaka, suzuki)

    for typed, stands in (("30", "30"), ("305", "305")):
        app = Stage(ChangeScreen(desk, meetup, trial))
        async with app.run_test(size=SIZE) as pilot:
            hands, form = Keys(app, pilot), await at(pilot, ChangeScreen)
            await hands.type(typed)
            assert value(form, "#until") == stands
            if typed == "30":
                await hands.press("escape")
                continue
            await hands.press("ctrl+s")
            assert "5時間より先" in app.said
            await hands.type("20")
            assert value(form, "#until") == "20"


async def test_who_takes_a_child_for_hours_is_asked_about_it_once(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    app = Stage(CUSTODY["entrust"](desk, meetup, tanaka, tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        hands, form = Keys(app, pilot), await at(pilot, EntrustScreen)
        form.query_one("#place", JpInput).value = "和室"
        form.query_one("#until").focus()
        await hands.type("302")
        await hands.press("ctrl+s")
        assert "5時間より先" in app.said
        assert not desk.day.of(CustodyNow, meetup)
        await hands.press("ctrl+s")
    (row,) = desk.day.of(CustodyNow, meetup)
    assert row.until == desk.custody(meetup).now_ms + 302 * 60_000
