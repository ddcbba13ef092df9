"""A walk-in turned to the family: what it answers stands on the form, with the text it read."""

from __future__ import annotations

from pathlib import Path

from concierge_tui.domain.consent import REGISTRATION, SCREEN
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.text import walk_in as text
from screens.walk_in.screen import WalkInScreen
from tests.ui.at_the_door import at_home, at_the_desk, on_screen, shown


async def test_a_family_consents_on_the_screen_and_is_registered_so(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f3")
        await on_screen(pilot, "WalkInScreen")
        await pilot.press(*"mori mai", "enter", "f4")
        await on_screen(pilot, "FacingScreen")
        await pilot.press("right", "enter")
        await pilot.pause()
        assert "もりまい" in "".join(shown(app).split())
        await pilot.press("escape")
        await on_screen(pilot, "WalkInScreen")
        kept = desk.drafts.get(f"walk_in:{meetup}:")
        assert kept is not None
        assert (answers := Answers.model_validate_json(kept)).consented
        assert answers.asked is not None
        await pilot.press("ctrl+s")
        await on_screen(pilot, "ReceptionScreen")

    (family,) = desk.families.ids()
    now = desk.consents.of(family).of(REGISTRATION)
    assert now.detail["method"] == SCREEN
    assert now.detail["text_hash"] == desk.wordings.get(REGISTRATION).hash


async def test_a_no_on_the_screen_registers_nobody(desk: Desk, meetup: str, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f3")
        await on_screen(pilot, "WalkInScreen")
        await pilot.press(*"mori mai", "enter", "f4")
        await on_screen(pilot, "FacingScreen")
        await pilot.press("left", "enter", "escape")
        await on_screen(pilot, "WalkInScreen")
        assert text.REFUSED[:10] in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, WalkInScreen)
        # Asked once more, aloud, the family may say yes: then it is noted as spoken.
        assert app.screen.asked is None
    assert desk.families.ids() == []
