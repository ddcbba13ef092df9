"""The counts on the screen are what the operations say, whatever was done and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_tui.bootstrap import practise
from concierge_tui.domain.custody import CollectorRefused
from concierge_tui.domain.errors import AlreadyHere, NobodyChosen, NothingToUndo
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson

NOON = datetime(2026, 12, 5, 3, 0, tzinfo=UTC)
FAMILIES = 3
CONSENT = ConsentGiven("1", "")

acts = st.lists(
    st.tuples(
        st.sampled_from(["arrive", "leave", "undo"]),
        st.integers(0, FAMILIES - 1),
        st.sets(st.integers(0, 1), min_size=1),
    ),
    max_size=12,
)


@contextmanager
def opened() -> Iterator[Desk]:
    desk = practise(area="みその", staff="試験 花子", now=lambda: NOON)
    try:
        yield desk
    finally:
        desk.close()


def recount(desk: Desk, visits: list[str]) -> set[str]:
    """Return who is inside, from the operations alone."""
    inside: set[str] = set()
    for history in desk.journal.histories(visits).values():
        import json

        bodies = [(op, json.loads(op.body or "{}")) for op in history]
        void = {name for op, body in bodies if op.kind == "visit.void" for name in body["ops"]}
        for op, body in sorted(bodies, key=lambda pair: pair[0].hlc):
            if op.op_id in void:
                continue
            if op.kind == "visit.arrive":
                inside |= set(body["people"])
            elif op.kind == "visit.leave":
                inside -= set(body["people"])
    return inside


@settings(max_examples=25)
@given(acts)
def test_counts_always_equal_a_recount_of_the_operations(
    done: list[tuple[str, int, set[int]]],
) -> None:
    from concierge_tui.domain.ids import visit_id

    with opened() as desk:
        meetup = desk.meetups.new("会", "2026-12-05").id
        form = WalkInForm(
            people=(WalkInPerson(role="guardian", kana="ア"), WalkInPerson(role="child", kana="イ"))
        )
        families = [desk.walk_in.register(form, CONSENT, meetup=None) for _ in range(FAMILIES)]
        reception = desk.reception(meetup)
        visits = [visit_id(meetup, family.family) for family in families]
        taken = 0
        for act, which, members in done:
            family = families[which]
            people = [family.people[at] for at in members]
            try:
                if act == "arrive":
                    reception.check_in(family.family, people)
                    taken += 1
                elif act == "leave":
                    reception.leave(family.family, people)
                    taken += 1
                elif taken:
                    desk.undo.last()
                    taken -= 1
            except (AlreadyHere, NobodyChosen, NothingToUndo, CollectorRefused):
                continue
            counts, inside = reception.counts(), recount(desk, visits)
            children = {family.people[1] for family in families}

            assert counts.people_here == len(inside)
            assert counts.children_here == len(inside & children)
            assert counts.families_here == sum(bool(inside & set(f.people)) for f in families)
