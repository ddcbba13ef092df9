"""Who has met whom at a meetup: at a table of a round that began, or by an introduction."""

from collections.abc import Iterable

from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.meetup_day import Introduction, Seating
from concierge_tui.domain.mingling import Present
from concierge_tui.domain.seating.running import as_they_sit
from concierge_tui.services.day_ports import Day

Pairs = set[frozenset[str]]


def met_pairs(day: Day, meetup: str, hall: Iterable[Present]) -> Pairs:
    """Return the pairs of families that have met; in the round that runs, as the hall sits."""
    made = day.of(Introduction, meetup)
    introduced = {frozenset((m.one, m.other)) for m in made if m.state == "introduced"}
    return introduced | _at_a_table(day.get(Seating, seating_id(meetup)), hall)


def _at_a_table(seating: Seating | None, hall: Iterable[Present]) -> Pairs:
    if seating is None or seating.running is None:
        return set()
    at = {each.family.id: each.table for each in hall}
    running = seating.running
    families, now = as_they_sit(seating.families, seating.plan[running], at)
    return {
        frozenset((families[one], families[other]))
        for tables in (*seating.plan[:running], now)
        for table in tables
        for one in table
        for other in table
        if one < other < len(families)
    }
