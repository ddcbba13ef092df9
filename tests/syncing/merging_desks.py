"""The merging of one laptop of `tests.syncing.laptops`, wired as bootstrap does."""

from concierge_tui.domain.merging import Side
from concierge_tui.domain.operation import Act
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.merging import Merging
from concierge_tui.services.undo import Undo
from db.laptop.doubles import SqliteDoubles
from db.laptop.events import SqliteAttendances
from db.laptop.families import SqliteFamilies
from db.laptop.lists import SqliteLists
from tests.syncing.laptops import Laptop


def merging_of(laptop: Laptop) -> Merging:
    """Return what makes one family of two at this laptop."""
    connection = laptop.connection
    return Merging(
        journal=laptop.journal,
        families=SqliteFamilies(connection),
        attendances=SqliteAttendances(connection),
        lists=SqliteLists(connection),
        doubles=SqliteDoubles(connection),
        author=lambda: laptop.author,
    )


def doubles_of(laptop: Laptop) -> Doubles:
    """Return what looks for pairs at this laptop."""
    return Doubles(SqliteDoubles(laptop.connection), laptop.journal, lambda: laptop.author)


def families_of(laptop: Laptop) -> SqliteFamilies:
    """Return the households of this laptop."""
    return SqliteFamilies(laptop.connection)


def merge(laptop: Laptop, one: str, other: str, side: Side | None = None) -> Act:
    """Merge two families, with the proposed values or those of one side."""
    merging = merging_of(laptop)
    seen = merging.compare(one, other)
    return merging.merge(seen, {d.key: side for d in seen.plan.differences} if side else {})


def undo(laptop: Laptop, act: Act) -> None:
    """Take an act back."""
    Undo(laptop.journal, lambda: laptop.author).act(act.tx)
