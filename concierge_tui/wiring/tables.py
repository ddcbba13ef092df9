"""The tables of one open store, over one connection, and who writes in them."""

from concierge_tui.opened import Opened
from concierge_tui.services.at_the_desk import AtTheDesk
from db.laptop.connection import Connection
from db.laptop.day import SqliteDay
from db.laptop.directory import SqliteDirectory
from db.laptop.events import SqliteAttendances, SqliteMeetups
from db.laptop.families import SqliteFamilies
from db.laptop.identity import SqliteIdentity
from db.laptop.journal import SqliteJournal
from db.laptop.lists import SqliteLists, SqliteStaff
from db.laptop.settings import SqliteDrafts, SqliteSettings
from db.reference.postal import PostalBook


class Tables:
    """What every part of the desk shares."""

    def __init__(self, opened: Opened, store: Connection) -> None:
        self.store = store
        self.now = opened.now
        self.stream = SqliteIdentity(store).stream
        self.device, _, self.area = self.stream()
        self.journal = SqliteJournal(store, self.stream, now=opened.now)
        self.families = SqliteFamilies(store)
        self.directory = SqliteDirectory(store)
        self.meetups = SqliteMeetups(store)
        self.attendances = SqliteAttendances(store)
        self.lists = SqliteLists(store)
        self.day = SqliteDay(store)
        self.staff = SqliteStaff(store)
        self.settings = SqliteSettings(store)
        self.drafts = SqliteDrafts(store)
        self.postal = PostalBook()
        self.author = AtTheDesk(
            self.area,
            opened.staff,
            register=self.staff,
            settings=self.settings,
            day=self.day,
            now=opened.now,
        )

    @property
    def area_name(self) -> str:
        """The name of the area; empty in a store that has none yet."""
        asked = "SELECT name FROM area WHERE id = ?"
        row = self.store.execute(asked, (self.area,)).fetchone()
        return str(row[0]) if row else ""
