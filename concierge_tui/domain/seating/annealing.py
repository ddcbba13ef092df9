"""Improves a plan by very many small changes, fewer and fewer of which may make it worse.

Nothing here looks at a clock, and no number is rounded as the machine likes: the same plan,
wishes and seed give the same plan everywhere.
"""

from collections.abc import Callable
from math import log
from random import Random
from typing import Final, NamedTuple

from concierge_tui.domain.seating.hall import Hall

STEPS: Final = 40
"""So often the temperature falls, and whoever waits is told."""

_LUCK: Final = tuple(round(-log((place + 0.5) / 128) * 1024) for place in range(128))
"""What a change may cost at temperature 1024, by luck."""


class Cooling(NamedTuple):
    """How many changes are tried, and how much worse they may be at first and at last."""

    moves: int
    warm: int
    cold: int
    exchanges: bool = False
    """Whether every other change lets two families change their seats in all rounds."""


def cooled(hall: Hall, cooling: Cooling, luck: Random, told: Callable[[int], bool]) -> None:
    """Improve what sits in the hall; `told` hears of every step and says whether to stop."""
    for step in range(STEPS):
        # From warm to cold by a constant factor, in whole numbers.
        left = STEPS - 1 - step
        heat = _between(cooling.warm, cooling.cold, left)
        allowed = [-(heat * part) >> 10 for part in _LUCK]
        moves = cooling.moves // STEPS
        if cooling.exchanges:
            _exchanges(hall, moves // 8, allowed, luck)
        _swaps(hall, moves, allowed, luck)
        if told(step):
            return


def _between(warm: int, cold: int, left: int) -> int:
    """Return the temperature: the fall is quick at first and slow at last."""
    return cold + (warm - cold) * left**2 // (STEPS - 1) ** 2


def _swaps(hall: Hall, moves: int, allowed: list[int], luck: Random) -> None:
    """Try swaps of two seats of one round.

    What a swap brings is what `Hall.swapping` says, written out here because a call for each try
    would take as long as the rest.
    """
    draw, families, rounds = luck.random, hall.families, len(hall.tables)
    everything, places, gain, loss = hall.tables, hall.at, hall.gain, hall.loss
    tries = len(allowed)
    for _ in range(moves):
        turn, one, other = int(draw() * rounds), int(draw() * families), int(draw() * families)
        at = places[turn]
        here, there = at[one], at[other]
        if here == there:
            continue
        tables = everything[turn]
        gain_one, gain_other, loss_one, loss_other = gain[one], gain[other], loss[one], loss[other]
        brings = -2 * gain_one[other]
        for family in tables[there]:
            brings += gain_one[family] - loss_other[family]
        for family in tables[here]:
            brings += gain_other[family] - loss_one[family]
        if brings >= 0 or brings >= allowed[int(draw() * tries)]:
            hall.swap(turn, one, other)


def _exchanges(hall: Hall, moves: int, allowed: list[int], luck: Random) -> None:
    draw, families, tries = luck.random, hall.families, len(allowed)
    for _ in range(moves):
        one, other = int(draw() * families), int(draw() * families)
        if one != other:
            brings = hall.exchanging(one, other)
            if brings >= 0 or brings >= allowed[int(draw() * tries)]:
                hall.exchange(one, other)
