"""Two families who may have a trial, for the situations that begin so; the others have none."""

from collections.abc import Collection
from typing import Any, Final

from concierge_tui.domain.consent import SPOKEN, TRIAL
from concierge_tui.domain.family import Family
from concierge_tui.domain.gate import EXCHANGED
from concierge_tui.domain.ids import consent_id, derived_id, link_id
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.facts import family_of, household_of
from concierge_tui.rehearsal.planted import BOOKED, HOST
from concierge_tui.services.arrivals import arrival
from concierge_tui.services.desk import Desk
from concierge_tui.services.trial_now import TrialNow
from concierge_tui.services.trials_at import health_check_at, trials_at
from concierge_tui.text import rehearsal as text

_HALF_AN_HOUR: Final = 30 * 60_000
SUPERVISOR: Final = derived_id("staff", "certified of the rehearsal")


def two_families_meet(
    desk: Desk, meetup: str, besides: Collection[str] = (), **changes: Any
) -> None:
    """Let both arrive and consent, and a certified concierge be there.

    `besides` may hold link, health and plan: those are made too; `changes` go into the plan.
    """
    host, guest = family_of(desk, HOST), family_of(desk, BOOKED)
    if host is None or guest is None:
        return
    drafts = [_certified()]
    for key in (HOST, BOOKED):
        drafts += _arrive_and_consent(desk, meetup, key)
    if "link" in besides:
        sides = ((host.id, guest.id), (guest.id, host.id))
        entity = link_id(host.id, guest.id)
        drafts += [Draft("link.enter", entity, {"other": b}, a, meetup) for a, b in sides]
    desk.journal.append(drafts, desk.author())
    if "health" in besides:
        for child in guest.children:
            health_check_at(desk, meetup).note(child.id)
    if "plan" in besides:
        _plan(desk, meetup, host, guest, changes)


def trial_now(desk: Desk, meetup: str) -> TrialNow | None:
    """Return the latest trial of the two families."""
    host, guest = family_of(desk, HOST), family_of(desk, BOOKED)
    if host is None or guest is None:
        return None
    found = [t for t in desk.day.of(Trial, meetup) if (t.host, t.guest) == (host.id, guest.id)]
    return trials_at(desk, meetup).get(max(each.id for each in found)) if found else None


def _certified() -> Draft:
    said = {
        "name": text.SUPERVISOR,
        "role": "concierge",
        "certification": "certified",
        "identity_seen": "2026-04-01",
        "licence": text.LICENCE,
        "lifesaving": "2026-04-01",
        "removed": False,
    }
    return Draft("staff.set", SUPERVISOR, said)


def _arrive_and_consent(desk: Desk, meetup: str, key: str) -> list[Draft]:
    household = household_of(desk, meetup, key)
    if household is None:
        return []
    family = household.family
    inside = {name for name, row in household.attendance.items() if row.here}
    coming = [person.id for person in family.people if person.id not in inside]
    given = {"purpose": TRIAL, "method": SPOKEN, "version": "", "text_hash": ""}
    consent = Draft("consent.grant", consent_id(family.id, TRIAL), given, family.id)
    return [consent, *(arrival(meetup, family.id, coming) if coming else [])]


def _plan(desk: Desk, meetup: str, host: Family, guest: Family, changes: dict[str, Any]) -> None:
    trials = trials_at(desk, meetup)
    children = [child.id for child in guest.children]
    said = {
        "host": host.id,
        "guest": guest.id,
        "children": children,
        "acquainted": children,
        "exchanged": list(EXCHANGED),
        "place": text.PLACE,
        "pick_up": text.PICK_UP,
        "ends": trials.now_ms + _HALF_AN_HOUR,
        "supervisor": SUPERVISOR,
    }
    trials.read_allergies(trials.plan({**said, **changes}).id)
