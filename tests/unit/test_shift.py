"""The summary of a hand-over: short enough to be said, and never silent about a child."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.shift import GoingOn
from concierge_tui.text import shift as text

COUNT = st.integers(0, 999)


@given(st.builds(GoingOn, *[COUNT] * 9))
def test_it_is_said_in_half_a_minute_and_says_what_is_open(now: GoingOn) -> None:
    said = text.spoken(now)

    assert len(said) <= 150, "five letters a second"
    assert "預かり中" in said
    for count, word in (
        (now.unsigned, "事故"),
        (now.late, "過ぎた"),
        (now.trials, "体験"),
        (now.contested, "食い違"),
    ):
        assert (word in said) is bool(count)
    assert text.lines(now).replace("\n", "") == said


def test_a_pin_is_asked_for_by_name() -> None:
    assert text.pin_hint("花子", has_pin=True, asked=True) == "花子さんのPIN"
    assert "ここで決める" in text.pin_hint("花子", has_pin=False, asked=True)
    assert "練習" in text.pin_hint("花子", has_pin=False, asked=False)
