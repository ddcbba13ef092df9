"""A nosebleed is written in seconds; a bump on the head shows the emergency card at once (A11)."""

from typing import Final

from concierge_tui.domain.meetup_day import Incident
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import HURT
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s13_incident as text


def _records(desk: Desk, meetup: str, kana: str) -> list[Incident]:
    family = family_of(desk, HURT)
    if family is None:
        return []
    hurt = {person.id for person in family.people if person.kana == kana}
    return [each for each in desk.incidents(meetup).all() if each.person in hurt]


def the_nosebleed_is_written_and_done(desk: Desk, meetup: str) -> bool:
    """Say whether the small one stands with what was done and who saw it, and asks nothing more."""
    found = _records(desk, meetup, text.MIO)
    return len(found) == 1 and found[0].level == "minor" and bool(found[0].action)


def the_bump_waits_for_a_signature(desk: Desk, meetup: str) -> bool:
    """Say whether the grave one stands, and keeps the meetup from being closed unsigned."""
    found = _records(desk, meetup, text.MINATO)
    unsigned = desk.incidents(meetup).unsigned()
    return len(found) == 1 and found[0].level == "grave" and found[0] in unsigned


SITUATION: Final = Situation(
    number=13,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=6, typed=None, seconds=30),
    steps=(
        Step(text.OPEN, (press("f6", "f4"), typing("kazama mio"), press("enter")), text.OPENED),
        Step(text.NOSE, (typing("113"), press("ctrl+s")), shows=text.KEPT),
        Step(
            text.AGAIN,
            (press("f4"), typing("kazama minato"), press("enter")),
            shows=text.CHOSEN,
        ),
        Step(text.HEAD, (typing("43"),), shows=text.CARD),
    ),
    facts=(the_nosebleed_is_written_and_done, the_bump_waits_for_a_signature),
)
