"""The slip is lost: the child stays until it is certain who stands there; the code stays."""

from typing import Final

from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import custody_id
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.held import child_of, given_to_staff
from concierge_tui.rehearsal.invented import code_of
from concierge_tui.rehearsal.planted import GRANDMOTHER
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from concierge_tui.text.situations import s09_lost_slip as text


def it_was_certain_who_she_is(desk: Desk, meetup: str) -> bool:
    """Say whether a document was seen and the birthdays were said, without a slip."""
    child = child_of(desk, meetup, GRANDMOTHER)
    if child is None or child.now is None or child.where != "family":
        return False
    history = desk.journal.history(custody_id(meetup, child.child.id))
    return set(body_of(history[-1]).get("checks", ())) == {"identity", "recited"}


def the_child_went_with_the_grandmother(desk: Desk, meetup: str) -> bool:
    """Say whether she has it, and it is not in the house any more."""
    child, family = child_of(desk, meetup, GRANDMOTHER), family_of(desk, GRANDMOTHER)
    if child is None or child.now is None or family is None:
        return False
    carers = {person.id for person in family.people if person.role == "carer"}
    return child.now.holder in carers and not child.here


def the_code_is_the_same(desk: Desk, _meetup: str) -> bool:
    """Say whether a lost slip is worth no more than before, and no less."""
    family = family_of(desk, GRANDMOTHER)
    return family is not None and family.code == code_of(GRANDMOTHER)


SITUATION: Final = Situation(
    number=9,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=8, typed=None, seconds=90),
    steps=(
        Step(text.HALL, (press("f6"),), shows=text.HALL_SHOWN),
        Step(text.BOARD, (typing(number("custody")),), shows=text.BOARD_SHOWN),
        Step(text.WHO, (press("enter"),), shows=text.WHO_SHOWN),
        Step(text.PROVE, (typing("21211"),), shows=text.PROVEN),
        Step(text.SLIP, (press("f11"),), shows=text.SLIP_SHOWN),
        Step(text.BACK, (press("escape"),), shows=text.BACK_SHOWN),
        Step(text.GIVE, (press("enter"),), shows=text.GIVEN),
    ),
    facts=(it_was_certain_who_she_is, the_child_went_with_the_grandmother, the_code_is_the_same),
    before=lambda desk, meetup: given_to_staff(desk, meetup, GRANDMOTHER),
)
