"""What every task of a meetup reads and writes; the desk hands itself on as these."""

from dataclasses import dataclass

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.meetup import Meetup
from concierge_tui.services import ports
from concierge_tui.services.day_ports import Day


@dataclass(frozen=True, kw_only=True)
class Records:
    """The records of one store, and who writes in them at which moment."""

    journal: ports.Journal
    families: ports.Families
    attendances: ports.Attendances
    meetup_rows: ports.Meetups
    lists: ports.Lists
    day: Day
    """The meetup itself, as it is now."""
    author: ports.AuthorNow
    now: Clock


class AtMeetup:
    """A task of one meetup, with the records at hand."""

    def __init__(self, meetup: str, records: Records) -> None:
        self.meetup_id = meetup
        self._journal = records.journal
        self._families = records.families
        self._attendances = records.attendances
        self._meetups = records.meetup_rows
        self._lists = records.lists
        self._day = records.day
        self._author = records.author
        self._now = records.now

    @property
    def meetup(self) -> Meetup:
        """The meetup that is served."""
        return self._meetups.get(self.meetup_id)

    @property
    def now_ms(self) -> int:
        """The moment of the laptop's clock."""
        return milliseconds(self._now())
