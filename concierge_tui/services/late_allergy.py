"""A late allergy: what was said of a child after it went into other hands (situation 12)."""

from collections.abc import Iterable

from concierge_tui.domain.family import Person
from concierge_tui.services.custody_board import ChildNow
from concierge_tui.services.ports import Journal
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials import Trials


def told_late(journal: Journal, trials: Trials, out: Iterable[ChildNow]) -> list[Person]:
    """Return the children of whose allergies whoever holds them has not heard.

    In a trial somebody notes that it was told; in any other hands it stands until the child is
    given on.
    """
    held = [each for each in out if each.now is not None and each.where != "family"]
    if not held:
        return []
    diary = TrialDiary(trials)
    running = [now for now in trials.all() if now.course.state == "running"]
    in_trial = {child.id for now in running for child in now.children}
    late = {alert.child for now in running for alert in diary.alerts(now)
            if alert.what == "allergy"}  # fmt: skip
    for each in held:
        if each.now is None or each.child.id in in_trial:
            continue
        said = trials.facts.allergy_said(each.child.id)
        # Not when it was handed on but when that was written: a forgotten hand knew what was told.
        # In the order of writing, which goes on also where a clock was put back.
        written = [op.hlc for op in journal.history(each.now.id) if op.op_id in each.now.tips]
        if any(tip.hlc > max(written, default=0) for tip in said):
            late.add(each.child.id)
    return [each.child for each in held if each.child.id in late]
