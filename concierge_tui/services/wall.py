"""What hangs on the wall of the hall: who sits where, and nothing else about anybody."""

from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.meetup_day import Seating
from concierge_tui.domain.seating.errors import NoPlan
from concierge_tui.domain.seating.running import sitting
from concierge_tui.services.mingling import in_the_hall
from concierge_tui.services.paper_content import Tables
from concierge_tui.services.records import Records
from concierge_tui.text.names import by_public_name


def tables_of(records: Records, meetup: str | None) -> Tables:
    """Return the plan of tables; whoever withdrew stands on no wall.

    The round that runs is hung up as the hall sits: with those who came late, and at their new
    table those whom somebody sent there.

    Raises:
        NoPlan: when no tables were planned.
    """
    seating = records.day.get(Seating, seating_id(meetup)) if meetup else None
    if meetup is None or seating is None or not seating.plan:
        raise NoPlan
    hall = in_the_hall(meetup, records.attendances, records.families)
    seating = sitting(seating, {each.family.id: each.table for each in hall})
    known = records.families.many(seating.families)
    shown = [family for family in known.values() if not family.withdrawn]
    public = by_public_name(shown, records.meetup_rows.get(meetup).date)
    names = [public.get(known[n].id, "") if n in known else "" for n in seating.families]
    rounds = tuple(
        tuple(tuple(names[p] for p in sits if p < len(names) and names[p]) for sits in tables)
        for tables in seating.plan
    )
    return Tables(rounds)
