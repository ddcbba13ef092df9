"""How a trial went, and who was seen at a roll call: facts that are only ever added."""

import random

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.operation import Operation
from concierge_tui.domain.roll_call import fold_roll_call
from concierge_tui.domain.trial import TrialState, fold_course
from tests.journals.writing import ANYTHING, op


def test_a_change_of_plan_is_added_and_the_last_one_holds() -> None:
    course = fold_course(
        [
            op("a", "trial.start", {}, wall=1),
            op("b", "trial.change", {"until": 50, "reason": "眠っている"}, wall=2),
            op("c", "trial.change", {"until": 70}, wall=3),
        ]
    )

    assert (course.state, course.started_at, course.until) == (TrialState.RUNNING, 1, 70)
    assert [event.said["until"] for event in course.events[1:]] == [50, 70]


def test_an_end_is_an_end_whatever_else_arrives() -> None:
    facts = [op("a", "trial.start", {}), op("b", "trial.end", {}), op("c", "trial.cancel", {})]

    assert fold_course(reversed(facts)).state is TrialState.ENDED
    assert fold_course(facts[2:]).state is TrialState.CANCELLED
    assert fold_course([]).state is TrialState.DRAFT


@given(st.lists(st.tuples(st.sampled_from(["start", "change", "end", "note"]), ANYTHING)))
def test_the_order_of_arrival_changes_nothing(facts: list[tuple[str, object]]) -> None:
    written = [op(f"o{n}", f"trial.{verb}", body, raw="{" if body == "x" else None)
               for n, (verb, body) in enumerate(facts) if _is_json(body)]  # fmt: skip

    assert fold_course(random.Random(1).sample(written, len(written))) == fold_course(written)


def _is_json(body: object) -> bool:
    try:
        op("x", "trial.note", body)
    except (ValueError, TypeError, UnicodeEncodeError):
        return False
    return True


def seen(name: str, *people: str, wall: int = 1) -> Operation:
    return op(name, "rollcall.seen", {"people": list(people)}, wall=wall)


def test_desks_tick_at_once_and_a_tick_is_taken_back_only_by_who_saw_it() -> None:
    begin = op("b", "rollcall.begin", {"drill": True}, meetup="m")
    missed = op("x", "rollcall.missed", {"people": ["p1", "p2"]}, base=["s1"], wall=9)
    call = fold_roll_call([begin, seen("s1", "p1", "p3"), seen("s2", "p2"), missed])

    assert call.seen == {"p2", "p3"}
    assert (call.meetup, call.is_drill, call.ended_at) == ("m", True, None)


def test_the_first_end_counts() -> None:
    begin = op("b", "rollcall.begin", {})
    ends = [op("e2", "rollcall.end", {}, wall=9), op("e1", "rollcall.end", {}, wall=5)]

    assert fold_roll_call([begin, *ends]).ended_at == 5
