"""What an area decides for all of its laptops: its wards (D22), whom to ask, which mark."""

from collections.abc import Mapping
from typing import Any, Protocol

from concierge_tui.domain.area import Area
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.households import checked
from concierge_tui.services.ports import AuthorNow, Journal
from concierge_tui.text import paper, slip


class Areas(Protocol):
    """Areas as they are now."""

    def get(self, area: str) -> Area:
        """Return an area; one of which nothing was written has only its id."""
        ...


class AreaPlan:
    """Reads and decides what holds in this laptop's area; nobody is refused by address (C9)."""

    def __init__(self, journal: Journal, areas: Areas, author: AuthorNow) -> None:
        self._journal = journal
        self._areas = areas
        self._author = author

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

    def decide(self, said: Mapping[str, Any]) -> Act | None:
        """Write what holds from now on, by the names of `Area`; None for no change.

        Raises:
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
        return self._journal.append([Draft("area.set", area.id, body)], self._author())
