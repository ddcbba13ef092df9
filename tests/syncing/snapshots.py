"""What a laptop has after a sync, as bytes; and ways to a service on which a snapshot is cut."""

from collections.abc import Callable, Generator, Iterator
from itertools import chain

import httpx

from concierge_tui.central import snapshots
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.sync_ports import Tally
from concierge_tui.sync import engine
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import Page
from db.central import feed
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.revoked import device_of
from tests.syncing.service import Running, link

_JOURNAL = {
    "op": "SELECT op_id, area, hlc, wall, kind, kv, entity, subject, meetup, base, tx, actor,"
    " hex(salt), body, hex(body_hash), hex(content_hash), state FROM op",
    "position": "SELECT device, incarnation, stream.area, position.n, op_id, hex(position.hash)"
    " FROM position JOIN stream ON stream.id = stream LEFT JOIN op ON op.seq = op",
    "end": "SELECT device, last, hex(head), hex(signature) FROM local_segment"
    " JOIN stream ON stream.id = stream",
    "device": "SELECT id, hex(public_key) FROM local_device",
}


def exported(laptop: Laptop) -> bytes:
    """Return journal, chains, signatures, screens and cursor of a laptop."""
    listed = [
        f"{name}: {sorted(map(repr, laptop.connection.execute(query)))}"
        for name, query in _JOURNAL.items()
    ]
    return "\n".join([*listed, laptop.shown(), repr(laptop.replica.cursor())]).encode()


class Cut:
    """A way to many pages that breaks after some of them."""

    def __init__(
        self,
        snapshot: Callable[..., Iterator[Page]],
        after: int,
        trouble: type[ConciergeError],
    ) -> None:
        self._snapshot = snapshot
        self._after = after
        self._trouble = trouble
        self.handed = 0
        self.asked: list[Cursor] = []

    def snapshot(self, area: str, cursor: Cursor, *, own: bool) -> Generator[Page, None, None]:
        self.asked.append(cursor)
        for page in self._snapshot(area, cursor, own=own):
            if self.handed == self._after:
                raise self._trouble
            self.handed += 1
            yield page
        raise self._trouble


def by_pages(laptop: Laptop) -> Tally:
    """Sync page after page, as with an older service."""
    with link(laptop) as way:
        return engine.Engine(laptop.replica, way, now=laptop.now)()


def by_snapshot(laptop: Laptop) -> Tally:
    """Sync in one answer where the service offers it."""
    with link(laptop) as way:
        return engine.Engine(laptop.replica, way, now=laptop.now, snapshots=way)()


def requests(service: Running, route: str) -> int:
    """Return how many requests of a route the service answered well."""
    said = f'concierge_requests_total{{route="{route}",status="200",error=""}} '
    lines = httpx.get(f"{service.url}/metrics").text.splitlines()
    return sum(int(line.removeprefix(said)) for line in lines if line.startswith(said))


def begun(service: Running, laptop: Laptop) -> Iterator[bytes]:
    """Return the records that the service has still to read for a laptop, behind the first page."""
    asked = feed.Question(AREA, 0, "", 1, device_of(laptop))
    records = snapshots.snapshot(service.engine, device_of(laptop), asked)
    return chain([next(records), next(records)], records)
