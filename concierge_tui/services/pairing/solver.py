"""The best plan of a day: a proposal, which only the concierge can turn into more."""

from typing import NamedTuple

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Trial
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.search import MOST_MATCHINGS, Exhausted, Search
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
    """Whether it is proved that no plan is better; false only after far too much work."""


def best_plan(day: Instance, allowed: int = MOST_MATCHINGS) -> Plan:
    """Return the best plan of the day; the same day always has the same.

    Raises:
        LockImpossible: when the locked pairs cannot all be kept.
    """
    return plan_of(Trials(day), allowed)


def plan_of(trials: Trials, allowed: int = MOST_MATCHINGS) -> Plan:
    """Return the best plan of trials that are known already.

    Raises:
        LockImpossible: when the locked pairs cannot all be kept.
    """
    search = Search(trials, allowed)
    root = Node(trials.locked, trials.pairs, Prices())
    proved = True
    try:
        prices = fill(search, root)
        if search.value >= 0:
            place_threes(search, root._replace(prices=prices))
    except Exhausted:
        proved = False
    if search.value < 0:
        raise LockImpossible("no_room")
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
