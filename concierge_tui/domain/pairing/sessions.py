"""Which trial takes place in which session: an assignment, or the sessions that lack a place.

Sessions are a set of bits here: bit 0 is session 0.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Overfull(NamedTuple):
    """Sessions into which more trials are confined than they hold (Hall's condition)."""

    sessions: int


def bits(sessions: Iterable[int]) -> int:
    """Return sessions as a set of bits."""
    return sum(1 << session for session in sessions)


def confined(trial: int, sessions: int) -> bool:
    """Tell whether a trial can take place nowhere but in these sessions."""
    return not trial & ~sessions


def assign(trials: Sequence[int], room: int) -> list[int] | Overfull:
    """Return a session for each trial, given where each can take place; the earliest that fits."""
    taken: dict[int, list[int]] = {}
    found = [-1] * len(trials)
    for trial in range(len(trials)):
        came_by: dict[int, int] = {}  # session -> the trial that would like to move there
        end = _search(trial, trials, taken, room, came_by)
        if end is None:
            return Overfull(bits(came_by))
        while True:
            moved = came_by[end]
            before, found[moved] = found[moved], end
            taken.setdefault(end, []).append(moved)
            if moved == trial:
                break
            taken[before].remove(moved)
            end = before
    return found


def _search(
    trial: int,
    trials: Sequence[int],
    taken: dict[int, list[int]],
    room: int,
    came_by: dict[int, int],
) -> int | None:
    """Return a session with a place that is reached by moving trials, or None."""
    waiting = [trial]
    for mover in waiting:
        for session in each(trials[mover]):
            if session in came_by:
                continue
            came_by[session] = mover
            if len(taken.get(session, ())) < room:
                return session
            waiting += taken.get(session, ())
    return None


def each(sessions: int) -> Iterable[int]:
    """Yield the sessions of a set, the earliest first."""
    while sessions:
        lowest = sessions & -sessions
        yield lowest.bit_length() - 1
        sessions ^= lowest
