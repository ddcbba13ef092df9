"""Everything a screen or a command needs, made by `bootstrap` for one thread."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from concierge_tui.domain.clock import Clock
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.at_the_desk import AtTheDesk
from concierge_tui.services.cards import Cards
from concierge_tui.services.closing import Closing
from concierge_tui.services.collecting import Collecting
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.custody import Custody
from concierge_tui.services.day_ports import Day
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.services.examination import Chains, Examination
from concierge_tui.services.form_numbers import FormNumbers
from concierge_tui.services.hand_off import HandOff
from concierge_tui.services.households import Households
from concierge_tui.services.incidents import Incidents
from concierge_tui.services.linking import Linking
from concierge_tui.services.meetups import MeetupPlan
from concierge_tui.services.merging import Merging
from concierge_tui.services.mingling import Mingling
from concierge_tui.services.paperwork import Keep, Paperwork, Press
from concierge_tui.services.preparation import Preparation
from concierge_tui.services.proposals import Proposals
from concierge_tui.services.reception import Reception
from concierge_tui.services.repairs import Repairs
from concierge_tui.services.roll_calls import RollCalls
from concierge_tui.services.roster_import import RosterImport
from concierge_tui.services.safe_copy import SafeCopy
from concierge_tui.services.shift import ShiftDesk
from concierge_tui.services.sign_up import SignUp
from concierge_tui.services.sign_up_drafts import SignUpDrafts
from concierge_tui.services.slips import SlipPrinter
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.services.statements import StatementPrinter
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.services.table_plan import TablePlan
from concierge_tui.services.undo import Undo
from concierge_tui.services.walk_in import WalkIn
from concierge_tui.services.walk_in_drafts import WalkInDrafts
from concierge_tui.services.wordings import Wordings


class Examine(Protocol):
    """Compares every table with the journal."""

    def __call__(self, *, keep: bool, progress: ports.Progress | None = None) -> Examination:
        """Return the differences; with `keep`, put them right."""
        ...


@dataclass(frozen=True)
class Desk:
    """The services of one opened store."""

    area: str
    area_name: str
    device: str
    practice: bool
    """A rehearsal: it neither enrols nor syncs nor is backed up."""
    now: Clock
    author: AtTheDesk
    journal: ports.Journal
    families: ports.Families
    directory: ports.Directory
    attendances: ports.Attendances
    lists: ports.Lists
    day: Day
    """The meetup itself, as it is now."""
    settings: ports.Settings
    drafts: ports.Drafts
    postal: ports.Postal
    areas: AreaPlan
    meetups: MeetupPlan
    households: Households
    walk_in: WalkIn
    hand_off: HandOff
    rosters: RosterImport
    doubles: Doubles
    wordings: Wordings
    manuals: Wordings
    """The accident manual; ours is a template (要差替)."""
    consents: Consents
    staff: StaffDesk
    undo: Undo
    synchronise: Synchronise
    enrolment: Enrolment
    meetup_rows: ports.Meetups
    fork: "Callable[[], AbstractContextManager[Desk]]"
    """Opens the same store once more, for a worker thread."""
    opened_by_recovery: bool
    """The passphrase was forgotten: a new one is wanted."""
    renew_passphrase: Callable[[str], None]
    """Replaces the passphrase of whoever stands at the desk; slow, call it in a thread."""
    print_slips: SlipPrinter
    print_statement: StatementPrinter
    form_numbers: FormNumbers
    press: Press
    """Draws what is to be printed."""
    printer: ports.Printer
    keep_paper: Keep
    """Writes a document whole or not at all."""
    free_space: Callable[[], int]
    """How many bytes the disk of the store still takes."""
    last_written: Callable[[], int]
    """The moment of the newest operation, in milliseconds; 0 where there is none."""
    safe_copy: SafeCopy
    back_up: Callable[[Path, ports.Progress | None], None]
    examine: Examine
    verify_chains: Callable[[], Chains]
    close: Callable[[], None]

    def repairs(self) -> Repairs:
        """Return what mends rosters, proposals and conflicts."""
        return Repairs(
            journal=self.journal,
            families=self.families,
            postal=self.postal,
            split=self.rosters.split,
            author=self.author,
            now=self.now,
            settings=self.settings,
        )

    @property
    def sign_up_drafts(self) -> SignUpDrafts:
        """Return the sign-ups that are not finished."""
        return SignUpDrafts(self.drafts, self.families)

    @property
    def walk_in_drafts(self) -> WalkInDrafts:
        """The walk-ins that are not finished."""
        return WalkInDrafts(self.drafts, self.families)

    def sign_up(self) -> SignUp:
        """Return what registers and completes families for whom somebody writes."""
        return SignUp(
            journal=self.journal,
            walk_in=self.walk_in,
            households=self.households,
            lists=self.lists,
            postal=self.postal,
            author=self.author,
            now=self.now,
        )

    def mingling(self, meetup: str) -> Mingling:
        """Return what looks after those who know nobody at a meetup."""
        return Mingling(
            meetup,
            journal=self.journal,
            families=self.families,
            attendances=self.attendances,
            day=self.day,
            author=self.author,
            now=self.now,
        )

    def proposals(self, meetup: str) -> Proposals:
        """Return what proposes whom to introduce for a trial."""
        return Proposals(
            self.meetups.get(meetup),
            journal=self.journal,
            day=self.day,
            mingling=self.mingling(meetup),
            meetups=self.meetup_rows,
            author=self.author,
            now=self.now,
        )

    def table_plan(self, meetup: str) -> TablePlan:
        """Return what seats the families of a meetup."""
        return TablePlan(
            self.meetups.get(meetup),
            journal=self.journal,
            day=self.day,
            mingling=self.mingling(meetup),
            families=self.families,
            attendances=self.attendances,
            author=self.author,
            now=self.now,
        )

    def closing(self, meetup: str) -> Closing:
        """Return what closes one meetup, and the sheet that is kept of it."""
        return Closing(
            meetup,
            journal=self.journal,
            day=self.day,
            families=self.families,
            attendances=self.attendances,
            meetups=self.meetup_rows,
            lists=self.lists,
            author=self.author,
        )

    def incidents(self, meetup: str) -> Incidents:
        """Return what happened at one meetup."""
        return Incidents(
            meetup,
            journal=self.journal,
            day=self.day,
            families=self.families,
            attendances=self.attendances,
            author=self.author,
            now=self.now,
        )

    def cards(self, meetup: str) -> Cards:
        """Return what takes preference cards at a meetup."""
        return Cards(
            meetup,
            journal=self.journal,
            day=self.day,
            mingling=self.mingling(meetup),
            author=self.author,
        )

    def preparation(self, meetup: str) -> Preparation:
        """Return what has to stand before the doors of one meetup open."""
        return Preparation(
            meetup,
            journal=self.journal,
            day=self.day,
            families=self.families,
            lists=self.lists,
            meetups=self.meetups,
            areas=self.areas,
            staff=self.staff,
            settings=self.settings,
            printer=self.printer,
            free_space=self.free_space,
            last_written=self.last_written,
            clock_ahead=lambda: self.synchronise.status().clock_ahead_ms,
            author=self.author,
            now=self.now,
            practice=self.practice,
        )

    def shift(self, meetup: str) -> ShiftDesk:
        """Return what hands the desk to the next one."""
        return ShiftDesk(
            meetup,
            journal=self.journal,
            day=self.day,
            attendances=self.attendances,
            lists=self.lists,
            staff=self.staff,
            pending=lambda: self.synchronise.status().pending,
            at_the_desk=self.author,
            practice=self.practice,
        )

    def merging(self) -> Merging:
        """Return what makes one family of two."""
        return Merging(
            journal=self.journal,
            families=self.families,
            attendances=self.attendances,
            lists=self.lists,
            doubles=self.doubles.rows,
            author=self.author,
        )

    def linking(self, meetup: str) -> Linking:
        """Return the links of families at one meetup."""
        return Linking(
            meetup,
            journal=self.journal,
            families=self.families,
            attendances=self.attendances,
            day=self.day,
            author=self.author,
            now=self.now,
        )

    def paperwork(self) -> Paperwork:
        """Return what prepares forms, lists and cards."""
        return Paperwork(
            areas=self.areas,
            practice=self.practice,
            journal=self.journal,
            day=self.day,
            families=self.families,
            attendances=self.attendances,
            meetups=self.meetup_rows,
            sign_up=self.hand_off.sign_up,
            wordings=self.wordings,
            numbers=self.form_numbers,
            author=self.author,
            now=self.now,
            press=self.press,
        )

    def reception(self, meetup: str) -> Reception:
        """Return the reception of one meetup."""
        return Reception(
            meetup,
            journal=self.journal,
            families=self.families,
            directory=self.directory,
            attendances=self.attendances,
            meetups=self.meetup_rows,
            day=self.day,
            author=self.author,
            now=self.now,
        )

    def custody(self, meetup: str) -> Custody:
        """Return what knows in whose hands the children of one meetup are."""
        return Custody(
            meetup,
            journal=self.journal,
            families=self.families,
            attendances=self.attendances,
            meetups=self.meetup_rows,
            staff=self.staff,
            areas=self.areas,
            day=self.day,
            author=self.author,
            now=self.now,
        )

    def collecting(self, meetup: str) -> Collecting:
        """Return what is written down before a child is given to somebody, or is not."""
        return Collecting(self.custody(meetup), self.journal, self.author)

    def roll_calls(self, meetup: str) -> RollCalls:
        """Return the roll calls of one meetup."""
        return RollCalls(
            meetup,
            journal=self.journal,
            families=self.families,
            attendances=self.attendances,
            day=self.day,
            author=self.author,
            now=self.now,
        )
