"""A family withdraws: it is hidden at once, and what stays is said plainly."""

from typing import Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import LEAVING
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s17_withdrawal as text


def the_withdrawal_stands(desk: Desk, _meetup: str) -> bool:
    """Say whether the withdrawal is written, with the wish to be erased."""
    family = family_of(desk, LEAVING)
    if family is None or not family.withdrawn:
        return False
    last = desk.journal.history(consent_id(family.id, REGISTRATION))[-1]
    return last.kind == "consent.withdraw" and body_of(last).get("erase") is True


def nobody_finds_the_family(desk: Desk, meetup: str) -> bool:
    """Say whether no search shows it any more."""
    return not desk.reception(meetup).find(text.NAME).households


SITUATION: Final = Situation(
    number=17,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=6, typed=None, seconds=60),
    steps=(
        Step(text.SEARCH, (typing("santos"),), shows=text.SHOWN),
        Step(text.OPEN, (press("f8"),), shows=text.OPENED),
        Step(text.WITHDRAW, (press("f9"),), shows=text.EXPLAINED),
        Step(text.CONFIRM, (press("enter", "enter"),), shows=text.DONE),
        Step(text.SLIP, (press("escape"),), shows=text.BACK, hides=(text.NAME,)),
    ),
    facts=(the_withdrawal_stands, nobody_finds_the_family),
)
