"""What a concierge asks of a proposal: why not these two, and what if. The answers are facts."""

from typing import NamedTuple

from concierge_tui.domain.pairing.eligibility import Reason, reasons
from concierge_tui.domain.pairing.errors import LockImpossible
from concierge_tui.domain.pairing.instance import Instance, Trial
from concierge_tui.services.pairing.search import USUAL, Limits
from concierge_tui.services.pairing.solver import Plan, best_plan
from concierge_tui.services.pairing.trials import Standing


class Difference(NamedTuple):
    """Another plan beside the one at hand: what would change, and for whom."""

    plan: Plan
    by: Standing
    """What the other has more; below zero where it has less."""
    left_out: tuple[int, ...]
    """Families that would lose their place."""
    placed: tuple[int, ...]
    """Families that would gain one."""
    parted: tuple[Trial, ...]
    """Pairs and groups of three that would no longer be."""


class WhyNot(NamedTuple):
    """Why two families are not a pair of the plan."""

    reasons: tuple[Reason, ...]
    """Everything that forbids it; nothing where they may be paired."""
    blocked: str | None
    """What of the day forbids it although they may: twice (one is locked elsewhere), no_room."""
    forced: Difference | None
    """What the best plan with this pair would change."""


def why_not(day: Instance, plan: Plan, one: int, other: int, limits: Limits = USUAL) -> WhyNot:
    """Return why two families are not a pair, and what it would cost to make them one."""
    forbidden = reasons(day, one, other)
    if forbidden:
        return WhyNot(forbidden, None, None)
    try:
        return WhyNot((), None, what_if(plan, day.locking(one, other), limits))
    except LockImpossible as error:
        return WhyNot((), error.code, None)


def what_if(plan: Plan, changed: Instance, limits: Limits = USUAL) -> Difference:
    """Return what the best plan of a changed day would change.

    Raises:
        LockImpossible: when the locked pairs of that day cannot all be kept.
    """
    other = best_plan(changed, limits)
    before, after = _placed(plan), _placed(other)
    return Difference(
        other,
        Standing(*(new - old for new, old in zip(other.standing, plan.standing, strict=True))),
        tuple(sorted(before - after - changed.absent)),
        tuple(sorted(after - before)),
        tuple(trial for trial in plan.trials if trial not in other.trials),
    )


def _placed(plan: Plan) -> set[int]:
    return {family for trial in plan.trials for family in trial}
