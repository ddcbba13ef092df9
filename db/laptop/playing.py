"""The play of a rehearsal: it looks like a sync, with a service and a laptop that are invented."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.domain.operation import Draft
from concierge_tui.services import sync_ports
from db.laptop.connection import Connection
from db.laptop.peers import SqlitePeer

if TYPE_CHECKING:  # nobody who begins to practise waits for the sync
    from db.laptop.played import PlayedCentral


class Stage:
    """What all connections of one rehearsal share."""

    def __init__(self) -> None:
        self.central: PlayedCentral | None = None
        self.is_on = False


class Play:
    """Answers `services.sync_ports.Play` on one connection."""

    def __init__(
        self,
        stage: Stage,
        store: Connection,
        peer: SqlitePeer,
        now: Clock,
        device: tuple[str, str],
        then: Callable[[], object],
    ) -> None:
        self._stage = stage
        self._store = store
        self._peer = peer
        self._now = now
        self._device, self._area = device
        self._then = then

    @property
    def is_on(self) -> bool:
        """Whether the rehearsal plays a sync now."""
        return self._stage.is_on

    def begin(self, name: str) -> None:
        """Let a service called `name` be there that has all that was written so far."""
        if self._stage.central is None:
            from db.laptop.played import PlayedCentral

            self._stage.central = PlayedCentral(self._area, self._device, self._now)
            self._peer.enrolled(name, name, milliseconds(self._now()))
        self._stage.is_on = True
        self.exchange(None, None)

    def end(self) -> None:
        """Let it be gone again; what came by it stays."""
        self._stage.is_on = False

    def other_laptop(self, drafts: Sequence[Draft], actor: str) -> str:
        """Let a second laptop have sent these; they come with the next exchange."""
        central = self._central()
        central.write(drafts, actor)
        return central.other

    def refuse(self, kind: str, reason: str) -> None:
        """Let the service set the next operation of a kind aside."""
        central = self._central()
        central.refuses, central.reason = kind, reason

    def exchange(
        self, progress: sync_ports.Progress | None, cancelled: sync_ports.Cancelled | None
    ) -> sync_ports.Tally:
        """Exchange with what stands on the stage, by the engine of an earnest sync."""
        from concierge_tui.sync.engine import Engine
        from db.laptop.replica import SqliteReplica

        replica = SqliteReplica(self._store, now=self._now)
        tally = Engine(replica, self._central(), now=self._now)(progress, cancelled)
        self._then()
        return tally

    def _central(self) -> "PlayedCentral":
        if self._stage.central is None or not self._stage.is_on:
            raise PracticeOnly
        return self._stage.central


def play_on(
    stage: Stage | None,
    store: Connection,
    peer: SqlitePeer,
    now: Clock,
    device: tuple[str, str],
    then: Callable[[], object],
) -> Play | None:
    """Return the play of one connection; none where it is no rehearsal."""
    return None if stage is None else Play(stage, store, peer, now, device, then)
