"""Consent under merge: no withdrawal is lost, whoever writes what, whatever the clocks say."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.fold import fold_consent
from concierge_tui.domain.operation import Operation
from concierge_tui.services.consents import state_of
from tests.journals.writing import op

GRANT, WITHDRAW = "consent.grant", "consent.withdraw"


class Step(NamedTuple):
    """What one laptop does: hear some others, then perhaps write with a clock of its own."""

    laptop: int
    hears: frozenset[int]
    kind: str | None
    hlc: int
    stale: bool
    """Whether the person answers what the screen showed before anything new arrived."""


STEPS = st.lists(
    st.builds(
        Step,
        laptop=st.integers(0, 3),
        hears=st.frozensets(st.integers(0, 3), max_size=2),
        kind=st.sampled_from([GRANT, WITHDRAW, None]),
        hlc=st.sampled_from([0, 1, 5, 2**40, 2**60]),
        stale=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


class Written(NamedTuple):
    """An operation, and what its writer had seen: all that the naive model knows."""

    op: Operation
    seen: frozenset[str]


def written(steps: Sequence[Step]) -> list[Written]:
    """Return what the laptops write; the base is what the service states, from what was seen."""
    known: list[dict[str, Operation]] = [{} for _ in range(4)]
    done: list[Written] = []
    for number, step in enumerate(steps):
        mine = known[step.laptop]
        before = dict(mine)
        for other in step.hears:
            mine.update(known[other])
        if step.kind is None:
            continue
        shown = before if step.stale and step.kind == GRANT else mine
        base = tips_for(list(shown.values()), step.kind, {})
        body = {"purpose": "contact", "reason": "said"}
        new = op(f"o{number:02}", step.kind, body, base=base, hlc=step.hlc)
        done.append(Written(new, frozenset(shown)))
        mine[new.op_id] = new
    return done


def naively_granted(history: Sequence[Written]) -> bool:
    """Say whether everything that nobody answered is a yes: no bases, no clocks, no order."""
    answered = frozenset[str]().union(*(each.seen for each in history))
    open_ = [each for each in history if each.op.op_id not in answered]
    return bool(open_) and all(each.op.kind == GRANT for each in open_)


@given(STEPS, st.randoms())
def test_the_fold_says_what_a_naive_reader_says_in_any_order(
    steps: list[Step], order: random.Random
) -> None:
    history = written(steps)
    operations = [each.op for each in history]
    shuffled = order.sample(operations, len(operations))

    assert fold_consent(shuffled).granted == naively_granted(history)
    assert state_of("contact", shuffled) == state_of("contact", operations)


@given(STEPS, st.randoms())
def test_a_grant_that_had_not_seen_the_withdrawal_never_lifts_it_however_late_it_comes(
    steps: list[Step], order: random.Random
) -> None:
    history = written(steps)
    for withdrawal in [each for each in history if each.op.kind == WITHDRAW]:
        name = withdrawal.op.op_id
        blind = [each.op for each in history if name not in each.seen]

        for arrived in _arrivals(blind, order):
            has_it = any(each.op_id == name for each in arrived)
            assert not (has_it and fold_consent(arrived).granted)


@given(STEPS)
def test_the_state_in_a_word_never_says_more_than_the_fold(steps: list[Step]) -> None:
    operations = [each.op for each in written(steps)]
    state = state_of("contact", operations)

    assert (state.state == "granted") == fold_consent(operations).granted
    assert (state.state == "never") == (not operations)


def _arrivals(operations: Sequence[Operation], order: Any) -> Iterator[list[Operation]]:
    """Yield what a laptop knows after each arrival, in an order of its own."""
    shuffled = order.sample(list(operations), len(operations))
    for count in range(1, len(shuffled) + 1):
        yield shuffled[:count]
