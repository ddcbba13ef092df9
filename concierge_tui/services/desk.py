"""Everything a screen or a command needs, made by `bootstrap` for one thread."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from concierge_tui.services import inbox_ports, ports
from concierge_tui.services.bundles import Bundles
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.day_desk import DayDesk
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.services.erasing import Erasing
from concierge_tui.services.examination import Chains, Examination
from concierge_tui.services.hand_off import HandOff
from concierge_tui.services.households import Households
from concierge_tui.services.hub import Hub
from concierge_tui.services.inbox import Inbox
from concierge_tui.services.merging import Merging
from concierge_tui.services.paperwork import Keep, Paperwork, Press
from concierge_tui.services.reception import Reception
from concierge_tui.services.recovery import Recovery
from concierge_tui.services.repairs import Repairs
from concierge_tui.services.roster_import import RosterImport
from concierge_tui.services.safe_copy import SafeCopy
from concierge_tui.services.sign_up import SignUp
from concierge_tui.services.sign_up_drafts import SignUpDrafts
from concierge_tui.services.slips import SlipPrinter
from concierge_tui.services.statements import StatementPrinter
from concierge_tui.services.undo import Undo
from concierge_tui.services.walk_in import WalkIn
from concierge_tui.services.walk_in_drafts import WalkInDrafts
from concierge_tui.services.wordings import Wordings


class Examine(Protocol):
    """Compares every table with the journal."""

    def __call__(self, *, keep: bool, progress: ports.Progress | None = None) -> Examination:
        """Return the differences; with `keep`, put them right."""
        ...


@dataclass(frozen=True, kw_only=True)
class Desk(DayDesk):
    """The services of one opened store."""

    area: str
    area_name: str
    device: str
    directory: ports.Directory
    drafts: ports.Drafts
    postal: ports.Postal
    households: Households
    walk_in: WalkIn
    hand_off: HandOff
    rosters: RosterImport
    doubles: Doubles
    wordings: Wordings
    manuals: Wordings
    """The accident manual; ours is a template (要差替)."""
    consents: Consents
    erasing: Erasing
    undo: Undo
    enrolment: Enrolment
    inbox_rows: inbox_ports.Rows
    bundles: Bundles
    hub: Hub
    fork: "Callable[[], AbstractContextManager[Desk]]"
    """Opens the same store once more, for a worker thread."""
    opened_by_recovery: bool
    """The passphrase was forgotten: a new one is wanted."""
    renew_passphrase: Callable[[str], None]
    """Replaces the passphrase of whoever stands at the desk; slow, call it in a thread."""
    recovery: Recovery
    print_slips: SlipPrinter
    print_statement: StatementPrinter
    press: Press
    """Draws what is to be printed."""
    keep_paper: Keep
    """Writes a document whole or not at all."""
    safe_copy: SafeCopy
    back_up: ports.BackUp
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
    def inbox(self) -> Inbox:
        """What needs a person: one count for every screen."""
        return Inbox(
            rows=self.inbox_rows,
            lists=self.lists,
            doubles=self.doubles,
            journal=self.journal,
            author=self.author,
            device=self.device,
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

    def paperwork(self) -> Paperwork:
        """Return what prepares forms, lists and cards."""
        return Paperwork(
            self,
            areas=self.areas,
            wordings=self.wordings,
            manuals=self.manuals,
            numbers=self.form_numbers,
            sign_up=self.hand_off.sign_up,
            press=self.press,
            practice=self.practice,
        )

    def reception(self, meetup: str) -> Reception:
        """Return the reception of one meetup."""
        return Reception(meetup, self, self.directory)
