"""The best plan of a day: a proposal, which only the concierge can turn into more."""

from typing import NamedTuple

from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Trial
from concierge_tui.services.pairing.node import Node
from concierge_tui.services.pairing.prices import Prices
from concierge_tui.services.pairing.search import USUAL, Exhausted, Limits, Search
from concierge_tui.services.pairing.threes import place_threes
from concierge_tui.services.pairing.trials import Standing, Trials
from concierge_tui.services.pairing.within_sessions import fill


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
    if not search.offer(trials.locked):
        raise LockImpossible("no_room")
    root = Node(trials.locked, trials.pairs, Prices())
    proved = True
    try:
        found = fill(search, root)
        place_threes(search, root._replace(prices=found.prices, plans=found.plans))
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
