"""Who is ticked before anyone has said so."""

from concierge_tui.services.reception import Household


def usual_arrivals(household: Household) -> frozenset[str]:
    """Return whom the desk expects to stand there: guardians, children, announced carers.

    A grandmother who may collect does not come along for that, and whoever must not collect
    is never assumed to have brought the child.
    """
    rows = household.attendance
    return frozenset(
        person.id
        for person in household.family.people
        if not (person.id in rows and rows[person.id].arrived_at is not None)
        and not person.must_not_collect
        and (person.role != "carer" or (person.id in rows and rows[person.id].expected))
    )
