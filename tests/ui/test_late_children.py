"""A child whose time in other hands has come is told of at the reception too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.custody import warning
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.text import shift
from screens.reception import view
from tests.ui.at_the_door import at_home, at_the_desk, shown, until

MINUTE = 60_000


def entrust(desk: Desk, meetup: str, family: str, minutes: int) -> None:
    """Let a member of staff hold the first child until so many minutes from now."""
    child = desk.families.get(family).children[0].id
    end = desk.custody(meetup).now_ms + minutes * MINUTE
    body = {"child": child, "to": desk.author().actor, "role": "staff", "place": "和室",
            "until": end}  # fmt: skip
    draft = Draft("custody.hand", custody_id(meetup, child), body, family, meetup)
    desk.journal.append([draft], desk.author())


async def test_the_reception_rings_and_says_how_many_have_to_be_fetched(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_LOOK_FOR_LATE", 0.05)
    household = desk.reception(meetup).household(tanaka)
    desk.reception(meetup).check_in(tanaka, sorted(household.awaited))
    app = at_home(desk, tmp_path / "store")
    rung: list[None] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(None))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.pause(0.2)
        assert "時間を過ぎた子" not in shown(app)
        assert not rung

        entrust(desk, meetup, tanaka, minutes=-1)
        await until(pilot, lambda: "時間を過ぎた子 1名" in shown(app).splitlines()[1])
        await pilot.pause(0.3)
        assert len(rung) == 1, "once, not at every look"


async def test_the_bell_rings_also_behind_a_form_and_after_another_act(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_LOOK_FOR_LATE", 0.3)
    app = at_home(desk, tmp_path / "store")
    rung: list[None] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(None))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        reception = app.screen
        assert isinstance(reception, view.ReceptionView)
        entrust(desk, meetup, tanaka, minutes=-1)
        reception.show_counts()
        await pilot.press("f3")
        await until(pilot, lambda: len(rung) == 1)


@pytest.mark.parametrize(("minutes", "is_said"), [(-1, True), (0, True), (5, False)])
def test_whoever_takes_over_hears_of_a_child_that_has_to_be_fetched(
    desk: Desk, meetup: str, tanaka: str, minutes: int, is_said: bool
) -> None:
    entrust(desk, meetup, tanaka, minutes)
    assert ("時間を過ぎたお子さまが1名" in shift.spoken(desk.shift(meetup).going_on())) is (is_said)


@given(until=st.none() | st.integers(0, 10**7), now=st.integers(0, 10**7), away=st.booleans())
def test_late_is_whoever_is_away_and_warned_of_no_less_than_now(
    until: int | None, now: int, away: bool
) -> None:
    row = CustodyNow(id="c", meetup="m", child="k", until=until, away=away)
    expected = away and until is not None and now >= until
    assert row.is_late(now) is expected
    assert not expected or (warning(until, now) or 0) >= 0
