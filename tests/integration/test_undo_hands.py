"""One key takes back a hand-over and an entry of a link, and only while nothing followed."""

import pytest

from concierge_tui.domain.custody import fold_custody
from concierge_tui.domain.errors import ChangedSince
from concierge_tui.domain.ids import custody_id, link_id
from concierge_tui.domain.link import LinkState, fold_link
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.journals.desk_families import registered


@pytest.fixture
def family(desk: Desk) -> Registered:
    return registered(desk)


def handed(desk: Desk, meetup: str, family: Registered, to: str, role: str) -> Act:
    child = family.people[1]
    body = {"child": child, "to": to, "role": role, "place": "和室"}
    entity = custody_id(meetup, child)
    return desk.journal.append(
        [Draft("custody.hand", entity, body, family.family, meetup)], desk.author()
    )


def test_a_child_goes_back_into_the_hands_in_which_it_was(
    desk: Desk, meetup: str, family: Registered
) -> None:
    entity = custody_id(meetup, family.people[1])
    handed(desk, meetup, family, "staff", "staff")
    before = fold_custody(entity, desk.journal.history(entity)).hand
    handed(desk, meetup, family, "host", "host")

    desk.undo.last()

    after = fold_custody(entity, desk.journal.history(entity)).hand
    assert before is not None
    assert after is not None
    assert after._replace(op_id=before.op_id) == before
    assert desk.examine(keep=False).differences == []


def test_the_first_hand_over_is_taken_back_to_the_family(
    desk: Desk, meetup: str, family: Registered
) -> None:
    handed(desk, meetup, family, "staff", "staff")

    desk.undo.last()

    entity = custody_id(meetup, family.people[1])
    assert not fold_custody(entity, desk.journal.history(entity)).is_away


def test_a_hand_over_is_not_taken_back_once_the_child_went_on(
    desk: Desk, meetup: str, family: Registered
) -> None:
    mine = handed(desk, meetup, family, "staff", "staff")
    handed(desk, meetup, family, "host", "host")

    with pytest.raises(ChangedSince):
        desk.undo.act(mine.tx)


def test_an_entry_of_a_link_is_taken_back_by_cancelling(
    desk: Desk, meetup: str, family: Registered
) -> None:
    other = registered(desk).family
    entity = link_id(family.family, other)
    desk.journal.append(
        [Draft("link.enter", entity, {"other": other}, family.family, meetup)], desk.author()
    )

    desk.undo.last()

    assert fold_link(entity, desk.journal.history(entity)).state is LinkState.CANCELLED
