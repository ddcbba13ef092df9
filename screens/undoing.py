"""Takes back the last act of this laptop and says what it was."""

from concierge_tui.services.desk import Desk
from concierge_tui.services.undo import Undone
from concierge_tui.text import undo as text


def take_back(desk: Desk, consents_of: str | None = None) -> tuple[Undone, str]:
    """Take back the last act; return it with the sentence that names it.

    Raises:
        NothingToUndo: when none is left.
        ChangedSince: when someone changed the same thing later.
        FactStays: when it only added to what happened.
        WithdrawalOutOfSight: when it is a withdrawal of some time ago.
        WithdrawalStands: when it is a withdrawal that somebody else wrote down.
    """
    undone = desk.undo.last(consents_of)
    families = desk.families.many(undone.subjects)
    return undone, text.undone(list(families.values()), undone.kinds)
