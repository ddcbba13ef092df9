"""The store at its one end of a sync; what speaks HTTP is imported only when somebody syncs.

The first frame of the screens must not wait for it.
"""

from collections.abc import Callable
from pathlib import Path

from concierge_tui.domain.clock import Clock
from concierge_tui.services import sync_ports
from db.laptop.connection import Connection
from db.laptop.peers import SqlitePeer
from db.laptop.scrubbing import scrub


def exchange(
    store: Connection, peer: SqlitePeer, now: Clock, then: Callable[[], object], slots: Path
) -> sync_ports.Exchange:
    """Return what exchanges operations with the central service, and does `then` at the end.

    What an erasure made due is overwritten before it returns.
    """

    def run(
        progress: sync_ports.Progress | None, cancelled: sync_ports.Cancelled | None
    ) -> sync_ports.Tally:
        from concierge_tui.sync.exchanging import CentralExchange
        from db.laptop.replica import SqliteReplica
        from db.laptop.wiping import SlotLock

        replica = SqliteReplica(store, now=now)
        lock = SlotLock(store, slots, peer.central_url, now)
        tally = CentralExchange(replica, peer, now=now, lock=lock)(progress, cancelled)
        then()
        scrub(store)
        return tally

    return run


def enroller(store: Connection, peer: SqlitePeer, now: Clock) -> sync_ports.Enroller:
    """Return what joins the central service."""

    def enrol(url: str, code: str) -> sync_ports.Enrolled:
        from concierge_tui.sync.enrolling import Enrolling
        from db.laptop.replica import SqliteReplica

        return Enrolling(SqliteReplica(store, now=now), peer, now=now)(url, code)

    return enrol
