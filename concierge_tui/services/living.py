"""Under whom a family lives on that was found to be registered twice."""

from concierge_tui.domain.trial import TrialEvent
from concierge_tui.services.ports import Families


def lives_on_as(families: Families, family: str) -> str:
    """Return the family as which this one lives on, itself where it was never merged.

    A merge always leads to a smaller id, so the way ends, whatever a damaged journal holds.
    """
    now = family
    while (found := families.many([now]).get(now)) and found.merged_into:
        if found.merged_into >= now:
            break
        now = found.merged_into
    return now


def of_the_living(families: Families, event: TrialEvent) -> TrialEvent:
    """Return what was said of a family as said of the one as which it lives on."""
    family = event.said.get("family")
    if not (isinstance(family, str) and family):
        return event
    return event._replace(said={**event.said, "family": lives_on_as(families, family)})
