"""A link stands only where both sides keyed, whatever laptops learn of each other and when (A2)."""

import random
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.ids import link_id
from concierge_tui.domain.link import MOST_MISSES, REST_MS, Link, LinkState, fold_link
from concierge_tui.domain.operation import Operation
from tests.journals.writing import op

ENTITY = link_id("f1", "f2")
OTHER = {"f1": "f2", "f2": "f1"}


def fact(name: str, verb: str, family: str, *, base: object = (), wall: int = 0) -> Operation:
    assert isinstance(base, list | tuple)
    return op(name, f"link.{verb}", {"other": OTHER.get(family, "f1")}, base=base, entity=ENTITY,
              subject=family, wall=wall)  # fmt: skip


def folded(*operations: Operation) -> Link:
    return fold_link(ENTITY, operations)


def test_one_side_alone_makes_no_link_however_often_it_keys() -> None:
    link = folded(fact("a", "enter", "f1"), fact("b", "enter", "f1", wall=3))

    assert (link.state, set(link.entered)) == (LinkState.HALF, {"f1"})


def test_both_sides_make_a_link_when_the_later_one_keys() -> None:
    link = folded(fact("a", "enter", "f1", wall=4), fact("b", "enter", "f2", wall=9))

    assert (link.state, link.made_at) == (LinkState.MADE, 9)


def test_a_cancellation_ends_it_until_both_key_again() -> None:
    before = [fact("a", "enter", "f1"), fact("b", "enter", "f2")]
    cancelled = [*before, fact("c", "cancel", "f1", base=["a", "b"])]
    assert folded(*cancelled).state is LinkState.CANCELLED

    again = [*cancelled, fact("d", "enter", "f1", base=["c"])]
    assert folded(*again).state is LinkState.HALF
    assert folded(*again, fact("e", "enter", "f2", base=["c"])).state is LinkState.MADE


def test_an_entry_that_had_not_heard_of_a_cancellation_does_not_count() -> None:
    known = [fact("a", "enter", "f1"), fact("c", "cancel", "f1", base=["a"])]

    assert folded(*known, fact("b", "enter", "f2")).state is LinkState.CANCELLED


@pytest.mark.parametrize("family", ["f3", None])
def test_a_stranger_enters_nothing(family: str | None) -> None:
    strange = fact("a", "enter", "f3")._replace(subject=family)

    assert folded(strange, fact("b", "enter", "f2")).state is LinkState.HALF


def test_after_three_wrong_entries_in_a_row_a_side_rests_and_a_right_one_ends_the_row() -> None:
    wrong = [fact(f"w{n}", "miss", "f1", wall=n) for n in range(1, MOST_MISSES + 1)]

    assert folded(*wrong[:-1]).rests_until("f1", 99) is None
    assert folded(*wrong).rests_until("f1", 99) == MOST_MISSES + REST_MS
    assert folded(*wrong).rests_until("f2", 99) is None
    assert folded(*wrong, fact("a", "enter", "f1", wall=50)).rests_until("f1", 99) is None


class Step(NamedTuple):
    """One laptop takes in what others wrote, then notes a fact."""

    writer: int
    hears: frozenset[int]
    verb: str
    family: str
    wall: int


STEPS = st.lists(
    st.builds(
        Step, st.integers(0, 2), st.frozensets(st.integers(0, 2)),
        st.sampled_from(["enter", "enter", "enter", "miss", "wish", "cancel"]),
        st.sampled_from(["f1", "f2"]), st.integers(0, 9),
    ),
    max_size=12,
)  # fmt: skip


@given(STEPS, st.randoms(use_true_random=False))
def test_no_link_without_both_entries_that_knew_of_every_cancellation(
    steps: list[Step], order: random.Random
) -> None:
    seen: list[dict[str, Operation]] = [{}, {}, {}]
    written: list[tuple[Operation, Step, set[str]]] = []
    for number, step in enumerate(steps):
        mine = seen[step.writer]
        for other in step.hears:
            mine.update(seen[other])
        base = tips_for(list(mine.values()), f"link.{step.verb}", {})
        new = fact(f"o{number}", step.verb, step.family, base=base, wall=step.wall)
        written.append((new, step, set(mine)))
        mine[new.op_id] = new

    cancels = {o.op_id for o, step, _ in written if step.verb == "cancel"}
    entered = {step.family for _, step, knew in written
               if step.verb == "enter" and cancels <= knew}  # fmt: skip
    operations = [o for o, _, _ in written]
    link = folded(*order.sample(operations, len(operations)))

    assert link.entered == entered
    assert (link.state is LinkState.MADE) == (len(entered) == 2)
    assert link == folded(*operations)


def test_a_miss_that_another_laptop_brings_ends_no_rest() -> None:
    wrong = [fact(f"w{n}", "miss", "f1", wall=n) for n in range(1, MOST_MISSES + 3)]
    link = folded(*wrong)

    assert link.rests_until("f1", 99) == MOST_MISSES + REST_MS
    assert link.tries_left("f1", 99) == 1


def test_a_wish_is_kept_and_makes_nothing() -> None:
    wish = fact("a", "wish", "f1")
    link = folded(wish, fact("b", "enter", "f2"))

    assert (link.state, link.wished) == (LinkState.HALF, True)
    assert folded(wish).state is LinkState.NONE
    cancelled = [wish, fact("c", "cancel", "f1", base=["a"])]
    assert (folded(*cancelled).state, folded(*cancelled).wished) == (LinkState.CANCELLED, False)
    again = fact("d", "wish", "f2", base=["c"])
    assert (folded(*cancelled, again).state, folded(*cancelled, again).wished) == (
        LinkState.NONE, True,
    )  # fmt: skip


def test_the_service_is_the_only_way_to_an_entry() -> None:
    """A3, B10: nobody writes the fact of an entry but the service that compared the digits."""
    root = Path(__file__).parents[2]
    writers = [
        path.relative_to(root).as_posix()
        for folder in ("concierge_tui", "screens", "db")
        for path in (root / folder).rglob("*.py")
        # A rehearsal furnishes a store that is thrown away.
        if path.parent.name != "rehearsal" and '"link.enter"' in path.read_text(encoding="utf-8")
    ]
    assert sorted(writers) == [
        "concierge_tui/domain/link.py",
        "concierge_tui/domain/linked.py",
        "concierge_tui/domain/meetup_kinds.py",
        "concierge_tui/services/linking.py",
        "concierge_tui/services/undo.py",
        "concierge_tui/text/undo.py",
        # They name it to say what Ctrl+Z would take back, and write nothing.
        "screens/link/list.py",
        "screens/link/screen.py",
    ]
