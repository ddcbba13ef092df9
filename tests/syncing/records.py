"""The records of one laptop of `tests.syncing.laptops`, wired as bootstrap does."""

from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.records import Records
from concierge_tui.services.staff_desk import StaffDesk
from db.laptop.areas import SqliteAreas
from db.laptop.day import SqliteDay
from db.laptop.events import SqliteAttendances, SqliteMeetups
from db.laptop.families import SqliteFamilies
from db.laptop.lists import SqliteLists, SqliteStaff
from db.laptop.settings import SqliteSettings
from tests.syncing.laptops import Laptop


def records_of(laptop: Laptop) -> Records:
    """Return what every task of a meetup reads and writes at this laptop."""
    store = laptop.connection
    return Records(
        journal=laptop.journal,
        families=SqliteFamilies(store),
        attendances=SqliteAttendances(store),
        meetup_rows=SqliteMeetups(store),
        lists=SqliteLists(store),
        day=SqliteDay(store),
        author=lambda: laptop.author,
        now=laptop.now,
    )


def staff_of(laptop: Laptop) -> StaffDesk:
    """Return who works at this laptop."""
    store = laptop.connection
    return StaffDesk(
        laptop.journal, SqliteStaff(store), SqliteSettings(store), lambda: laptop.author
    )


def areas_of(laptop: Laptop) -> AreaPlan:
    """Return the limits that hold at this laptop."""
    store = laptop.connection
    return AreaPlan(laptop.journal, SqliteAreas(store), lambda: laptop.author, SqliteStaff(store))
