"""Plans meetups; the form begins with a template or an earlier one (A21)."""

from collections.abc import Mapping
from typing import Any

from concierge_tui.domain.errors import FieldMissing
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services import ports
from concierge_tui.services.households import checked


class MeetupPlan:
    """Makes and corrects meetups; `Closing` closes them."""

    def __init__(
        self, journal: ports.Journal, meetups: ports.Meetups, author: ports.AuthorNow
    ) -> None:
        self._journal = journal
        self._meetups = meetups
        self._author = author

    def get(self, meetup: str) -> Meetup:
        """Return one meetup or raise `NotFound`."""
        return self._meetups.get(meetup)

    def all(self) -> list[Meetup]:
        """Return all meetups, the latest date first."""
        return self._meetups.all()

    def new(self, title: str, day: str, **fields: Any) -> Meetup:
        """Create a meetup.

        Raises:
            FieldMissing: without a title.
            FieldInvalid: when a value cannot be stored, such as a day that does not exist.
        """
        body = checked("meetup", {"title": title, "date": day, **fields})
        if not body["title"]:
            raise FieldMissing("title")
        meetup = new_id()
        self._journal.append([Draft("meetup.set", meetup, body, meetup=meetup)], self._author())
        return self._meetups.get(meetup)

    def correct(self, meetup: str, fields: Mapping[str, Any]) -> Act:
        """Change fields of a meetup or raise `NotFound`."""
        self._meetups.get(meetup)
        body = checked("meetup", fields)
        return self._journal.append(
            [Draft("meetup.set", meetup, body, meetup=meetup)], self._author()
        )
