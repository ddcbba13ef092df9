"""The paper of an invitation leads to whoever was not there, and to nobody once it is over."""

from __future__ import annotations

import pytest

from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.ids import link_id
from concierge_tui.domain.invitation import invitation_code
from concierge_tui.services.desk import Desk
from concierge_tui.services.linking import Linking
from tests.journals.linking import come, keyed, register

ONE, OTHER = "09000000042", "09000001234"


@pytest.fixture
def linking(desk: Desk, meetup: str) -> Linking:
    return desk.linking(meetup)


def test_the_paper_of_an_invitation_leads_to_whoever_was_not_there(
    linking: Linking, desk: Desk, meetup: str
) -> None:
    one, other = come(desk, meetup, "佐藤 花", ONE), register(desk, None, {"phone": OTHER})
    code = invitation_code(link_id(one, other))
    reception = desk.reception(meetup)
    with pytest.raises(NotFound):
        reception.by_code(code)
    linking.wish(other, one, "invited")  # in whichever order they were chosen

    assert reception.by_code(code).family.id == other
    assert [each.id for each in linking.inviting(other)] == [one]
    people = [person.id for person in desk.families.get(other).people]
    reception.check_in(other, people)
    linking.key(one, other, keyed(OTHER))
    assert reception.by_code(code).family.id == other, "one side has still to key"
    linking.key(other, one, keyed(ONE))
    assert linking.inviting(other) == []
    with pytest.raises(NotFound):
        reception.by_code(code)


def test_a_cancelled_invitation_leads_to_nobody(linking: Linking, desk: Desk, meetup: str) -> None:
    one, other = come(desk, meetup, "佐藤 花", ONE), register(desk, None, {"phone": OTHER})
    linking.wish(one, other, "invited")
    linking.cancel(one, other, "wish")

    with pytest.raises(NotFound):
        desk.reception(meetup).by_code(invitation_code(link_id(one, other)))
