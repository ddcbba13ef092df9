"""What was left for later (「あとで」) at a registration, and when it has been answered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from concierge_tui.domain.family import Family
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.task import Task

COMPLETE: Final = "complete"
"""The reason of a task that lists what was left for later."""

Changes = Mapping[str, Mapping[str, Any]]
"""What a correction writes, by the id of the household or of a person."""


def gaps_of(tasks: Sequence[Task]) -> list[str]:
    """Return the fields that were left for later, each once, in the order of asking."""
    parts = (part for task in tasks if task.reason == COMPLETE for part in task.detail.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def settled(tasks: Iterable[Task], family: Family, changes: Changes) -> list[Draft]:
    """Return what a correction takes off a family's tasks, on whichever form it was written."""
    answered = _answered(family, changes)
    drafts = []
    for task in tasks:
        asked = [part for part in task.detail.split(",") if part]
        left = [part for part in asked if part not in answered]
        if task.reason == COMPLETE and len(left) < len(asked):
            body = {"detail": ",".join(left)} if left else {"state": "done"}
            drafts.append(Draft("task.set", task.id, body, subject=family.id))
    return drafts


def _answered(family: Family, changes: Changes) -> set[str]:
    """Return what is known once `changes` are written; a 「なし」 is an answer too."""
    now = {"city": family.city, "channel": family.channel, "emergency": family.emergency}
    now |= {name: value for name, value in changes.get(family.id, {}).items() if name in now}
    answered = {name for name in ("channel", "emergency") if now[name]}
    if now["city"]:
        answered.add("address")
    people = [person for person in family.people if person.role != "carer"]
    named = (p.name or p.name_exception or _some(changes, p.id, "name", "name_exception")
             for p in people)  # fmt: skip
    born = (child.birthday or _some(changes, child.id, "birthday") for child in family.children)
    answered |= {name for name, each in (("name", named), ("birthday", born)) if all(each)}
    if any(person.phone or "phone" in changes.get(person.id, {}) for person in family.adults):
        answered.add("phone")
    return answered


def _some(changes: Changes, person: str, *fields: str) -> bool:
    return any(changes.get(person, {}).get(field) for field in fields)
