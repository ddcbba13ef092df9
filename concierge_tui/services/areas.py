"""Which wards the area has, so that the desk can say how near a family lives (D22)."""

from collections.abc import Sequence
from typing import Protocol

from concierge_tui.domain.area import Area
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.households import checked
from concierge_tui.services.ports import AuthorNow, Journal


class Areas(Protocol):
    """Areas as they are now."""

    def get(self, area: str) -> Area:
        """Return an area; one of which nothing was written has only its id."""
        ...


class AreaPlan:
    """Reads and names the wards of this laptop's area; nobody is refused by address (C9)."""

    def __init__(self, journal: Journal, areas: Areas, author: AuthorNow) -> None:
        self._journal = journal
        self._areas = areas
        self._author = author

    def here(self) -> Area:
        """Return the area of this laptop."""
        return self._areas.get(self._author().area)

    def name_wards(self, cities: Sequence[str], neighbours: Sequence[str]) -> Act | None:
        """Write which wards belong to the area and which lie around it; None for no change."""
        area = self.here()
        said = {"cities": list(cities), "neighbours": list(neighbours)}
        body = {
            name: value
            for name, value in checked("area", said).items()
            if tuple(value) != getattr(area, name)
        }
        if not body:
            return None
        return self._journal.append([Draft("area.set", area.id, body)], self._author())
