"""The best plan of a day: a proposal, which only the concierge can turn into more."""

from typing import NamedTuple

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Trial
from concierge_tui.domain.pairing.sessions import Overfull, assign
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.search import USUAL, Exhausted, Limits, Search
from concierge_tui.services.pairing.threes import place_threes
from concierge_tui.services.pairing.trials import Standing, Trials
from concierge_tui.services.pairing.within_sessions import Node, fill


class Plan(NamedTuple):
    """Trials in ascending order, each with its session, and what is left."""

    trials: tuple[Trial, ...]
    sessions: tuple[int, ...]
    unmatched: tuple[int, ...]
    standing: Standing
    proved: bool
    """Whether it is proved that no plan is better; false after too much work, or when stopped."""


def best_plan(day: Instance, limits: Limits = USUAL) -> Plan:
    """Return the best plan of the day; the same day always has the same.

    Raises:
        LockImpossible: when the locked pairs cannot all be kept.
    """
    return plan_of(Trials(day), limits)


def plan_of(trials: Trials, limits: Limits = USUAL) -> Plan:
    """Return the best plan of trials that are known already.

    Raises:
        LockImpossible: when the locked pairs cannot all be kept.
    """
    search = Search(trials, limits)
    held = assign([trials.where(pair) for pair in trials.locked], trials.room)
    if isinstance(held, Overfull):
        raise LockImpossible("no_room")
    search.offer(trials.locked, held)
    root = Node(trials.locked, trials.pairs, Prices())
    proved = True
    try:
        prices = fill(search, root)
        place_threes(search, root._replace(prices=prices))
    except Exhausted:
        proved = False
    return _plan(search, proved=proved)


def _plan(search: Search, *, proved: bool) -> Plan:
    ordered = sorted(zip(search.plan, search.sessions, strict=True))
    placed = {family for trial in search.plan for family in trial}
    day = search.trials.day
    return Plan(
        tuple(trial for trial, _ in ordered),
        tuple(session for _, session in ordered),
        tuple(
            family
            for family in range(len(day.families))
            if family not in placed and family not in day.absent
        ),
        search.trials.standing(search.plan),
        proved,
    )
