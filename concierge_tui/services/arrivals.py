"""How an arrival is written down, whoever of a family comes in by whichever door."""

from collections.abc import Sequence
from typing import Any

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import MeetupFull
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.operation import Draft
from concierge_tui.services.ports import Attendances


def refuse_crowd(attendances: Attendances, meetup: Meetup, arriving: int, reason: str = "") -> None:
    """Return when so many more may come in; every door asks it before it writes an arrival.

    Raises:
        MeetupFull: when they would exceed the capacity and no reason was given.
    """
    if meetup.capacity is None or clean_text(reason):
        return
    here = attendances.counts(meetup.id).people_here
    if here + arriving > meetup.capacity:
        raise MeetupFull(meetup.capacity, here)


def arrival(
    meetup: str,
    family: str,
    people: Sequence[str],
    *,
    reason: str = "",
    at: int | None = None,
    table: str = "",
) -> list[Draft]:
    """Return what says that these people came in.

    `at` is when they came according to a paper form, in milliseconds since 1970. Why they were let
    in beyond the capacity, and where they sit, is written by itself: who is in the house goes to
    every laptop, also of a family that withdrew, and must name people by id alone.
    """
    entity = visit_id(meetup, family)
    body: dict[str, Any] = {"people": list(people)}
    if at is not None:
        body["at"] = at
    drafts = [Draft("visit.arrive", entity, body, subject=family, meetup=meetup)]
    further = {"over_capacity": clean_text(reason), "table": table}
    if said := {name: words for name, words in further.items() if words}:
        visit = {"family": family, **said}
        drafts.append(Draft("visit.set", entity, visit, subject=family, meetup=meetup))
    return drafts
