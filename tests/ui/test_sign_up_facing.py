"""A sign-up turned to the family: its answers stand on the form, with the text that it read."""

from __future__ import annotations

from pathlib import Path

from concierge_tui.domain.consent import REGISTRATION, SCREEN
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from screens.sign_up.screen import SignUpScreen
from tests.ui.at_the_door import at_home, on_screen, paste, shown


async def test_a_family_consents_on_the_screen_and_reads_its_names(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app, family = at_home(desk, tmp_path / "store"), new_id()
    screen = SignUpScreen(desk, family, meetup=meetup)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(screen)
        await on_screen(pilot, "SignUpScreen")
        screen.query_one("#kana").focus()
        await pilot.pause()
        await paste(pilot, "もり まい")
        await pilot.press("ctrl+e")
        await on_screen(pilot, "FacingScreen")
        await pilot.press("right", "enter")  # registration: yes
        await pilot.press("left", "enter")  # trial: no
        await pilot.press("left", "enter")  # news: no
        await pilot.pause()
        assert "もりまい" in "".join(shown(app).split())
        await pilot.press("escape")
        await on_screen(pilot, "SignUpScreen")

    kept = desk.sign_up_drafts.first(family)
    assert kept is not None
    asked = kept.consents[REGISTRATION]
    assert (asked.answer, asked.method) == ("yes", SCREEN)
    assert asked.text_hash == desk.wordings.get(REGISTRATION).hash
    assert kept.consents["trial"].answer == "no"
