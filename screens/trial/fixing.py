"""Where each rule of the gate is put right."""

from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from concierge_tui.domain.gate import Rule

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.trial_now import TrialNow

_IN_THE_PLAN: Final = {
    "exchange": "exchanged", "plan": "place", "supervisor": "supervisor", "ratio": "place",
}  # fmt: skip
"""By rule the line of the plan on which it is put right."""
_OF_THE_PLAN: Final = frozenset({"no_child", "not_ticked", "too_young", "too_old"})
_OF_THE_STAFF: Final = ("identity_not_seen", "no_lifesaving", "neither_known", "no_licence")
"""What is missing in the supervisor's own record."""


def fixing_screen(  # noqa: PLR0911 - one answer a rule
    desk: "Desk", meetup: str, now: "TrialNow", rule: Rule
) -> "Screen[Any] | None":
    """Return the screen on which a rule is put right, or None where it is not done at the desk."""
    if rule.colour == "green" or rule.reason in ("excluded", "barred"):
        return None
    if rule.reason in _OF_THE_STAFF:
        from screens.staff.record import StaffRecordScreen

        return StaffRecordScreen(desk, now.trial.supervisor)
    if rule.reason == "room_unknown":
        return _meetup(desk, meetup, "#room_capacity JpInput")
    if rule.name in _IN_THE_PLAN or rule.reason in _OF_THE_PLAN:
        return _plan(desk, meetup, now, rule)
    if rule.name == "allergy" and rule.reason == "not_read":
        from screens.trial.reading import allergy_screen

        return allergy_screen(desk, meetup, now)
    if rule.name == "health":
        from screens.trial.health import HealthScreen

        return HealthScreen(desk, meetup, now.children)
    if rule.name == "insurance":
        return _insurance(desk, meetup, rule)
    if rule.name == "link":
        from screens.link.screen import LinkScreen

        other = str(rule.facts.get("family") or now.trial.guest)
        return LinkScreen(desk, meetup, now.trial.host, other)
    if rule.name == "consent":
        return _consent(desk, meetup, now)
    if rule.name == "collectors" and rule.reason in ("contested", "away"):
        from screens.custody.screen import CustodyScreen

        return CustodyScreen(desk, meetup)
    return _household(desk, now, rule)


def _plan(desk: "Desk", meetup: str, now: "TrialNow", rule: Rule) -> "Screen[Any]":
    from screens.trial.plan import PlanScreen

    line = "acquainted" if rule.reason == "not_ticked" else _IN_THE_PLAN.get(rule.name, "children")
    if rule.name == "plan":
        empty = rule.facts.get("what", ("ends",))
        line = "until" if empty[0] == "ends" else empty[0]
    return PlanScreen(desk, meetup, now.trial.host, now.trial.guest, now.trial, line)


def _insurance(desk: "Desk", meetup: str, rule: Rule) -> "Screen[Any]":
    if rule.colour == "red":
        return _meetup(desk, meetup, "#listed")
    from screens.trial.telling import TellCentreScreen

    return TellCentreScreen(desk, meetup)


def _meetup(desk: "Desk", meetup: str, begin_at: str) -> "Screen[Any]":
    from screens.meetup_form.screen import MeetupFormScreen

    return MeetupFormScreen(desk, meetup, begin_at)


def _consent(desk: "Desk", meetup: str, now: "TrialNow") -> "Screen[Any] | None":
    from concierge_tui.services.trials_at import trials_at
    from screens.consent.screen import ConsentScreen

    facts = trials_at(desk, meetup).facts.gather(now.trial)
    lacking = next((side for side in facts.sides if side.missing_consents), None)
    return ConsentScreen(desk, lacking.family, lacking.missing_consents[0]) if lacking else None


def _household(desk: "Desk", now: "TrialNow", rule: Rule) -> "Screen[Any] | None":
    if (rule.name, rule.reason) not in (
        ("age", "unknown"), ("allergy", "unknown"), ("collectors", "nobody"),
    ):  # fmt: skip
        return None
    from screens.household.screen import HouseholdScreen

    named = rule.facts.get("who", ())
    of = [child.family for child in now.children if child.called in named]
    return HouseholdScreen(desk, next((name for name in of if name), None) or now.trial.guest)
