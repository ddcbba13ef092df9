"""Whom the code on the paper of an invitation leads to (A33)."""

from concierge_tui.domain.invitation import invitation_code, invited_one
from concierge_tui.services.day_ports import Day
from concierge_tui.services.living import lives_on_as
from concierge_tui.services.ports import Families, Journal


def invited_family(code: str, day: Day, journal: Journal, families: Families) -> str | None:
    """Return the family that was invited, as it lives on; None where this invites nobody.

    A link that both sides made, or that was cancelled, invites nobody any more.
    """
    links = [link.id for link in day.open_links() if invitation_code(link.id) == code]
    for history in journal.histories(links).values():
        if family := invited_one(history):
            return lives_on_as(families, family)
    return None
