"""The hands of one laptop of `tests.syncing.laptops`, wired as bootstrap does."""

from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.collecting import Collecting
from concierge_tui.services.custody import Custody
from concierge_tui.services.reception import Reception
from concierge_tui.services.staff_desk import StaffDesk
from db.laptop.areas import SqliteAreas
from db.laptop.day import SqliteDay
from db.laptop.directory import SqliteDirectory
from db.laptop.events import SqliteAttendances, SqliteMeetups
from db.laptop.families import SqliteFamilies
from db.laptop.lists import SqliteStaff
from db.laptop.settings import SqliteSettings
from tests.syncing.laptops import Laptop


def custody_of(laptop: Laptop, meetup: str) -> Custody:
    """Return the hands at this laptop."""
    connection = laptop.connection
    staff = StaffDesk(
        laptop.journal, SqliteStaff(connection), SqliteSettings(connection), lambda: laptop.author
    )
    return Custody(
        meetup,
        journal=laptop.journal,
        families=SqliteFamilies(connection),
        attendances=SqliteAttendances(connection),
        meetups=SqliteMeetups(connection),
        staff=staff,
        areas=AreaPlan(
            laptop.journal, SqliteAreas(connection), lambda: laptop.author, SqliteStaff(connection)
        ),
        day=SqliteDay(connection),
        author=lambda: laptop.author,
        now=laptop.now,
    )


def collecting_of(laptop: Laptop, meetup: str) -> Collecting:
    """Return what is written down around collections at this laptop."""
    return Collecting(custody_of(laptop, meetup), laptop.journal, lambda: laptop.author)


def reception_of(laptop: Laptop, meetup: str) -> Reception:
    """Return the reception of this laptop."""
    connection = laptop.connection
    return Reception(
        meetup,
        journal=laptop.journal,
        families=SqliteFamilies(connection),
        directory=SqliteDirectory(connection),
        attendances=SqliteAttendances(connection),
        meetups=SqliteMeetups(connection),
        day=SqliteDay(connection),
        author=lambda: laptop.author,
        now=laptop.now,
    )
