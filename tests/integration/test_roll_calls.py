"""A roll call: everyone inside, by place, by the number on paper, ticked by several desks."""

import pytest

from concierge_tui.domain.errors import NobodyChosen
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.paperwork import Order
from concierge_tui.services.walk_in import Registered
from tests.journals.desk_families import registered


@pytest.fixture
def inside(desk: Desk, meetup: str) -> list[Registered]:
    return [registered(desk, meetup=meetup) for _ in range(3)]


def test_a_child_in_other_hands_is_looked_for_where_it_is(
    desk: Desk, meetup: str, inside: list[Registered]
) -> None:
    family = inside[1]
    who = family.people[1]
    body = {"child": who, "to": desk.author().actor, "role": "staff", "place": "和室"}
    draft = Draft("custody.hand", custody_id(meetup, who), body, family.family, meetup)
    desk.journal.append([draft], desk.author())

    lines = desk.roll_calls(meetup).lines()
    assert [len(line.people) for line in lines] == [1, 2, 1, 2]
    assert (lines[0].place, lines[0].people[0].id) == ("和室", who)


def test_who_was_seen_goes_below_and_a_tick_can_be_taken_back(
    desk: Desk, meetup: str, inside: list[Registered]
) -> None:
    calls = desk.roll_calls(meetup)
    calls.begin(drill=True)
    first = calls.lines()[0]
    calls.tick([person.id for person in first.people], seen=True)

    assert calls.lines()[-1].key == first.key
    assert [line.state for line in calls.lines()] == ["none", "none", "all"]
    calls.tick([first.people[0].id], seen=False)
    assert [line.state for line in calls.lines()].count("some") == 1
    desk.undo.last()
    assert len(inside) == 3


def test_the_numbers_are_those_of_the_sheet(
    desk: Desk, meetup: str, inside: list[Registered]
) -> None:
    printed: list[tuple[int, str]] = []
    content = desk.paperwork()._roster(Order("roster", meetup))
    printed = [(family.number, family.name) for family in content.families]

    lines = desk.roll_calls(meetup).lines()
    assert sorted(line.number for line in lines) == [number for number, _ in printed]
    assert inside


def test_a_call_that_two_desks_began_is_one_and_real_if_one_says_so(
    desk: Desk, meetup: str, inside: list[Registered]
) -> None:
    calls, author = desk.roll_calls(meetup), desk.author()
    for name, drill in (("c1", True), ("c2", False)):
        began = Draft("rollcall.begin", name, {"drill": drill}, meetup=meetup)
        seen = Draft("rollcall.seen", name, {"people": list(inside[0].people)}, meetup=meetup)
        desk.journal.append([began, seen], author)
    running = calls.running()

    assert running is not None
    assert not running.is_drill
    assert running.seen == set(inside[0].people)
    assert calls.begin(drill=False) is None
    calls.tick([inside[0].people[0]], seen=False)
    left = calls.running()
    assert left is not None
    assert left.seen == {inside[0].people[1]}
    assert calls.end() is not None
    assert calls.running() is None
    with pytest.raises(NobodyChosen):
        calls.tick([inside[0].people[0]], seen=True)
