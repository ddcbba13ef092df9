"""The best plan by a constraint solver, stage by stage: the second opinion on larger days."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from tests.pairing.reference import Reference, Standing

SECONDS = 60


def best(written: dict[str, Any]) -> Standing | None:
    """Return how good the best plan is, proved; None where the locks cannot be kept."""
    judged = Reference(written)
    count = len(judged.families)
    model = cp_model.CpModel()
    pairs = [pair for pair in combinations(range(count), 2) if judged.score(*pair) is not None]
    after: dict[int, set[int]] = {}
    for one, two in pairs:
        after.setdefault(one, set()).add(two)
    threes = [
        (one, two, third)
        for one, two in pairs
        for third in after.get(two, set()) & after[one]
        if judged.most
    ]
    terms: list[tuple[Any, Standing]] = []
    of_family: dict[int, list[Any]] = {}
    of_session: dict[int, list[Any]] = {}
    for trial in [*pairs, *threes]:
        worth = judged.worth(trial)
        if worth is None:
            continue
        # Where a session holds everyone, any will do.
        sessions = judged.common(trial)[: None if judged.room < count // 2 else 1]
        places = [model.new_bool_var("") for _ in sessions]
        for session, place in zip(sessions, places, strict=True):
            of_session.setdefault(session, []).append(place)
        for family in trial:
            of_family.setdefault(family, []).extend(places)
        chosen = sum(places)
        terms.append((chosen, worth))
        if trial in judged.locked:
            model.add(chosen == 1)
    for choices in of_family.values():
        model.add(sum(choices) <= 1)
    for choices in of_session.values():
        model.add(sum(choices) <= judged.room)
    model.add(sum(-worth[1] * chosen for chosen, worth in terms) <= judged.most)
    return _staged(model, terms)


def _staged(model: cp_model.CpModel, terms: list[tuple[Any, Standing]]) -> Standing | None:
    """Maximise rank by rank, and keep what was reached."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    found = []
    for rank in range(5):
        total = sum(worth[rank] * chosen for chosen, worth in terms)
        model.maximize(total)
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        assert status == cp_model.OPTIMAL, "the second opinion is none"
        found.append(round(solver.objective_value) if terms else 0)
        model.add(total >= found[-1])
    return found[0], -found[1], found[2], found[3], found[4]
