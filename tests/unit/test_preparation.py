"""Each line of 「今日の準備」: green only where it stands, else with words for what is next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import preparation as rules
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.preparation import VENUE, Line
from concierge_tui.domain.staff import Staff
from concierge_tui.text import preparation as text

NOON = milliseconds(datetime(2026, 12, 5, 3, tzinfo=UTC))
DAY = date(2026, 12, 5)
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("now", "written", "ahead", "meetup", "state", "fact"),
    [
        (NOON, NOON - HOUR, 0, DAY, "ok", "right"),
        (NOON, NOON - HOUR, 0, DAY + timedelta(days=7), "todo", "day"),
        (NOON, NOON + HOUR, 0, DAY, "care", "behind"),
        (NOON, NOON + 60_000, 0, DAY, "ok", "right"),
        (NOON, 0, 2 * HOUR, DAY, "care", "central"),
        (NOON, 0, -2 * HOUR, DAY, "care", "central"),
        (0, 0, 0, DAY, "care", "behind"),
        (NOON, 0, 0, date(2024, 1, 1), "care", "far"),
    ],
)
def test_a_clock_is_right_only_beside_everything_that_is_known(
    now: int, written: int, ahead: int, meetup: date, state: str, fact: str
) -> None:
    line = rules.clock(now, written, ahead, meetup)

    assert (line.state, line.fact) == (state, fact)


def test_a_disk_a_listing_and_a_backup() -> None:
    assert rules.disk(rules.LEAST_FREE).state == "ok"
    assert rules.disk(rules.LEAST_FREE - 1).state == "care"
    assert [rules.listing(each).state for each in (True, None, False)] == ["ok", "todo", "care"]
    assert rules.backup(NOON, None, practice=False).state == "todo"
    assert rules.backup(NOON, NOON - HOUR, practice=False) == Line("backup", "ok", "age", 1)
    assert rules.backup(NOON, NOON - HOUR // 2, practice=False) == Line("backup", "ok", "fresh")
    assert rules.backup(NOON, NOON - 25 * HOUR, practice=False).state == "todo"
    assert rules.backup(NOON, None, practice=True).state == "ok"


def test_only_a_certification_that_holds_today_counts() -> None:
    certified = Staff(id="a", certification="certified")
    over = Staff(id="b", certification="certified", certified_until=DAY - timedelta(days=1))
    trainee = Staff(id="c", certification="training")

    assert rules.staff([], DAY).fact == "nobody"
    assert rules.staff([over, trainee], DAY) == Line("staff", "care", "uncertified", 2)
    assert rules.staff([over, trainee, certified], DAY) == Line("staff", "ok", "certified", 1)


@given(st.sets(st.sampled_from([*VENUE, "something of a newer program"])))
def test_the_hall_is_ready_when_every_place_was_looked_at(ticked: set[str]) -> None:
    line = rules.venue(sorted(ticked))

    assert line.number == len(set(VENUE) - ticked)
    assert (line.state == "ok") is set(VENUE).issubset(ticked)


def test_every_line_has_a_name_and_every_place_words() -> None:
    assert {name for name, _ in text._FACTS} == set(text.NAMES)
    assert set(text.VENUE_WORDS) == set(VENUE)
    assert text.stands((Line("disk", "ok", "room"),)) == ("すべて済", "done")
    assert text.stands((Line("disk", "care", "room"),))[1] == "care"
