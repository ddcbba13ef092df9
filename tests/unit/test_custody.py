"""In whose hands a child is: no fork is ever settled in silence, whatever the order of arrival."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.custody import BODY, Custody, child_of, fold_custody, warning
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Operation
from tests.journals.writing import ANYTHING, op

ENTITY = custody_id("meetup", "child")
HANDS = [("mother", "family"), ("staff", "staff"), ("host", "host"), ("uncle", "collector")]


def hand(name: str, to: str, role: str = "staff", *, base: Sequence[str] = (), wall: int = 0,
         **said: Any) -> Operation:  # fmt: skip
    body = {"child": "child", "to": to, "role": role, **said}
    return op(name, "custody.hand", body, base=base, entity=ENTITY, meetup="meetup", wall=wall,
              subject="family")  # fmt: skip


def folded(*operations: Operation) -> Custody:
    return fold_custody(ENTITY, operations)


def test_a_child_without_a_chain_is_with_its_family() -> None:
    assert folded() == Custody((), (), (), is_contested=False)
    assert not folded().is_away


def test_the_last_of_a_chain_holds_the_child() -> None:
    custody = folded(
        hand("a", "s", wall=5, place="和室", until=900, back_to="mother", witness="s2"),
        hand("b", "m", "family", base=["a"], wall=6),
    )

    assert custody.hand is not None
    assert (custody.hand.to, custody.hand.role, custody.is_away) == ("m", "family", False)
    assert [past.to for past in custody.past] == ["s"]
    (before,) = custody.past
    assert (before.place, before.until, before.back_to, before.witness) == (
        "和室", 900, "mother", "s2",
    )  # fmt: skip


def test_two_hands_that_did_not_know_of_each_other_are_contested() -> None:
    custody = folded(hand("a", "s"), hand("b", "h", "host"))

    assert custody.is_contested
    assert custody.is_away
    assert {each.to for each in custody.hands} == {"s", "h"}


def test_two_desks_that_note_the_same_hand_over_agree() -> None:
    custody = folded(hand("a", "s", wall=1), hand("b", "s", wall=2))

    assert not custody.is_contested
    assert custody.tips == ("a", "b")


def test_who_has_looked_settles_a_fork_by_naming_both_ends() -> None:
    custody = folded(hand("a", "s"), hand("b", "h", "host"), hand("c", "s", base=["a", "b"]))

    assert not custody.is_contested
    assert custody.hand is not None
    assert custody.hand.to == "s"


@pytest.mark.parametrize(
    "body",
    [{"child": "child", "to": "s", "role": "owner"}, {"child": "other", "to": "s", "role": "staff"},
     {"to": "s", "role": "staff"}, {}, []],
)  # fmt: skip
def test_a_hand_over_that_cannot_be_read_is_contested_and_never_at_home(body: Any) -> None:
    strange = op("a", "custody.hand", body, entity=ENTITY, meetup="meetup")

    assert folded(strange).is_contested
    assert folded(strange).is_away


def test_a_ring_of_hands_is_contested() -> None:
    assert folded(hand("a", "s", base=["b"]), hand("b", "h", "host", base=["a"])).is_contested


@given(ANYTHING)
def test_whatever_a_device_writes_is_folded(body: Any) -> None:
    custody = folded(op("a", "custody.hand", body, entity=ENTITY, meetup="meetup"))

    assert custody.tips == ("a",)
    assert custody.is_contested == (custody.hands == ()), "unreadable is never at home"


def test_it_says_nothing_that_it_may_not_take_along() -> None:
    written = hand("a", "s", place="和室", until=1, back_to="m", witness="w", trial="t", checks=[])

    assert child_of(written) == "child"
    assert {"child", "to", "role", "place", "until", "back_to", "witness", "trial"} <= BODY


class Step(NamedTuple):
    """One laptop takes in what others wrote, then notes a hand-over."""

    writer: int
    hears: frozenset[int]
    hand: tuple[str, str]
    wall: int


STEPS = st.lists(
    st.builds(
        Step, st.integers(0, 2), st.frozensets(st.integers(0, 2)), st.sampled_from(HANDS),
        st.integers(0, 5),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(STEPS, st.randoms(use_true_random=False))
def test_several_laptops_never_leave_a_child_in_two_hands_unmarked(
    steps: list[Step], order: random.Random
) -> None:
    seen: list[dict[str, Operation]] = [{}, {}, {}]
    written: list[tuple[Operation, set[str]]] = []
    for number, step in enumerate(steps):
        mine = seen[step.writer]
        for other in step.hears:
            mine.update(seen[other])
        base = tips_for(list(mine.values()), "custody.hand", {})
        new = hand(f"o{number}", *step.hand, base=base, wall=step.wall)
        written.append((new, set(mine)))
        mine[new.op_id] = new

    # The model knows of people alone: whose hand-over did nobody know of who wrote later?
    last = [o for o, _ in written if not any(o.op_id in knew for _, knew in written)]
    hands = {(step.hand) for o, step in zip([o for o, _ in written], steps, strict=True)
             if o in last}  # fmt: skip
    operations = [o for o, _ in written]
    custody = folded(*order.sample(operations, len(operations)))

    assert set(custody.tips) == {o.op_id for o in last}
    assert custody.is_contested == (len(hands) > 1)
    assert {(each.to, each.role) for each in custody.hands} == hands
    assert custody == folded(*operations)


@pytest.mark.parametrize(
    ("minutes", "said"), [(-6, None), (-5, -5), (-1, -5), (0, 0), (9, 0), (10, 10), (60, 10)]
)
def test_one_is_warned_before_and_after_the_agreed_end(minutes: int, said: int | None) -> None:
    end = 1_796_000_000_000
    assert warning(end, end + minutes * 60_000) == said
    assert warning(None, end) is None
