"""A whole proposal: the best plan, the points of each trial, and why families are left out."""

from collections.abc import Mapping

from concierge_tui.domain.pairing.answer import Answer
from concierge_tui.domain.pairing.instance import Instance, Trial
from concierge_tui.domain.pairing.left_out import LeftOut, what_stands_between
from concierge_tui.domain.pairing.score import three_points
from concierge_tui.services.pairing.search import USUAL, Limits
from concierge_tui.services.pairing.solver import Plan, plan_of
from concierge_tui.services.pairing.trials import Trials, pairs_within


def propose(day: Instance, limits: Limits = USUAL) -> Answer:
    """Return the best plan of the day, explained.

    Raises:
        LockImpossible: when the locked pairs cannot all be kept.
    """
    trials = Trials(day)
    plan = plan_of(trials, limits)
    return Answer(
        trials=plan.trials,
        sessions=dict(zip(plan.trials, plan.sessions, strict=True)),
        unmatched=plan.unmatched,
        explain={trial: parts(trials, trial) for trial in plan.trials},
        why_unmatched=why_unmatched(trials, plan, limits),
        proved=plan.proved,
    )


def parts(trials: Trials, trial: Trial) -> Mapping[str, int]:
    """Return the points of a trial by part: the same numbers that ranked it."""
    each = tuple(trials.points[pair] for pair in pairs_within(trial))
    return each[0]._asdict() if len(each) == 1 else three_points(each)


def why_unmatched(trials: Trials, plan: Plan, limits: Limits = USUAL) -> dict[int, tuple[str, ...]]:
    """Return for each family that is left out every reason."""
    with_someone = {family for pair in trials.points for family in pair}
    crowded_out: set[int] = set()
    if with_someone & set(plan.unmatched) and trials.room < trials.placeable // 2:
        roomy = plan_of(trials.with_room_for_all(), limits)
        crowded_out = set(plan.unmatched) - set(roomy.unmatched)
    found: dict[int, tuple[str, ...]] = {}
    for family in plan.unmatched:
        if family in crowded_out:
            found[family] = (LeftOut.CAPACITY,)
        elif family in with_someone:
            found[family] = (LeftOut.BETTER_USED,)
        else:
            found[family] = what_stands_between(trials.day, family) or (LeftOut.NOBODY_HERE,)
    return found
