"""The part of the desk where families are registered, completed and asked for their consent."""

from typing import TypedDict

from concierge_tui.opened import Opened
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.erasing import Erasing
from concierge_tui.services.hand_off import HandOff
from concierge_tui.services.households import Households
from concierge_tui.services.latecomers import Latecomers
from concierge_tui.services.meetups import MeetupPlan
from concierge_tui.services.roster_import import RosterImport
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.services.undo import Undo
from concierge_tui.services.walk_in import WalkIn
from concierge_tui.services.wordings import Wordings
from concierge_tui.wiring.tables import Tables
from db.laptop.areas import SqliteAreas
from db.laptop.consents import SqliteConsents
from db.laptop.doubles import SqliteDoubles
from db.laptop.erasure_rows import erasing
from db.laptop.hand_offs import SqliteHandOffs


class ForFamilies(TypedDict):
    """The services of this part, by their names at the desk."""

    areas: AreaPlan
    meetups: MeetupPlan
    staff: StaffDesk
    households: Households
    walk_in: WalkIn
    hand_off: HandOff
    rosters: RosterImport
    doubles: Doubles
    wordings: Wordings
    manuals: Wordings
    consents: Consents
    erasing: Erasing
    undo: Undo


def for_families(opened: Opened, tables: Tables) -> ForFamilies:
    """Return what writes families, and the plan of the area and its meetups."""
    t, journal, author = tables, tables.journal, tables.author
    late = Latecomers(t.day, t.families, t.attendances, t.meetups, t.now).table
    areas = AreaPlan(journal, SqliteAreas(t.store), author, t.staff)
    wordings = Wordings(opened.home.consents)
    doubles = Doubles(SqliteDoubles(t.store), journal, author)
    rows = SqliteHandOffs(t.store, t.device)
    return {
        "areas": areas,
        "meetups": MeetupPlan(journal, t.meetups, author),
        "staff": StaffDesk(journal, t.staff, t.settings, author, by_recovery=opened.by_recovery),
        "households": Households(journal, t.families, t.lists, author),
        "walk_in": WalkIn(journal, t.families, t.meetups, t.attendances, author, late),
        "hand_off": HandOff(
            journal, rows, t.meetups, t.attendances, author, t.now, opened.practice, late
        ),
        "rosters": _rosters(tables, doubles),
        "doubles": doubles,
        "wordings": wordings,
        "manuals": Wordings(opened.home.manuals),
        "consents": Consents(
            journal, SqliteConsents(t.store), wordings, areas, t.staff, t.drafts, author, t.now
        ),
        "erasing": erasing(t.store, journal, t.staff, author),
        "undo": Undo(journal, author),
    }


def _rosters(tables: Tables, doubles: Doubles) -> RosterImport:
    return RosterImport(
        journal=tables.journal,
        families=tables.families,
        directory=tables.directory,
        attendances=tables.attendances,
        doubles=doubles,
        split=tables.postal.split,
        author=tables.author,
        now=tables.now,
    )
