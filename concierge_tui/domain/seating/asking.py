"""Reads what a seating is asked for: the day of a pairing, with the numbers of the tables.

Who has met whom does not matter, for the plan decides that; so it may be left out.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.pairing.reading import instance_of, parsed
from concierge_tui.domain.seating.errors import SeatingImpossible
from concierge_tui.domain.seating.tables import checked


class Asked(NamedTuple):
    """A day on which everyone may meet everyone, and how it is to be seated."""

    day: Instance
    k: int
    """How many families a table holds."""
    rounds: int


def read_asked(content: bytes) -> Asked:
    """Return what a file asks for.

    Raises:
        InstanceUnreadable: when it describes no day.
        SeatingImpossible: when nothing was given, or one of the numbers is out of range.
    """
    if not content.strip():
        raise SeatingImpossible("empty")
    written = parsed(content)
    day = instance_of({**written, "met": "all"})
    asked = Asked(day, _number(written, "k"), _number(written, "rounds"))
    checked(len(day.families), asked.k, asked.rounds)
    return asked


def _number(written: Mapping[str, Any], name: str) -> int:
    number = written.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise SeatingImpossible(name)
    return number
