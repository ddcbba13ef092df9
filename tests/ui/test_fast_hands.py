"""Hands that are faster than the screen: Enter goes to the next line, not to where room is free."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from textual import events

from concierge_tui.services.desk import Desk
from concierge_tui.text import walk_in as text
from screens.walk_in.screen import WalkInScreen
from screens.widgets import in_turn
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import at_home, at_the_desk, burst, name_of, shown, until


@pytest.fixture(autouse=True)
def _no_turn_ends_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other things is no key that never comes to an end."""
    monkeypatch.setattr(in_turn, "AT_MOST", 60.0)


@pytest.mark.parametrize(
    "gap", [0.0, *(pytest.param(gap, marks=pytest.mark.soak) for gap in (0.02, 0.05, 0.1))]
)
async def test_a_fast_enter_goes_to_the_next_line_also_while_the_form_is_still_growing(
    desk: Desk, meetup: str, tmp_path: Path, gap: float
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "f3")
        # Pilot's own pauses would wait until everything has been laid out.
        for _ in range(500):
            await asyncio.sleep(0.005)
            if name_of(app) == "WalkInScreen" and text.EMERGENCY in shown(app):
                break
        await asyncio.sleep(gap)
        burst(app, *"yui", "enter", "enter")
        await asyncio.sleep(0.2)
        burst(app, *"09001239876")
        form = app.screen
        assert isinstance(form, WalkInScreen)
        await until(pilot, lambda: form.lines.answers.phone == "09001239876")


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (["f3", *"yui", "enter", "enter", *"0900"], {"kana": "ゆい", "phone": "0900"}),
        (["f3", *"yui", "tab", "tab", *"0900"], {"kana": "ゆい", "phone": "0900"}),
        (["f3", *"yui", "backspace", "tab", *"ab"], {"kana": "ゆ", "name": "ab"}),
        (["f3", *"yui", "escape", "f3", "tab", *"ab"], {"kana": "ゆい", "name": "ab"}),
    ],
)
async def test_what_is_typed_ahead_goes_where_one_is_by_then(
    desk: Desk, meetup: str, tmp_path: Path, keys: list[str], written: dict[str, str]
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, *keys)
        await until(pilot, lambda: name_of(app) == "WalkInScreen" and not app.keys_wait)

        form = app.screen
        assert isinstance(form, WalkInScreen)
        assert {name: getattr(form.lines.answers, name) for name in written} == written


async def test_a_paste_waits_its_turn(desk: Desk, meetup: str, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "f3", *"yui", "enter")
        app.post_message(events.Paste("由衣"))
        await until(pilot, lambda: name_of(app) == "WalkInScreen" and not app.keys_wait)

        form = app.screen
        assert isinstance(form, WalkInScreen)
        # The field hears of it a moment after its turn.
        await until(pilot, lambda: form.lines.answers.name == "由衣")


async def test_a_key_that_never_comes_to_an_end_holds_nothing_up_for_long(
    desk: Desk, meetup: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "AT_MOST", 0.2)
    monkeypatch.setattr(in_turn.InTurn, "on_settled", _deaf)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "down", *"yui")
        await until(pilot, lambda: app.screen.query_one(JpInput).value == "yui", 1.5)


async def test_a_key_that_is_slow_to_come_to_its_end_is_waited_for(
    desk: Desk, meetup: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "AT_MOST", 0.2)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "f3", *"yui", "enter", *"ab")
        for _ in range(8):
            time.sleep(0.1)  # noqa: ASYNC251 - the form is being laid out on a slow laptop
            await asyncio.sleep(0)
        await until(pilot, lambda: name_of(app) == "WalkInScreen" and not app.keys_wait)

        form = app.screen
        assert isinstance(form, WalkInScreen)
        assert (form.lines.answers.kana, form.lines.answers.name) == ("ゆい", "ab")


def _deaf(self: object, event: object) -> None:
    """Hear nothing."""
