"""The services of the meetup itself: who meets whom, who holds which child, how a day ends."""

from collections.abc import Callable
from dataclasses import dataclass

from concierge_tui.domain.clock import milliseconds
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.at_the_desk import AtTheDesk
from concierge_tui.services.cards import Cards
from concierge_tui.services.closing import Closing
from concierge_tui.services.collecting import Collecting
from concierge_tui.services.custody import Custody
from concierge_tui.services.form_numbers import FormNumbers
from concierge_tui.services.incidents import Incidents
from concierge_tui.services.lease import LeaseDesk
from concierge_tui.services.linking import Linking
from concierge_tui.services.meetups import MeetupPlan
from concierge_tui.services.mingling import Mingling
from concierge_tui.services.preparation import Preparation, ThisLaptop
from concierge_tui.services.proposals import Proposals
from concierge_tui.services.records import Records
from concierge_tui.services.roll_calls import RollCalls
from concierge_tui.services.round_clock import RoundClock
from concierge_tui.services.shift import ShiftDesk
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.services.table_plan import TablePlan


@dataclass(frozen=True, kw_only=True)
class DayDesk(Records):
    """What serves a hall while families are in it; each task is made for one meetup."""

    practice: bool
    """A rehearsal: it neither enrols nor syncs nor is backed up."""
    author: AtTheDesk
    settings: ports.Settings
    areas: AreaPlan
    meetups: MeetupPlan
    staff: StaffDesk
    synchronise: Synchronise
    lease: LeaseDesk
    printer: ports.Printer
    form_numbers: FormNumbers
    free_space: Callable[[], int]
    """How many bytes the disk of the store still takes."""
    last_written: Callable[[], int]
    """The moment of the newest operation, in milliseconds; 0 where there is none."""

    def mingling(self, meetup: str) -> Mingling:
        """Return what looks after those who know nobody at a meetup."""
        return Mingling(meetup, self)

    def proposals(self, meetup: str) -> Proposals:
        """Return what proposes whom to introduce for a trial."""
        return Proposals(meetup, self)

    def round_clock(self, meetup: str) -> RoundClock:
        """Return what knows when a round of tables is over."""
        return RoundClock(
            meetup, self.day, self.settings, self.now, lambda: self.meetups.get(meetup).closed
        )

    def table_plan(self, meetup: str) -> TablePlan:
        """Return what seats the families of a meetup."""
        return TablePlan(meetup, self)

    def closing(self, meetup: str) -> Closing:
        """Return what closes one meetup, and the sheet that is kept of it."""
        return Closing(meetup, self)

    def incidents(self, meetup: str) -> Incidents:
        """Return what happened at one meetup."""
        return Incidents(meetup, self)

    def cards(self, meetup: str) -> Cards:
        """Return what takes preference cards at a meetup."""
        return Cards(meetup, self)

    def preparation(self, meetup: str) -> Preparation:
        """Return what has to stand before the doors of one meetup open."""
        laptop = ThisLaptop(
            settings=self.settings,
            printer=self.printer,
            has_forms=lambda: self.form_numbers.are_out(meetup),
            free_space=self.free_space,
            last_written=self.last_written,
            clock_ahead=lambda: self.synchronise.status().clock_off(milliseconds(self.now())),
            practice=self.practice,
        )
        return Preparation(
            meetup, self, meetups=self.meetups, areas=self.areas, staff=self.staff, laptop=laptop
        )

    def shift(self, meetup: str) -> ShiftDesk:
        """Return what hands the desk to the next one."""
        return ShiftDesk(
            meetup,
            self,
            staff=self.staff,
            pending=lambda: self.synchronise.status().unsent or 0,
            at_the_desk=self.author,
            practice=self.practice,
        )

    def linking(self, meetup: str) -> Linking:
        """Return the links of families at one meetup."""
        return Linking(meetup, self)

    def custody(self, meetup: str) -> Custody:
        """Return what knows in whose hands the children of one meetup are."""
        return Custody(meetup, self, staff=self.staff, areas=self.areas)

    def collecting(self, meetup: str) -> Collecting:
        """Return what is written down before a child is given to somebody, or is not."""
        return Collecting(self.custody(meetup), self.journal, self.author)

    def roll_calls(self, meetup: str) -> RollCalls:
        """Return the roll calls of one meetup."""
        return RollCalls(meetup, self)
