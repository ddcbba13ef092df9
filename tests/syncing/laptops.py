"""Laptops and a central store for tests: real SQLCipher, a wire that can be cut."""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from concierge_tui.domain.central_errors import CentralUnreachable, ReplyCutShort
from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.ids import area_id, consent_id, new_id
from concierge_tui.domain.operation import Act, Author, Draft, Stream
from concierge_tui.services.sync_ports import Cancelled, SyncStatus, Tally
from concierge_tui.sync.answers import (
    greeting_in,
    message_of_greeting,
    message_of_page,
    message_of_receipts,
    page_in,
    receipts_in,
)
from concierge_tui.sync.engine import Engine as SyncEngine
from concierge_tui.sync.packing import pack, unpack
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import (
    MAX_PAGE,
    MAX_PAGE_RAW,
    Batch,
    Greeting,
    Page,
    Receipts,
    pack_batch,
    unpack_batch,
)
from concierge_tui.sync.signing import DeviceKey
from db.central import bundle_keys, devices, feed
from db.central.opening import writing
from db.central.receive import receive
from db.central.store import begin_new_epoch, open_central
from db.laptop import projections
from db.laptop.connection import create_store, open_store
from db.laptop.identity import SqliteIdentity
from db.laptop.journal import SqliteJournal
from db.laptop.peers import SqlitePeer
from db.laptop.rebuild import rebuild
from db.laptop.replica import SqliteReplica

AREA = area_id("みその")
NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
KEY = bytes(range(32))


class Central:
    """A central store that can be copied back in time."""

    granted = staticmethod(bundle_keys.grant)

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self.database = database
        self.now: Clock = lambda: NOON
        self.engine: Engine = open_central(folder, database)
        with writing(self.engine) as connection:
            devices.add_area(connection, AREA, "みその")

    def enrol(self, laptop: "Laptop") -> None:
        """Let a laptop in without a code."""
        key = DeviceKey(laptop.replica.key()).public
        new = devices.NewDevice(laptop.replica.stream().device, AREA, key)
        with writing(self.engine) as connection:
            devices._keep(connection, new, 1)
        laptop.peer.enrolled("http://127.0.0.1:1", "みその", 1)

    def close(self) -> None:
        """Let go of every connection, so that the files can be copied."""
        self.engine.dispose()

    def keep(self, folder: Path) -> None:
        """Copy the store to `folder`."""
        self.close()
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)

    def go_back_to(self, folder: Path, *, new_epoch: bool = True) -> None:
        """Put back a copy, as after a disk died."""
        self.close()
        self.put_back(folder)
        self.engine = open_central(self.folder, self.database)
        if new_epoch:
            begin_new_epoch(self.engine)

    def put_back(self, folder: Path) -> None:
        """Let the copy stand where the store stood."""
        shutil.rmtree(self.folder)
        shutil.copytree(folder, self.folder)

    def ids(self) -> set[str]:
        return self.all("SELECT op_id FROM operation")

    def all(self, query: str) -> set[Any]:
        with self.engine.begin() as connection:
            return {row[0] for row in connection.exec_driver_sql(query)}

    def one(self, query: str) -> Any:
        with self.engine.begin() as connection:
            return connection.scalar(text(query))


class Wire:
    """The way from one laptop to the central store; `cut` breaks it where a test wants."""

    def __init__(self, central: Central, device: str) -> None:
        self._central = central
        self._device = device
        self.cut: Callable[[str], None] = lambda _: None
        """Called before and after each request with its name; it may raise."""
        self.asked: list[str] = []
        self.page_limit = MAX_PAGE

    def _carry(self, name: str, answer: Callable[[], Any]) -> Any:
        self.asked.append(name)
        self.cut(f"before {name}")
        answered = unpack(pack(answer()), MAX_PAGE_RAW)
        self.cut(f"after {name}")
        return answered

    def hello(self, area: str) -> Greeting:
        def answer() -> Any:
            with self._central.engine.begin() as connection:
                greeting = feed.greeting(connection, area, milliseconds(self._central.now()))
                granted = self._central.granted(connection, self._device, area)
                return message_of_greeting(greeting._replace(bundles=granted))

        return greeting_in(self._carry("hello", answer))

    def push(self, batch: Batch) -> Receipts:
        packed = pack_batch(batch)

        def answer() -> Any:
            with writing(self._central.engine) as connection:
                return message_of_receipts(receive(connection, AREA, unpack_batch(packed)))

        return receipts_in(self._carry("push", answer))

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        asked = feed.Question(
            area, cursor.seq, cursor.mark, self.page_limit, None if own else self._device
        )

        def answer() -> Any:
            try:
                with self._central.engine.begin() as connection:
                    return message_of_page(feed.page(connection, asked))
            except feed.CursorUnknown:
                return None

        message = self._carry("pull", answer)
        return None if message is None else page_in(message)

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        with self._central.engine.begin() as connection:
            return feed.hash_at(connection, stream, n)


