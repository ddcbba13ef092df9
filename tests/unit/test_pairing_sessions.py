"""Which trial takes place when."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.pairing.sessions import Overfull, assign, bits, confined


def fits(trials: list[int], room: int) -> bool:
    """Try every way to hold the trials."""
    choices = [[s for s in range(4) if trial >> s & 1] for trial in trials]
    return any(all(way.count(s) <= room for s in range(4)) for way in product(*choices))


@given(st.lists(st.integers(1, 15), max_size=6), st.integers(0, 3))
def test_sessions_are_found_whenever_there_are_any(trials: list[int], room: int) -> None:
    found = assign(trials, room)

    if isinstance(found, Overfull):
        inside = sum(confined(trial, found.sessions) for trial in trials)
        assert inside > room * found.sessions.bit_count()
        assert not fits(trials, room)
    else:
        assert all(trial >> session & 1 for trial, session in zip(trials, found, strict=True))
        assert all(found.count(session) <= room for session in range(4))


def test_the_earliest_session_is_taken_first() -> None:
    assert assign([bits([0, 1]), bits([0, 1]), bits([1, 2])], 2) == [0, 0, 1]


def test_a_trial_moves_for_one_that_has_no_choice() -> None:
    found = assign([bits([0, 1]), bits([0])], 1)

    assert found == [1, 0]


def test_the_sessions_that_lack_a_place_are_named() -> None:
    assert assign([bits([2]), bits([0]), bits([0]), bits([1, 2])], 1) == Overfull(bits([0]))
