"""Families that may be linked, and what they key."""

from typing import Any

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.ids import consent_id, new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk


def register(desk: Desk, family: str | None, person: dict[str, Any]) -> str:
    """Write one person, in a new family unless it is known; return the family."""
    drafts = []
    if family is None:
        family = new_id()
        consent = {"purpose": REGISTRATION, "version": "1", "text_hash": "", "method": SPOKEN}
        drafts = [
            Draft("consent.grant", consent_id(family, REGISTRATION), consent, subject=family),
            Draft("family.set", family, {"source": "roster", "city": "緑区"}, subject=family),
        ]
    body = {"family": family, "role": "guardian", **person}
    drafts.append(Draft("person.set", new_id(), body, subject=family))
    desk.journal.append(drafts, desk.author())
    return family


def come(desk: Desk, meetup: str, name: str, phone: str) -> str:
    """Register a family of one and check it in."""
    family = register(desk, None, {"name": name, "phone": phone})
    people = [person.id for person in desk.families.get(family).people]
    desk.reception(meetup).check_in(family, people)
    return family


def keyed(phone: str) -> bytearray:
    """Return what a family keys for a number."""
    return bytearray(phone[-4:].encode())
