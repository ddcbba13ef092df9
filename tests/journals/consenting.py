"""What a family consents to, given and looked at as at the desk."""

from concierge_tui.domain.consent import SPOKEN
from concierge_tui.services.consents import having_read
from concierge_tui.services.desk import Desk


def states(desk: Desk, family: str) -> dict[str, str]:
    """Return how each purpose stands."""
    return {now.purpose: now.state for now in desk.consents.of(family).purposes}


def give(
    desk: Desk, family: str, *purposes: str, method: str = SPOKEN, by: str = "", relation: str = ""
) -> None:
    """Let a family agree to these purposes, having heard their texts."""
    answered = [having_read(desk.wordings.get(p), method) for p in purposes]
    read = [consent._replace(by=by, relation=relation) for consent in answered]
    desk.consents.give(desk.consents.of(family), read, desk.families.get(family))
