"""What needs a person at one laptop of `tests.syncing.laptops`, wired as bootstrap does."""

from concierge_tui.domain.inbox import Counts
from concierge_tui.domain.task import Conflict
from concierge_tui.services.inbox import Inbox
from concierge_tui.services.repairs import Repairs
from db.laptop.families import SqliteFamilies
from db.laptop.grants import CENTRAL
from db.laptop.inbox import SqliteInbox
from db.laptop.lists import SqliteLists
from db.laptop.settings import SqliteSettings
from db.reference.postal import PostalBook
from tests.syncing.laptops import Laptop
from tests.syncing.merging_desks import doubles_of


def inbox_of(laptop: Laptop) -> Inbox:
    """Return the inbox of this laptop."""
    return Inbox(
        rows=SqliteInbox(laptop.connection, CENTRAL),
        lists=SqliteLists(laptop.connection),
        doubles=doubles_of(laptop),
        journal=laptop.journal,
        author=lambda: laptop.author,
        device=laptop.replica.stream().device,
    )


def repairs_of(laptop: Laptop) -> Repairs:
    """Return what settles conflicts at this laptop."""
    postal = PostalBook()
    return Repairs(
        journal=laptop.journal,
        families=SqliteFamilies(laptop.connection),
        postal=postal,
        split=postal.split,
        author=lambda: laptop.author,
        now=laptop.now,
        settings=SqliteSettings(laptop.connection),
    )


def counts_of(laptop: Laptop) -> Counts:
    """Return how much waits for a person, after looking for families that stand twice."""
    doubles_of(laptop).refresh()
    return inbox_of(laptop).counts()


def conflict_in(laptop: Laptop, field: str) -> Conflict:
    """Return the one conflict about a field."""
    [found] = [c for c in SqliteLists(laptop.connection).conflicts() if c.field == field]
    return found


def choose(laptop: Laptop, field: str, value: object) -> None:
    """Settle the conflict about a field by one of its values."""
    conflict = conflict_in(laptop, field)
    repairs = repairs_of(laptop)
    repairs.choose(conflict, next(s.op_id for s in conflict.values if s.value == value))
