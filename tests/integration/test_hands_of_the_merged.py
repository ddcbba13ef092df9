"""A child that was registered twice and is in other hands: no merge lets it out of sight.

Another desk may hand it on under the one name before it hears that both are one child.
"""

import pytest

from concierge_tui.domain.custody import ChildContested
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody_board import ChildNow
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.journals.children import back_to_the_mother
from tests.journals.desk_families import CHILD, MOTHER, registered
from tests.journals.merging import SAME_CHILD, SAME_MOTHER, merge

HELPERS = ("s-1", "s-2")


@pytest.fixture
def twice(desk: Desk, meetup: str) -> tuple[Registered, Registered]:
    """One family that two desks registered, and that is one family now."""
    kept = registered(desk, MOTHER, CHILD, meetup=meetup)
    gone = registered(desk, SAME_MOTHER, SAME_CHILD, meetup=meetup)
    merge(desk, kept.family, gone.family)
    for helper in HELPERS:
        draft = Draft("staff.set", helper, {"name": f"係 {helper}", "role": "staff"})
        desk.journal.append([draft], desk.author())
    return kept, gone


def comes_in(desk: Desk, meetup: str, of: Registered, to: str) -> None:
    """Write what another desk wrote that knew this registration alone."""
    body = {"child": of.people[1], "to": to, "role": "staff", "place": "和室", "until": 2**42}
    entity = custody_id(meetup, of.people[1])
    desk.journal.append([Draft("custody.hand", entity, body, of.family, meetup)], desk.author())


def out(desk: Desk, meetup: str) -> list[ChildNow]:
    return list(desk.custody(meetup).out())


@pytest.mark.parametrize("which", [0, 1])
def test_it_is_on_the_board_and_comes_back(
    desk: Desk, meetup: str, twice: tuple[Registered, Registered], which: int
) -> None:
    comes_in(desk, meetup, twice[which], HELPERS[0])

    [now] = out(desk, meetup)
    assert (now.child.id, now.where, now.holder) == (twice[0].people[1], "away", "係 s-1")
    assert desk.closing(meetup).obstacles()
    desk.custody(meetup).hand(now, back_to_the_mother(desk, twice[0]))
    assert out(desk, meetup) == []


def test_two_that_hold_it_under_two_names_are_contested_until_somebody_looked(
    desk: Desk, meetup: str, twice: tuple[Registered, Registered]
) -> None:
    for registration, helper in zip(twice, HELPERS, strict=True):
        comes_in(desk, meetup, registration, helper)

    [now] = out(desk, meetup)
    assert now.where == "contested"
    home = back_to_the_mother(desk, twice[0])
    with pytest.raises(ChildContested):
        desk.custody(meetup).hand(now, home)
    desk.custody(meetup).hand(now, home, looked=True)
    assert out(desk, meetup) == []


def test_a_child_that_is_taken_off_while_it_is_away_stays_on_the_board(
    desk: Desk, meetup: str, twice: tuple[Registered, Registered]
) -> None:
    kept = twice[0]
    comes_in(desk, meetup, kept, HELPERS[0])
    body = {"removed": True}
    desk.journal.append([Draft("person.set", kept.people[1], body, kept.family)], desk.author())

    assert [each.child.id for each in out(desk, meetup)] == [kept.people[1]]
