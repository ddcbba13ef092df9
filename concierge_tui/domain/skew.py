"""What a program must leave alone beside something that only a newer one can read.

It keeps, shows and carries on whatever it does not understand. But in whose hands a child is and
what a family agrees to may have been said in the very thing it cannot read.
"""

from typing import Final

from concierge_tui.domain.errors import ConciergeError

BLOCKED: Final = frozenset({"custody.hand", "consent.grant"})
"""A withdrawal is always taken: it only ever makes a family safer."""


class UpdateNeeded(ConciergeError):
    """A newer program wrote about the same thing; nothing was written."""
