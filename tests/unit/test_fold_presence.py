"""Who is inside: a set of facts, which no order of arrival and no clock can turn around."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.fold import Presence, fold_presence
from concierge_tui.domain.operation import Operation
from tests.journals.writing import op

PEOPLE = ("mother", "child", "aunt")
ABSENT = Presence(expected=False, arrived_at=None, left_at=None, arrivals=0, arrived_by=None)


def arrive(op_id: str, *people: str, at: object = None, wall: int = 0) -> Operation:
    body = {"people": list(people)} | ({} if at is None else {"at": at})
    return op(op_id, "visit.arrive", body, wall=wall)


def leave(op_id: str, *people: str, base: Sequence[str], wall: int = 0) -> Operation:
    return op(op_id, "visit.leave", {"people": list(people)}, base=base, wall=wall)


def void(op_id: str, *names: str) -> Operation:
    return op(op_id, "visit.void", {"ops": list(names)})


def expect(op_id: str, *people: str) -> Operation:
    return op(op_id, "visit.expect", {"people": list(people)})


def of(person: str, *operations: Operation) -> Presence:
    return fold_presence(operations).get(person, ABSENT)


def test_an_expected_person_is_not_inside() -> None:
    assert of("child", expect("e", "child")) == ABSENT._replace(expected=True)


def test_two_desks_that_check_the_same_family_in_keep_the_first_time_and_count_both() -> None:
    twice = [arrive("b", "child", wall=7), arrive("a", "child", wall=9)]

    assert of("child", *twice) == Presence(False, 7, None, 2, "actor")


def test_arrivals_of_different_people_add_up() -> None:
    seen = fold_presence([arrive("a", "mother"), arrive("b", "child")])

    assert {person for person, presence in seen.items() if presence.here} == {"mother", "child"}


def test_a_time_entered_from_paper_is_when_it_happened() -> None:
    assert of("child", arrive("a", "child", at=5, wall=900)).arrived_at == 5


@pytest.mark.parametrize("at", [-1, 10**30, 2**62, True, "5", 1.5, [], None])
def test_a_time_no_calendar_can_show_is_not_taken(at: object) -> None:
    assert of("child", arrive("a", "child", at=at, wall=900)).arrived_at == 900


def test_a_departure_ends_the_arrivals_that_it_saw() -> None:
    gone = of("child", arrive("a", "child", wall=1), leave("l", "child", base=["a"], wall=3))

    assert (gone.here, gone.arrived_at, gone.left_at) == (False, 1, 3)


def test_a_departure_leaves_an_arrival_at_another_desk_alone() -> None:
    still = of(
        "child",
        arrive("a", "child", wall=1),
        arrive("b", "child", wall=2),
        leave("l", "child", base=["a"], wall=9),
    )

    assert still.here


def test_a_departure_in_2031_does_not_end_an_arrival_it_did_not_see() -> None:
    assert of("child", arrive("a", "child", wall=1), leave("l", "child", base=[], wall=2**50)).here


def test_who_comes_back_is_inside_again_since_the_first_time() -> None:
    back = of(
        "child",
        arrive("a", "child", wall=1),
        leave("l", "child", base=["a"], wall=3),
        arrive("b", "child", wall=5),
    )

    assert (back.here, back.arrived_at, back.arrivals) == (True, 1, 2)


def test_only_the_named_person_leaves() -> None:
    seen = fold_presence([arrive("a", "mother", "child"), leave("l", "mother", base=["a"])])

    assert (seen["mother"].here, seen["child"].here) == (False, True)


def test_a_voided_arrival_never_was() -> None:
    assert of("child", arrive("a", "child"), void("v", "a")) == ABSENT


def test_voiding_one_of_two_arrivals_keeps_the_other() -> None:
    kept = of("child", arrive("a", "child", wall=1), arrive("b", "child", wall=5), void("v", "a"))

    assert (kept.arrived_at, kept.arrivals) == (5, 1)


def test_a_voided_departure_brings_the_person_back_in() -> None:
    back = of("child", arrive("a", "child"), leave("l", "child", base=["a"]), void("v", "l"))

    assert back.here


def test_a_void_that_arrives_before_what_it_voids_still_counts() -> None:
    assert of("child", void("v", "a"), arrive("a", "child")) == ABSENT


@pytest.mark.parametrize(
    "people", [None, "child", {"child": 1}, [1, None, ["child"], {}], ["\x1b[2J"], ["a b"], ["あ"]]
)
def test_people_that_are_no_ids_are_nobody(people: object) -> None:
    assert fold_presence([op("a", "visit.arrive", {"people": people})]) == {}


class Step(NamedTuple):
    """What one desk does after it has heard of what others did."""

    desk: int
    hears: frozenset[int]
    kind: str
    people: frozenset[str]
    wall: int


STEPS = st.lists(
    st.builds(
        Step,
        desk=st.integers(0, 1),
        hears=st.frozensets(st.integers(0, 1)),
        kind=st.sampled_from(["arrive", "leave", "void", "expect"]),
        people=st.frozensets(st.sampled_from(PEOPLE), min_size=1),
        wall=st.integers(0, 9),
    ),
    max_size=9,
)


class Model:
    """What one desk believes, told in plain sets: for each arrival, who it still holds inside."""

    def __init__(self) -> None:
        self.done: list[tuple[Operation, frozenset[str]]] = []
        self.seen: list[set[str]] = [set(), set()]

    def take(self, step: Step) -> None:
        for other in step.hears:
            self.seen[step.desk] |= self.seen[other]
        known = [o for o, _ in self.done if o.op_id in self.seen[step.desk]]
        kind, name = f"visit.{step.kind}", f"o{len(self.done)}"
        body: dict[str, Any] = {"people": sorted(step.people)}
        if step.kind == "void":
            body = {"ops": [known[-1].op_id] if known else []}
        base = tips_for(known, kind, body)
        done = op(name, kind, body, base=base, wall=step.wall)
        self.done.append((done, frozenset(self.seen[step.desk])))
        self.seen[step.desk].add(name)

    def inside(self, person: str) -> bool:
        """Say whether some arrival stands that no standing departure of theirs has seen."""
        void = {name for o, _ in self.done if o.kind == "visit.void" for name in _said(o, "ops")}
        standing = [(o, seen) for o, seen in self.done if o.op_id not in void]
        arrived = [o.op_id for o, _ in standing if o.kind == "visit.arrive" and _in(o, person)]
        left = [seen for o, seen in standing if o.kind == "visit.leave" and _in(o, person)]
        return any(not any(name in seen for seen in left) for name in arrived)


def _said(operation: Operation, key: str) -> list[str]:
    import json

    return list(json.loads(operation.body or "{}").get(key, []))


def _in(operation: Operation, person: str) -> bool:
    return person in _said(operation, "people")


@given(STEPS, st.randoms())
def test_every_desk_sees_inside_who_the_model_says(steps: list[Step], random: Any) -> None:
    model = Model()
    for step in steps:
        model.take(step)
    operations = [operation for operation, _ in model.done]

    seen = fold_presence(operations)

    assert fold_presence(random.sample(operations, len(operations))) == seen
    for person in PEOPLE:
        assert seen.get(person, ABSENT).here == model.inside(person)
