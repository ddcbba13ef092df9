"""Thirty days without a word lock a laptop; a clock that jumps neither locks nor unlocks it."""

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.device_errors import LeaseOver
from concierge_tui.domain.errors import CodeUnreadable
from concierge_tui.domain.lease import (
    DAY_MS,
    DOUBT_MS,
    LEASE_MS,
    Lease,
    LeaseState,
    extended,
    extension_code,
    granted,
    judge,
    now_of,
)
from concierge_tui.text import lease as words

TOLD = 1_795_000_000_000
KEY = bytes(range(32))
YEAR = 365 * DAY_MS
clocks = st.integers(-3 * YEAR, 3 * YEAR)


def nobody(_: Collection[date]) -> bool:
    return False


def on(day: int) -> date:
    return moment_of(day).astimezone().date()


def lease(ahead: int = 0) -> Lease:
    return granted(TOLD + LEASE_MS, TOLD, KEY, TOLD + ahead)


def standing(known: Lease, wall: int) -> LeaseState:
    return judge(known, wall, nobody).standing


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, LeaseState.GOOD), (22, LeaseState.GOOD), (24, LeaseState.ENDING), (29, LeaseState.ENDING),
     (30, LeaseState.OVER), (400, LeaseState.OVER)],
)  # fmt: skip
def test_it_is_good_for_thirty_days_and_warns_for_seven(days: int, expected: LeaseState) -> None:
    assert standing(lease(), TOLD + days * DAY_MS) is expected


def test_no_service_grants_more_than_thirty_days() -> None:
    assert granted(TOLD + YEAR, TOLD, KEY, TOLD).until == TOLD + LEASE_MS


@given(ahead=clocks, days=st.integers(0, 29), mended=st.booleans())
def test_a_clock_that_was_wrong_all_the_time_or_is_mended_locks_nothing(
    ahead: int, days: int, *, mended: bool
) -> None:
    wall = TOLD + days * DAY_MS + (0 if mended else ahead)

    judged = judge(lease(ahead), wall, nobody)

    assert judged.standing is not LeaseState.OVER
    assert judged.now <= TOLD + days * DAY_MS + DAY_MS


@given(jump=st.integers(DOUBT_MS + 1, 10 * YEAR), back=st.integers(0, 29))
def test_a_clock_that_jumped_far_ahead_locks_only_until_it_is_mended(jump: int, back: int) -> None:
    jumped = judge(lease(), TOLD + jump, nobody)

    assert jumped.standing is LeaseState.OVER
    assert jumped.is_doubtful
    assert standing(jumped.lease, TOLD + back * DAY_MS) is not LeaseState.OVER


@given(late=st.integers(0, DOUBT_MS - LEASE_MS), tries=st.lists(clocks, max_size=6))
def test_whoever_sets_the_clock_back_opens_nothing(late: int, tries: list[int]) -> None:
    known = judge(lease(), TOLD + LEASE_MS + late, nobody).lease
    for at in tries:
        judged = judge(known, TOLD + at, nobody)
        assert judged.standing is LeaseState.OVER
        assert judged.lease.highest >= known.highest
        known = judged.lease


@given(ahead=clocks, walls=st.lists(clocks, max_size=8))
def test_time_never_runs_backwards(ahead: int, walls: list[int]) -> None:
    known = lease(ahead)
    for at in walls:
        before = known.highest
        known = judge(known, TOLD + at, nobody).lease
        assert known.highest >= before
        assert now_of(known, TOLD + at) >= before


def test_with_a_child_in_the_hall_it_stays_open() -> None:
    wall = TOLD + LEASE_MS + 3 * DAY_MS
    today = on(wall)

    assert judge(lease(), wall, lambda days: today in days).standing is LeaseState.RUNNING
    assert judge(lease(), wall, lambda days: on(TOLD) in days).lease.grace_from == wall


@pytest.mark.parametrize("jump", [40 * DAY_MS, 5 * YEAR])
def test_a_clock_that_jumps_in_the_midst_of_a_meetup_locks_nobody_out(jump: int) -> None:
    meetup = on(TOLD)
    known, wall = lease(), TOLD + jump
    for hours in (0, 3, 23):
        judged = judge(known, wall + hours * DAY_MS // 24, lambda days: meetup in days)
        assert judged.standing is LeaseState.RUNNING
        known = judged.lease

    assert judge(known, wall + 2 * DAY_MS, lambda days: meetup in days).standing is LeaseState.OVER


def test_a_child_that_was_left_written_in_opens_nothing_for_who_sets_the_clock_back() -> None:
    meetup = on(TOLD)
    known = judge(lease(), TOLD + LEASE_MS + DAY_MS, nobody).lease

    assert judge(known, TOLD, lambda days: meetup in days).standing is LeaseState.OVER


@given(days=st.integers(1, 2000), ahead=clocks)
def test_a_code_of_the_telephone_begins_anew_whatever_the_clock_believes(
    days: int, ahead: int
) -> None:
    today = TOLD + days * DAY_MS
    wall = today + ahead
    known = judge(lease(), wall, nobody).lease

    renewed = extended(known, extension_code(KEY, today).lower().replace("-", " "), wall)

    if renewed is None:  # the clock is years behind: it has not even come near that day
        assert now_of(known, wall) < today - 300 * DAY_MS
        return
    assert standing(renewed, wall) is LeaseState.GOOD
    assert standing(renewed, wall + 33 * DAY_MS + abs(ahead)) is LeaseState.OVER
    assert renewed.until <= today + LEASE_MS + DAY_MS


def test_a_code_serves_one_laptop_and_not_twice() -> None:
    wall = TOLD + LEASE_MS
    code = extension_code(KEY, wall)
    other = lease()._replace(key=bytes(32))

    renewed = extended(lease(), code, wall)

    assert renewed is not None
    assert extended(renewed, code, wall + 40 * DAY_MS) is None
    assert extended(other, code, wall) is None
    with pytest.raises(CodeUnreadable):
        extended(lease(), code[:-1] + ("2" if code[-1] != "2" else "3"), wall)
    with pytest.raises(CodeUnreadable):
        extended(lease(), "おなじ", wall)


def test_a_date_that_looks_wrong_is_named() -> None:
    fact = LeaseOver(TOLD + LEASE_MS, TOLD + 5 * YEAR, is_doubtful=True)

    assert "2031年" in words.over(fact)
    assert "違うときは直してください" in words.over(fact)
    assert "日付は" not in words.over(LeaseOver(TOLD, TOLD))
