"""Who has met whom at a meetup: at a table of a round that began, or by an introduction."""

from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.meetup_day import Introduction, Seating
from concierge_tui.services.day_ports import Day

Pairs = set[frozenset[str]]


def met_pairs(day: Day, meetup: str) -> Pairs:
    """Return the pairs of families that have met."""
    made = day.of(Introduction, meetup)
    introduced = {frozenset((m.one, m.other)) for m in made if m.state == "introduced"}
    return introduced | _at_a_table(day.get(Seating, seating_id(meetup)))


def _at_a_table(seating: Seating | None) -> Pairs:
    if seating is None or seating.running is None:
        return set()
    families = seating.families
    return {
        frozenset((families[one], families[other]))
        for tables in seating.plan[: seating.running + 1]
        for table in tables
        for one in table
        for other in table
        if one < other < len(families)
    }