class Laptop:
    """A laptop of the area with its store in a folder."""

    def __init__(self, folder: Path, name: str, now: Clock = lambda: NOON) -> None:
        self.path = folder / f"{name}.db"
        self.name = name
        self.now = now
        fresh = not self.path.exists()
        self._open((create_store if fresh else open_store)(self.path, KEY), begin=fresh)

    def _open(self, connection: Any, *, begin: bool = False) -> None:
        self.connection = connection
        self.identity = SqliteIdentity(connection)
        if begin:
            self.identity.begin(AREA)
        self.journal = SqliteJournal(connection, self.identity.stream, now=self.now)
        self.replica = SqliteReplica(connection, now=self.now)
        self.peer = SqlitePeer(connection)
        self.author = Author(AREA, f"staff-{self.name}")

    def close(self) -> None:
        """Close the store, so that its file can be copied."""
        self.connection.close()

    def keep(self, path: Path) -> None:
        """Copy the store to `path`, as a backup does."""
        self.close()
        shutil.copy(self.path, path)
        self._open(open_store(self.path, KEY))

    def go_back_to(self, path: Path) -> None:
        """Put back a copy of the store."""
        self.close()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copy(path, self.path)
        self._open(open_store(self.path, KEY))

    def write(self, *drafts: Draft) -> Act:
        """Write one act."""
        return self.journal.append(drafts, self.author)

    def family(self, kana: str = "たなか", *, consent: bool = True) -> str:
        """Register a family of one; return its id. Its person's id is `person_of` it."""
        family = new_id()
        self.write(grant(family))
        if not consent:
            self.write(withdraw(family))
        self.write(
            Draft("family.set", family, {"city": "緑区"}, family),
            Draft("person.set", person_of(family), {"family": family, "kana": kana}, family),
        )
        return family

    def rename(self, family: str, kana: str) -> Act:
        """Correct a kana."""
        return self.write(Draft("person.set", person_of(family), {"kana": kana}, family))

    def kana(self, family: str) -> str | None:
        """Return what the screens show."""
        sought = "SELECT kana FROM person WHERE id = ?"
        row = self.connection.execute(sought, (person_of(family),)).fetchone()
        return None if row is None else row[0]

    def sync(self, wire: Wire, cancelled: Cancelled | None = None) -> Tally:
        """Exchange with the central store."""
        return SyncEngine(self.replica, wire, now=self.now)(None, cancelled)

    def status(self) -> SyncStatus:
        """Return where this laptop's work is."""
        return self.peer.status(practice=False)

    def ids(self) -> set[str]:
        """Return the ids of all operations that have a place here."""
        return {row[0] for row in self.connection.execute("SELECT op_id FROM op")}

    def readable(self) -> set[str]:
        """Return the ids of all operations that count here and can be read."""
        counting = "SELECT op_id FROM op WHERE state = 0 AND body IS NOT NULL"
        return {row[0] for row in self.connection.execute(counting)}

    def shown(self) -> str:
        """Return everything that screens read, as text."""
        tables = {
            table: sorted(map(repr, self.connection.execute(f"SELECT * FROM {table}")))
            for table in projections.PROJECTED
        }
        return json.dumps(tables, ensure_ascii=False)

    def is_clean(self) -> bool:
        """Say whether the projections are what the journal says."""
        return rebuild(self.connection, keep=False) == []


def person_of(family: str) -> str:
    """Return the id of the only person of a family made here."""
    return f"p-{family}"


def grant(family: str) -> Draft:
    """Return a family's consent."""
    return Draft(
        "consent.grant", consent_id(family, REGISTRATION), {"purpose": REGISTRATION}, family
    )


def withdraw(family: str) -> Draft:
    """Return its withdrawal."""
    return Draft(
        "consent.withdraw", consent_id(family, REGISTRATION), {"purpose": REGISTRATION}, family
    )


def wire(central: Central, laptop: Laptop) -> Wire:
    """Return the way from `laptop` to `central`."""
    return Wire(central, laptop.replica.stream().device)


def cut_at(where: str) -> Callable[[str], None]:
    """Return a cut that breaks the connection at `where`, as often as it comes by."""

    def cut(place: str) -> None:
        if place == where:
            raise CentralUnreachable if where.startswith("before") else ReplyCutShort

    return cut


def settle(central: Central, laptops: Sequence[Laptop]) -> None:
    """Sync everyone until nothing is left to carry."""
    for _ in range(2):
        for laptop in laptops:
            laptop.sync(wire(central, laptop))
