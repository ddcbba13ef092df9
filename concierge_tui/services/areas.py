"""What an area decides for all of its laptops: wards (D22), limits, whom to ask or to telephone."""

from collections.abc import Mapping
from typing import Any, Protocol

from concierge_tui.domain import fold
from concierge_tui.domain.area import Area
from concierge_tui.domain.errors import FieldInvalid
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.policy import LEADS_ALONE, LIMITS
from concierge_tui.services.households import Past, checked
from concierge_tui.services.leading import is_coordinator, refuse_all_but_coordinators
from concierge_tui.services.ports import AuthorNow, Journal, StaffRegister
from concierge_tui.text import paper, slip


class Areas(Protocol):
    """Areas as they are now."""

    def get(self, area: str) -> Area:
        """Return an area; one of which nothing was written has only its id."""
        ...


class AreaPlan:
    """Reads and decides what holds in this laptop's area; nobody is refused by address (C9)."""

    def __init__(
        self, journal: Journal, areas: Areas, author: AuthorNow, register: StaffRegister
    ) -> None:
        self._journal = journal
        self._areas = areas
        self._author = author
        self._register = register

    def here(self) -> Area:
        """Return the area of this laptop."""
        return self._areas.get(self._author().area)

    @property
    def contact(self) -> str:
        """Whom a family may ask, as it stands on paper (C19)."""
        return self.here().contact or slip.CONTACT

    @property
    def mark(self) -> str:
        """Which mark the operator bears, with its date (C18)."""
        return self.here().certification_mark or paper.MARK

    @property
    def may_lay_down(self) -> bool:
        """Whether whoever stands at the desk may change a limit, or whom one telephones."""
        return is_coordinator(self._register, self._author().actor)

    def decide(self, said: Mapping[str, Any]) -> Act | None:
        """Write what holds from now on, by the names of `Area`; None for no change.

        A limit that is None is the published one again.

        Raises:
            CoordinatorOnly: when somebody else changes a limit, or whom one telephones.
            FieldInvalid: when a value cannot be kept; it names the field.
        """
        area = self.here()
        body = {
            name: value
            for name, value in checked("area", said).items()
            if (tuple(value) if isinstance(value, list) else value) != getattr(area, name)
        }
        if not body:
            return None
        if not LEADS_ALONE.isdisjoint(body):
            refuse_all_but_coordinators(self._register, self._author().actor)
        for name in LIMITS.keys() & body.keys():
            if body[name] is not None and body[name] not in LIMITS[name].allowed:
                raise FieldInvalid(name)
        return self._journal.append([Draft("area.set", area.id, body)], self._author())

    def past(self, name: str) -> list[Past]:
        """Return every value that a field of the area ever had, the newest first."""
        area = self._author().area
        written = [
            (op, said[name])
            for op in self._journal.history(area)
            if name in (said := fold.said_in(op))
        ]
        written.sort(key=lambda pair: (pair[0].hlc, pair[0].op_id), reverse=True)
        return [Past(area, name, value, op.actor, op.wall) for op, value in written]
