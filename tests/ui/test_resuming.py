"""After a power cut the desk goes on where it stood; whoever leaves on purpose begins at home."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from screens.reception.screen import ReceptionScreen
from screens.resuming import WALK_IN, Place, forget, place_of, remember
from screens.widgets.jp_input import JpInput
from tests.conftest import NOON
from tests.ui.at_the_door import at_home, on_screen, shown, until


async def open_reception(pilot: Pilot[None]) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("enter")
    await on_screen(pilot, "ReceptionScreen")
    await pilot.pause()


async def test_a_killed_reception_is_open_again_after_the_door(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path).run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
    # Nothing was quit: the program was gone from one moment to the next.
    assert place_of(desk) == Place(meetup, at=int(NOON.timestamp() * 1000))

    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "ReceptionScreen")

        assert "前の受付のつづきです" in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        assert place_of(desk) is None


async def test_a_form_that_was_half_written_is_open_again_with_what_was_typed(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path).run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
        await pilot.press("f3")
        await on_screen(pilot, "WalkInScreen")
        await pilot.press(*"mita yui", "enter")
        await until(pilot, lambda: desk.drafts.get(f"walk_in:{meetup}:") is not None)

    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "WalkInScreen")
        await pilot.pause()

        assert app.screen.query_one("#kana", JpInput).value == "みた ゆい"
        await pilot.press("escape")
        await on_screen(pilot, "ReceptionScreen")


async def test_whoever_quits_begins_at_home(desk: Desk, meetup: str, tmp_path: Path) -> None:
    del meetup
    async with at_home(desk, tmp_path).run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
        await pilot.press("ctrl+q")

    assert place_of(desk) is None


async def test_a_long_absence_leads_back_to_the_same_reception(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path)
    kept: list[Place | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
        close = desk.close

        def note_and_close() -> None:
            kept.append(place_of(desk))

        app.desk = _with_close(desk, note_and_close)
        await app.leave()
        del close

    assert [place.meetup for place in kept if place] == [meetup]


def _with_close(desk: Desk, close: object) -> Desk:
    from dataclasses import replace

    return replace(desk, close=close)  # type: ignore[arg-type]


def test_a_place_grows_old_and_a_closed_meetup_is_none(desk: Desk, meetup: str) -> None:
    from dataclasses import replace

    remember(desk, Place(meetup, WALK_IN))
    later = replace(desk, now=lambda: NOON + timedelta(hours=13))
    earlier = replace(desk, now=lambda: NOON - timedelta(hours=1))

    assert place_of(desk) is not None
    assert place_of(later) is None
    assert place_of(earlier) is None
    desk.closing(meetup).close(everyone_is_out=True)
    assert place_of(desk) is None


@pytest.mark.parametrize("kept", ["", "x", "{}", "[1,2]", '["a",1,"",0]', '["gone","","",0]'])
def test_a_damaged_note_leads_home(desk: Desk, kept: str) -> None:
    desk.settings.put("open_screen", kept)

    assert place_of(desk) is None
    forget(desk)
    assert desk.settings.get("open_screen") is None


async def test_home_is_the_first_screen_of_a_new_store(desk: Desk, tmp_path: Path) -> None:
    app: ConciergeApp = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "HomeScreen")
        assert not any(isinstance(screen, ReceptionScreen) for screen in app.screen_stack)


async def test_a_sign_up_that_was_half_written_is_open_again_with_what_was_typed(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    del meetup
    async with at_home(desk, tmp_path).run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
        await pilot.press("f4")
        await on_screen(pilot, "SignUpScreen")
        form = pilot.app.screen
        await until(pilot, lambda: bool(form.query("#save")))
        # A page on which nothing was written is not opened again.
        kept = place_of(desk)
        assert (kept and kept.form) == ""
        form.query_one("#kana", JpInput).value = "みた ゆい"
        await until(pilot, lambda: len(desk.sign_up_drafts.unfinished()) == 1)

    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "SignUpScreen")
        await pilot.pause()

        assert app.screen.query_one("#kana", JpInput).value == "みた ゆい"
        await pilot.press("escape")
        await on_screen(pilot, "ReceptionScreen")


async def test_a_sign_up_that_was_taken_up_again_is_the_one_that_opens_again(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    del meetup
    family = new_id()
    desk.sign_up_drafts.keep_first(family, SignUpAnswers(kana="みた ゆい"))
    async with at_home(desk, tmp_path).run_test(size=(80, 24)) as pilot:
        await open_reception(pilot)
        await pilot.press("f4")
        await on_screen(pilot, "SignUpScreen")
        await pilot.press("f2")
        await on_screen(pilot, "UnfinishedScreen")
        await pilot.press("enter")
        await on_screen(pilot, "SignUpScreen")
        await until(pilot, lambda: pilot.app.screen.query_one("#kana", JpInput).value != "")

    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "SignUpScreen")
        await pilot.pause()
        assert app.screen.query_one("#kana", JpInput).value == "みた ゆい"
