"""What a person reads of how this laptop stands with central."""

from typing import TYPE_CHECKING

from concierge_tui.text import standing as text

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.sync_ports import SyncStatus


def let_in(desk: "Desk", status: "SyncStatus") -> str:
    """Say for which meetups this laptop is let in; empty for the whole area."""
    granted = status.standing.meetups
    if granted is None:
        return ""
    known = [meetup for meetup in desk.meetups.all() if meetup.id in granted]
    return text.let_in(known, len(granted) - len(known))


def waits(desk: "Desk", status: "SyncStatus") -> str:
    """Say what waits at central for a coordinator, and the way on; empty for nothing."""
    found = status.standing.waits
    return text.waiting(found, desk.inbox.device_names(), desk.device) if found else ""
