"""How a child came in: its temperature and how it looks, asked at the reception or at the gate."""

from concierge_tui.domain.ids import health_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.policy import policy_of
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.households import checked
from concierge_tui.services.records import AtMeetup, Records


class HealthCheck(AtMeetup):
    """Serves one meetup; whether a child with a fever may stay is the local rule."""

    def __init__(self, meetup: str, records: Records, areas: AreaPlan) -> None:
        super().__init__(meetup, records)
        self._areas = areas

    @property
    def limit(self) -> int:
        """From how many tenths of a degree no child is entrusted."""
        return policy_of(self._areas.here()).fever_tenths

    def note(self, person: str, *, tenths: int | None = None, looks: str = "well") -> Act:
        """Write down how somebody is now; raise `NotFound` for nobody."""
        family = self._families.person(person).family
        body = checked(
            "health",
            {"meetup": self.meetup_id, "person": person, "tenths": tenths, "looks": looks},
        )
        entity = health_id(self.meetup_id, person)
        draft = Draft("health.set", entity, body, family, self.meetup_id)
        return self._journal.append([draft], self._author())
