"""Plans in which nobody meets anybody twice, wherever a rule or a stored plan gives one."""

from concierge_tui.domain.seating.closed_form import circle, closed_form
from concierge_tui.domain.seating.designs import stored_for
from concierge_tui.domain.seating.tables import Plan, sizes


def repeat_free(families: int, k: int, rounds: int) -> Plan | None:
    """Return so many rounds without a repeat, or None where none is known."""
    found = _by_rule(families, k)
    return found[:rounds] if len(found) >= rounds else stored_for(families, k, rounds)


def cycled(families: int, k: int, rounds: int) -> Plan:
    """Return so many rounds: as many without a repeat as are known, and then those again."""
    known = _by_rule(families, k)
    while longer := stored_for(families, k, len(known) + 1):
        known = longer
    return tuple(known[turn % len(known)] for turn in range(rounds))


def _by_rule(families: int, k: int) -> Plan:
    tables = sizes(families, k)
    return circle(families) if tables[0] == 2 and len(tables) > 1 else closed_form(families, k)
