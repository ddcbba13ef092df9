"""Furnishes a practice store with a meetup of sixty families."""

from datetime import date
from random import Random
from typing import Final

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal import names
from concierge_tui.rehearsal.invented import (
    SEED,
    Born,
    InventedFamily,
    InventedPerson,
    drafts_of,
)
from concierge_tui.rehearsal.planted import PLANTED, UNSIGNED
from concierge_tui.services.desk import Desk
from concierge_tui.services.households import checked
from concierge_tui.text import rehearsal as text

FAMILIES: Final = 60
CAPACITY: Final = 200
ROOM_CAPACITY: Final = 6
FORMS: Final = "KMR"
"""The prefix of the forms that were printed before the rehearsal."""
_EARLIER_MS: Final = 20 * 60 * 1000
_ARRIVED_EVERY: Final = 4
_TABLES: Final = 8


def furnish(desk: Desk) -> str:
    """Write today's rehearsal meetup into a practice store and return its id.

    Raises:
        ValueError: when the store is a real one; nothing was written.
    """
    if not desk.practice:
        raise ValueError("invented families never enter a real store")
    day = desk.now().astimezone().date()
    meetup = new_id()
    drafts = [_meetup(meetup, day), _forms(meetup), _next_one()]
    for family in (*PLANTED, *strangers(FAMILIES - len(PLANTED))):
        written = drafts_of(family, meetup, day)
        drafts += written
        if family.key == UNSIGNED:
            drafts.append(_graze(written, meetup, milliseconds(desk.now())))
    desk.journal.append(drafts, desk.author())
    return meetup


def _forms(meetup: str) -> Draft:
    """Return the numbers of the forms that lie printed on the desk of the rehearsal."""
    body = {"meetup": meetup, "prefix": FORMS, "first": 1, "last": 10}
    return Draft("paper.set", new_id(), body, meetup=meetup)


def _graze(family: list[Draft], meetup: str, now: int) -> Draft:
    """Return what happened to the child of a family before one begins to practise."""
    child = next(draft for draft in family if draft.body.get("role") == "child")
    fields = {
        "meetup": meetup,
        "level": "call",
        "person": child.entity,
        "family": child.subject,
        "what": "graze",
        "at": now - _EARLIER_MS,
        "action": text.GRAZE_ACTION,
        "seen_by": text.GRAZE_SEEN_BY,
        "guardian_told": now - _EARLIER_MS,
    }
    body = checked("incident", fields)
    return Draft("incident.set", new_id(), body, subject=child.subject, meetup=meetup)


def _next_one() -> Draft:
    """Return the concierge who takes the desk over in the afternoon."""
    fields = {"name": text.NEXT_ONE, "role": "concierge", "certification": "certified"}
    return Draft("staff.set", new_id(), checked("staff", fields))


def strangers(count: int) -> list[InventedFamily]:
    """Return families without a story: the same ones in every rehearsal."""
    rng = Random(SEED)  # noqa: S311 - invented people, not secrets
    surnames = rng.sample(names.pairs(names.SURNAMES), count)
    return [_stranger(rng, number, surname) for number, surname in enumerate(surnames)]


def _stranger(rng: Random, number: int, surname: tuple[str, str]) -> InventedFamily:
    father = rng.random() < 0.15
    given = rng.choice(names.pairs(names.FATHERS if father else names.MOTHERS))
    relation = names.FATHER if father else names.MOTHER
    phone = f"0900{1000000 + number * 90001 + rng.randrange(90000):07}"
    children = rng.sample(names.pairs(names.CHILDREN), rng.choices([1, 2, 3], [6, 4, 1])[0])
    arrived = number % _ARRIVED_EVERY == 0
    return InventedFamily(
        f"stranger-{number}",
        (
            InventedPerson("guardian", *_joined(surname, given), relation, phone=phone),
            *(_child(rng, surname, child) for child in children),
        ),
        rng.choice(names.PLACES),
        rest="-".join(str(rng.randint(1, 30)) for _ in range(3)) + rng.choice(names.BUILDINGS),
        channel=rng.choice(names.CHANNELS),
        smartphone=rng.random() < 0.9,
        table=str(rng.randint(1, _TABLES)) if arrived or rng.random() < 0.5 else "",
        arrived=arrived,
    )


def _child(rng: Random, surname: tuple[str, str], given: tuple[str, str]) -> InventedPerson:
    allergy = rng.choices([None, "", rng.choice(names.ALLERGIES)], [1, 7, 2])[0]
    born = Born(rng.randint(0, 6), rng.randint(2, 11))
    return InventedPerson("child", *_joined(surname, given), born=born, allergy=allergy)


def _joined(surname: tuple[str, str], given: tuple[str, str]) -> tuple[str, str]:
    return f"{surname[0]} {given[0]}", f"{surname[1]} {given[1]}"


def _meetup(meetup: str, day: date) -> Draft:
    fields = {
        "title": text.TITLE,
        "kind": "exchange",
        "date": day.isoformat(),
        "starts": "10:00",
        "ends": "12:00",
        "venue": text.VENUE,
        "address": text.ADDRESS,
        "capacity": CAPACITY,
        "room_capacity": ROOM_CAPACITY,
        "listed": True,
        "next_event": text.next_event(day),
    }
    return Draft("meetup.set", meetup, checked("meetup", fields), meetup=meetup)
