"""The simulated world with all its stores in memory: the same code in a tenth of the time.

Engine, journal, intake, receiving and feed are those of the program, and so are the checks. What
is missing is the disk: encryption, its files, and what the operating system does with them.
"""

import tempfile
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from concierge_tui.central import snapshots
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.ports import Cursor, CursorGone
from concierge_tui.sync.protocol import BundleGrant, Greeting, Page
from concierge_tui.sync.snapshot import pages_in
from db.central import bundle_keys, erasing
from db.central.feed import CursorUnknown, Question
from db.central.opening import _begin_as_told, connect, read_key, writing
from db.central.store import DATABASE, begin_new_epoch
from db.central.store import KEY as KEY_FILE
from db.laptop.connection import open_store
from tests.syncing.furnishing import NAMES
from tests.syncing.laptops import KEY, NOON, Central, Laptop, wire
from tests.syncing.simulated import World
from tests.syncing.weather import Weather

MOST_ROUNDS: Final = 8
STEPS: Final = 25

Shelf = dict[Path, Any]
"""Stores in memory by the path at which they would lie."""


def furnished(template: Path) -> Shelf:
    """Read the stores that every run begins with into memory."""
    folder = template / "central"
    shelf = {Path("central"): in_memory(connect(folder / DATABASE, read_key(folder / KEY_FILE)))}
    for name in NAMES:
        shelf[Path(f"{name}.db")] = in_memory(open_store(template / f"{name}.db", KEY))
    return shelf


def in_memory(store: Any) -> Any:
    """Return a copy of an encrypted store, which is closed, in memory."""
    with tempfile.TemporaryDirectory() as folder:
        plain = f"{folder}/plain.db"  # of a world in which nobody lives yet
        (version,) = store.execute("PRAGMA user_version").fetchone()
        store.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        store.execute("SELECT sqlcipher_export('plain')")
        store.execute(f"PRAGMA plain.user_version = {version}")
        store.close()
        written = sqlcipher.connect(plain)
        memory = copied(written)
        written.close()
    return memory


def copied(store: Any) -> Any:
    """Return a copy of a store in memory."""
    copy = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    store.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    return copy


class QuickCentral(Central):
    """A central store in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self.database = None
        self.shelf = shelf
        self.now: Clock = lambda: NOON
        self.grants: dict[str, BundleGrant] = {}
        self.granted = self._granted
        self._open(Path("central"))

    def _open(self, place: Path) -> None:
        self.store = copied(self.shelf[place])
        self.engine = create_engine(
            "sqlite://", creator=lambda: self.store, module=sqlcipher, poolclass=StaticPool
        )
        _begin_as_told(self.engine)

    def _granted(self, connection: Connection, device: str, area: str) -> BundleGrant:
        # Nobody comes or goes here, and deriving it takes as long as all the rest of a greeting.
        if device not in self.grants:
            self.grants[device] = bundle_keys.grant(connection, device, area)
        return self.grants[device]

    def keep(self, folder: Path) -> None:
        self.shelf[folder] = copied(self.store)

    def go_back_to(self, folder: Path, *, new_epoch: bool = True) -> None:
        self.close()
        self._open(folder)
        with writing(self.engine) as connection:
            erasing.catch_up(connection)
        if new_epoch:
            begin_new_epoch(self.engine)


class QuickLaptop(Laptop):
    """A laptop with its store in memory."""

    def __init__(self, shelf: Shelf, name: str, now: Clock) -> None:
        self.shelf = shelf
        self.path = Path(f"{name}.db")
        self.name = name
        self.now = now
        self._open(copied(shelf[self.path]))

    def keep(self, path: Path) -> None:
        self.shelf[Path(path.name)] = copied(self.connection)

    def go_back_to(self, path: Path) -> None:
        self.close()
        self._open(copied(self.shelf[Path(path.name)]))


class Offering(Weather):
    """The weather on the way to a service that also sends many pages in one answer."""

    def hello(self, area: str) -> Greeting:
        return super().hello(area)._replace(snapshot=True)

    def snapshot(self, area: str, cursor: Cursor, *, own: bool) -> Generator[Page, None, None]:
        """Send what the service sends, and let it be cut anywhere."""
        asked = Question(area, cursor.seq, cursor.mark, 1, None if own else self._device)
        self.cut("before snapshot")
        try:
            records = snapshots.snapshot(self._central.engine, self._device, asked)
        except CursorUnknown:
            raise CursorGone from None
        for page in pages_in(records, area, cursor):
            self.cut("after snapshot")
            yield page


class QuickWorld(World):
    """A world in memory; what it begins with is made once for all runs.

    Half of all laptops that are behind ask for everything in one answer.
    """

    begins_with: Shelf

    def furnished_from(self, _: Path) -> None:
        self.shelf = dict(type(self).begins_with)

    def open_central(self) -> Central:
        return QuickCentral(self.shelf)

    def open_laptop(self, name: str) -> Laptop:
        return QuickLaptop(self.shelf, name, self.clock(name))

    def exchange(self, laptop: Laptop, weather: Weather) -> None:
        if self.random.random() < 0.5:
            super().exchange(laptop, weather)
        else:
            way = Offering(self, laptop)
            try:
                Engine(laptop.replica, way, now=laptop.now, snapshots=way)()
            finally:
                weather.trouble = way.trouble

    def hear(self, laptops: list[Laptop]) -> None:
        """Let everybody speak until nobody has anything to say."""
        for _ in range(MOST_ROUNDS):
            try:
                said = [laptop.sync(wire(self.central, laptop)) for laptop in laptops]
            except ConciergeError as error:
                raise AssertionError(f"{self}: {error!r} when all is calm") from error
            if not any(tally.pushed or tally.pulled for tally in said):
                return
        raise AssertionError(f"{self}: they go on for ever")


class OneWriterWorld(QuickWorld):
    """One laptop writes, the others read, and a service that was set back keeps its name.

    So its feed comes again with the same operations at the same numbers, and with other bodies.
    """

    RENAMED = 0.1

    def writer(self) -> Laptop:
        return self.laptops["aoi"]

    def deeds(self) -> list[tuple[int, Callable[[], None]]]:
        return [
            (3, self.register), (2, self.correct), (8, self.change_consent), (14, self.sync),
            (2, self.back_up_central), (2, self.restore_central),
        ]  # fmt: skip


def short_lives(
    seeds: Iterable[int], template: Path, folder: Path, kind: type[QuickWorld] = QuickWorld
) -> None:
    """Run one world in memory after another to its end."""
    for seed in seeds:
        world = kind(seed, template, folder)
        try:
            world.run(STEPS)
        finally:
            world.close()
