"""Children in other hands, for the situations that begin so; the other situations have none."""

from datetime import timedelta

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.facts import household_of
from concierge_tui.services.arrivals import arrival
from concierge_tui.services.custody_board import ChildNow
from concierge_tui.services.desk import Desk
from concierge_tui.text import rehearsal as text


def given_to_staff(
    desk: Desk, meetup: str, key: str, minutes: int = 40, *, adult: str = ""
) -> None:
    """Let a planted family arrive, and one of its children be with the staff for so long.

    With `adult` only that relation and the child are inside, as others come later; below zero
    the agreed end has passed.
    """
    household = household_of(desk, meetup, key)
    if household is None:
        return
    family = household.family
    child = family.children[0]
    guardian = next((p for p in family.adults if not adult or p.relation == adult), None)
    if guardian is None:
        return
    present = {name for name, row in household.attendance.items() if row.here}
    coming = [who for who in (guardian.id, child.id) if who not in present]
    now = desk.now()
    body = {
        "child": child.id,
        "to": desk.author().actor,
        "role": "staff",
        "from": guardian.id,
        "witness": guardian.id,
        "place": text.PLACE,
        "until": milliseconds(now + timedelta(minutes=minutes)),
        "back_to": guardian.id,
        "at": milliseconds(now - timedelta(minutes=20)),
    }
    drafts = arrival(meetup, family.id, coming) if coming else []
    entity = custody_id(meetup, child.id)
    hand = Draft("custody.hand", entity, body, family.id, meetup)
    desk.journal.append([*drafts, hand], desk.author())


def child_of(desk: Desk, meetup: str, key: str) -> ChildNow | None:
    """Return the first child of a planted family as it is now."""
    household = household_of(desk, meetup, key)
    if household is None:
        return None
    return desk.custody(meetup).child(household.family.children[0].id)
