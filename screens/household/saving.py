"""Writes an edited household: corrections and whoever is new, in one act."""

from collections.abc import Mapping
from typing import Any, Final

from concierge_tui.domain.errors import FieldMissing
from concierge_tui.domain.family import Person
from concierge_tui.services.desk import Desk
from concierge_tui.services.household_answers import family_changes, person_changes
from concierge_tui.services.households import OpenHousehold

NEW: Final = "new"
"""Stands for a person who is not written yet."""


def save(desk: Desk, opened: OpenHousehold, edits: Mapping[str, Mapping[str, Any]]) -> bool:
    """Write what differs and return whether anything did.

    Raises:
        ConciergeError: when a field cannot be read or stored; nothing was written.
    """
    family, today = opened.family, desk.now().astimezone().date()
    changes: dict[str, dict[str, Any]] = {}
    for entity, edited in edits.items():
        person = family.person(entity)
        if entity == family.id:
            changes[entity] = family_changes(family, edited, desk.postal)
        elif person is not None:
            changes[entity] = person_changes(person, edited, today)
    added = _new_person(edits.get(NEW, {}), today)
    further = [desk.households.addition(family.id, added)] if added else []
    return desk.households.correct(opened, changes, further=further) is not None


def _new_person(edited: Mapping[str, Any], today: Any) -> dict[str, Any]:
    if not edited or set(edited) == {"role"}:
        return {}
    if not (edited.get("kana") or edited.get("name")):
        raise FieldMissing("kana")
    fields = person_changes(Person(id="", family=""), edited, today)
    return {"role": "guardian", **fields}
