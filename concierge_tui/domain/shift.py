"""What one concierge tells the next: numbers, because they are said aloud in a full hall."""

from typing import NamedTuple


class GoingOn(NamedTuple):
    """How things stand at a meetup."""

    families: int
    children: int
    """Inside now."""
    away: int
    """Children in other hands than their family's, or perhaps."""
    contested: int
    late: int
    """Children whose agreed end has come while they are in other hands."""
    trials: int
    unsigned: int
    tasks: int
    pending: int
    """Records that the central service does not have yet."""
