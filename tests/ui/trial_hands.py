"""Families who may have a trial, and the way to a screen of it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.consent import TRIAL
from concierge_tui.domain.ids import consent_id, link_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import health_check_at, trials_at


def let_them_meet(desk: Desk, meetup: str, one: str, *others: str) -> str:
    """Let families be inside and consent, the first linked with each other one; return a link."""
    drafts = []
    for family in (one, *others):
        people = [person.id for person in desk.families.get(family).people]
        desk.reception(meetup).check_in(family, people)
        drafts.append(Draft("consent.grant", consent_id(family, TRIAL), {"purpose": TRIAL}, family))
    for other in others:
        entity = link_id(one, other)
        sides = ((one, other), (other, one))
        drafts += [Draft("link.enter", entity, {"other": b}, a, meetup) for a, b in sides]
    drafts.append(Draft("meetup.set", meetup, {"listed": True, "room_capacity": 4}, meetup=meetup))
    drafts.append(
        Draft("staff.set", "s-c", {"name": "中村 認子", "role": "concierge",
                                   "certification": "certified", "identity_seen": "2026-01-05",
                                   "lifesaving": "2026-02-01", "licence": "保育士"})
    )  # fmt: skip
    desk.journal.append(drafts, desk.author())
    return link_id(one, others[0])


async def at(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """Wait for a screen and return it."""
    for _ in range(100):
        if isinstance(pilot.app.screen, kind):
            return pilot.app.screen
        await pilot.pause(0.02)
    pytest.fail(f"{type(pilot.app.screen).__name__} instead of {kind.__name__}")


def planned(desk: Desk, meetup: str, host: str, guest: str, **said: Any) -> str:
    trials = trials_at(desk, meetup)
    child = desk.families.get(guest).children[0].id
    plan = {
        "host": host, "guest": guest, "children": [child], "acquainted": [child],
        "place": "和室", "pick_up": "受付", "supervisor": "s-c",
        "ends": trials.now_ms + 30 * 60_000, "exchanged": ["address"], **said,
    }  # fmt: skip
    trial = trials.plan(plan).id
    trials.read_allergies(trial)
    health_check_at(desk, meetup).note(child, tenths=366)
    return trial
