"""The network between simulated laptops and the service: it drops, doubles, delays and burns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concierge_tui.domain.central_errors import CentralUnreachable, ReplyCutShort
from concierge_tui.sync.ports import Cursor
from concierge_tui.sync.protocol import (
    Batch,
    Page,
    Receipts,
    StreamRefused,
    pack_batch,
    unpack_batch,
)
from db.central.opening import writing
from db.central.receive import receive
from tests.syncing.laptops import AREA, Central, Laptop, Wire

if TYPE_CHECKING:
    from tests.syncing.simulated import World


def deliver(central: Central, packed: bytes) -> Receipts | None:
    """Hand a batch to the service; None where it refuses a stream."""
    try:
        with writing(central.engine) as connection:
            return receive(connection, AREA, unpack_batch(packed))
    except StreamRefused:
        return None


class Weather(Wire):
    """A wire that drops, doubles and delays, and on which the service may burn meanwhile."""

    def __init__(self, world: World, laptop: Laptop) -> None:
        super().__init__(world.central, laptop.replica.stream().device)
        self._world = world
        self.cut = self._blow
        self.page_limit = world.random.choice([1, 3, 2000])
        self._is_fair = world.random.random() < 0.4
        self.trouble = False

    def _blow(self, place: str) -> None:
        if self._is_fair:
            return
        chance = self._world.random.random()
        if chance < 0.12:
            self.trouble = True
            raise CentralUnreachable if place.startswith("before") else ReplyCutShort
        if chance < 0.16:
            self.trouble = True
            self._world.set_central_back()
        elif chance < 0.24:
            self._world.deliver_late()

    def push(self, batch: Batch) -> Receipts:
        packed = pack_batch(batch)
        if batch.segments:
            self._world.pushes = [*self._world.pushes[-5:], packed]
        if self._world.random.random() < 0.2:
            deliver(self._central, packed)
        return super().push(batch)

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        page = super().pull(area, cursor, own=own)
        if page is not None and not self.trouble:
            numbers = "SELECT seq FROM position UNION ALL SELECT seq FROM fill"
            read = self._central.one(f"SELECT count(*) FROM ({numbers}) WHERE seq <= {page.seq}")
            assert read == page.seq, f"{self._world}: a number of the feed was skipped"
        return page
