"""The limits of an area: their source is shown, a coordinator lays them down, history is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.consent import CoordinatorOnly
from concierge_tui.domain.errors import FieldInvalid, NothingToUndo
from concierge_tui.domain.operation import Author
from concierge_tui.domain.policy import LEADS_ALONE, LIMITS, limit_of
from concierge_tui.services.desk import Desk
from concierge_tui.text import limits
from tests.ui.at_the_door import at_home, on_screen, paste, shown

SIZE = (80, 24)


def hand_over(desk: Desk) -> str:
    """Let somebody stand at the desk who is no coordinator; return her id."""
    helper = desk.staff.add("受付 ひろこ", "event_staff")
    desk.areas._author = lambda: Author(desk.area, helper.id)
    return helper.id


async def test_a_limit_is_changed_with_its_history_and_goes_back_to_its_source(
    desk: Desk, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.click("#area")
        await on_screen(pilot, "AreaScreen")
        await pilot.press("f2")
        await on_screen(pilot, "LimitsScreen")
        for words in ("37.5度から", "1歳から", "3人まで", "18歳未満", "A19", "TK1", "TK2", "E3"):
            assert words in shown(app)
        await pilot.press("down", "enter")
        await on_screen(pilot, "LimitScreen")
        assert limits.NEVER in shown(app)
        app.screen.query_one("#value JpInput").value = ""  # type: ignore[attr-defined]
        await paste(pilot, "40.5")
        await pilot.press("ctrl+s")
        assert "36.5度から39.0度" in shown(app)
        app.screen.query_one("#value JpInput").value = ""  # type: ignore[attr-defined]
        await paste(pilot, "３７．８")
        await pilot.press("enter")
        await on_screen(pilot, "LimitsScreen")
        assert "地域で決めた値(もとは37.5度から)" in shown(app)
        assert limit_of(desk.areas.here(), "fever_tenths") == 378
        await pilot.press("enter")
        await on_screen(pilot, "LimitScreen")
        assert "37.8度から" in shown(app)
        assert "試験 花子" in shown(app)
        await pilot.click("#usual")
        await on_screen(pilot, "LimitsScreen")

    assert limit_of(desk.areas.here(), "fever_tenths") == 375
    assert [each.value for each in desk.areas.past("fever_tenths")] == [None, 378]


async def test_whoever_is_no_coordinator_reads_and_is_told_why(desk: Desk, tmp_path: Path) -> None:
    hand_over(desk)
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.click("#area")
        await on_screen(pilot, "AreaScreen")
        await pilot.press("f2", "enter")
        await on_screen(pilot, "LimitScreen")
        assert "責任者だけです" in shown(app)
        assert not app.screen.query("JpInput, #save, #usual")
        await pilot.press("ctrl+s")
        assert "責任者だけです" in shown(app)
    assert desk.areas.past("trial_from_months") == []


def test_nobody_else_writes_a_limit_or_takes_one_back(desk: Desk) -> None:
    desk.areas.decide({"fever_tenths": 380, "coordinator_phone": "0480000111"})
    hand_over(desk)
    others = {
        "coordinator": "別 人",
        "coordinator_phone": "0480000999",
        "insurer_phone": "04800002",
    }
    for name in LEADS_ALONE:
        said = others.get(name, LIMITS[name].allowed[-1] if name in LIMITS else "")
        with pytest.raises(CoordinatorOnly):
            desk.areas.decide({"cities": ["越谷市"], name: said})
    with pytest.raises(CoordinatorOnly):
        desk.areas.decide({"fever_tenths": None})
    with pytest.raises(NothingToUndo):
        desk.undo.last()

    here = desk.areas.here()
    assert (here.fever_tenths, here.coordinator_phone, here.cities) == (380, "0480000111", ())
    assert desk.areas.decide({"cities": ["越谷市"]}) is not None, "wards are anybody's to enter"


@pytest.mark.parametrize("name", LIMITS)
def test_no_limit_is_laid_down_out_of_its_bounds(desk: Desk, name: str) -> None:
    allowed = LIMITS[name].allowed
    for mad in (allowed[0] - 1, allowed[-1] + 1):
        with pytest.raises(FieldInvalid):
            desk.areas.decide({name: mad})
    for good in (allowed[0], allowed[-1]):
        desk.areas.decide({name: good})
        assert limit_of(desk.areas.here(), name) == good
