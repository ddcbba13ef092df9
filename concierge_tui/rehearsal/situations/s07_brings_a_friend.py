"""A friend of a booked family: a household of its own, linked, and no right is passed on."""

from typing import Final

from concierge_tui.rehearsal.facts import family_of, registered
from concierge_tui.rehearsal.planted import HOST
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s07_brings_a_friend as text


def a_household_of_its_own_is_here(desk: Desk, meetup: str) -> bool:
    """Say whether the friend was registered and checked in apart from the host."""
    guest, host = registered(desk, text.KANA), family_of(desk, HOST)
    if guest is None or host is None or guest.id == host.id:
        return False
    return desk.reception(meetup).household(guest.id).presence == "here"


def the_host_is_linked(desk: Desk, _meetup: str) -> bool:
    """Say whether it is known who brought the friend."""
    guest, host = registered(desk, text.KANA), family_of(desk, HOST)
    return guest is not None and host is not None and guest.host == host.id


def the_host_may_not_collect(desk: Desk, _meetup: str) -> bool:
    """Say whether nobody may collect the guest's child by having brought it."""
    guest = registered(desk, text.KANA)
    return guest is not None and not guest.host_may_collect


SITUATION: Final = Situation(
    number=7,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=8, typed=None, seconds=60),
    steps=(
        Step(text.SEARCH, (typing("nish"),), shows=text.SHOWN),
        Step(text.OPEN, (press("ctrl+b"),), shows=text.OPENED),
        Step(
            text.WHO,
            (typing("koike rei"), press("enter", "enter"), typing("09001236543"), press("enter")),
            shows=text.WHO_SHOWN,
        ),
        Step(
            text.CHILD,
            (
                typing("mei"),
                press("enter"),
                typing("R5.6.1"),
                press("enter"),
                typing("1"),
                press("ctrl+s"),
            ),
            shows=text.READ,
        ),
        Step(text.CONSENT, (press("enter"),), shows=text.DONE),
    ),
    facts=(a_household_of_its_own_is_here, the_host_is_linked, the_host_may_not_collect),
)
