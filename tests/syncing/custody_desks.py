"""The hands of one laptop of `tests.syncing.laptops`."""

from concierge_tui.services.collecting import Collecting
from concierge_tui.services.custody import Custody
from concierge_tui.services.reception import Reception
from db.laptop.directory import SqliteDirectory
from tests.syncing.laptops import Laptop
from tests.syncing.records import areas_of, records_of, staff_of


def custody_of(laptop: Laptop, meetup: str) -> Custody:
    """Return the hands at this laptop."""
    return Custody(meetup, records_of(laptop), staff=staff_of(laptop), areas=areas_of(laptop))


def collecting_of(laptop: Laptop, meetup: str) -> Collecting:
    """Return what is written down around collections at this laptop."""
    return Collecting(custody_of(laptop, meetup), laptop.journal, lambda: laptop.author)


def reception_of(laptop: Laptop, meetup: str) -> Reception:
    """Return the reception of this laptop."""
    return Reception(meetup, records_of(laptop), SqliteDirectory(laptop.connection))
