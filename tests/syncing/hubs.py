"""A hub between the laptops of a simulated world: it dies, goes back in time and never decides."""

import shutil
from collections.abc import Callable
from pathlib import Path

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.hub_ports import Known
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.meeting import HubHistory
from db.central import devices
from db.central.opening import writing
from db.laptop.copies import SqliteCopies
from db.laptop.grants import HUB
from db.laptop.peers import SqlitePeer
from db.laptop.replica import SqliteReplica
from tests.syncing.laptops import AREA, Central, Laptop, Wire
from tests.syncing.marks import acknowledged
from tests.syncing.simulated import World
from tests.syncing.sticks import grant
from tests.syncing.weather import Weather


def open_hub(folder: Path, central: Central, laptop: Laptop) -> Central:
    """Return a hub that knows whomever `laptop` heard of at central."""
    hub = Central(folder)
    with writing(hub.engine) as connection:
        heard = grant(central, laptop).devices
        known = [Known(each.id, each.key, each.revoked) for each in heard]
        devices.admit(connection, AREA, known, 1)
    return hub


def join(laptop: Laptop) -> None:
    """Let a laptop know the hub."""
    SqlitePeer(laptop.connection, HUB).enrolled("https://192.0.2.1:8788", "みその", 1)


def meet_hub(laptop: Laptop, wire: Wire, history: HubHistory | None = None) -> None:
    """Exchange with a hub."""
    replica = SqliteReplica(laptop.connection, HUB, now=laptop.now)
    Engine(replica, wire, now=laptop.now, hub=history or HubHistory())()


class HubWorld(World):
    """A world with a hub in the hall, which burns and forgets more often than central."""

    def __init__(self, seed: int, template: Path, folder: Path) -> None:
        super().__init__(seed, template, folder)
        self.hub = open_hub(folder / "hub", self.central, self.laptops["aoi"])
        self.hub.now = self.clock("central")
        for laptop in self.laptops.values():
            join(laptop)
        self.histories: dict[str, HubHistory] = {}

    def deeds(self) -> list[tuple[int, Callable[[], None]]]:
        return [
            *super().deeds(),
            (14, self.meet), (1, self.keep_hub), (1, self.set_hub_back), (1, self.begin_hub_anew),
        ]  # fmt: skip

    def meet(self) -> None:
        laptop = self.somebody()
        weather, trouble = Weather(self, laptop), ""
        weather._central = self.hub
        fires = self.fires
        history = self.histories.setdefault(laptop.name, HubHistory())
        try:
            meet_hub(laptop, weather, history)
        except ConciergeError as error:
            trouble = repr(error)
        assert weather.trouble or not trouble, f"{self}: {trouble} in fair weather"
        if fires != self.fires:
            self.burn()
        if not weather.trouble and not trouble:
            missing = acknowledged(laptop, HUB) - self.hub.ids()
            assert not missing, f"{self}: {laptop.name} believes in a second copy"
            self.tell_house(laptop)

    def tell_house(self, laptop: Laptop) -> None:
        """Let the laptop on which the hub runs hear what stands at a desk too."""
        house = self.laptops["aoi"]
        if laptop is house:
            return
        SqliteCopies(house.connection).told({laptop.name: laptop.replica.heads()})
        missing = acknowledged(house, f"desk:{laptop.name}") - laptop.ids()
        assert not missing, f"{self}: the hub's laptop believes in a copy at {laptop.name}"

    def keep_hub(self) -> None:
        shutil.rmtree(self.folder / "old-hub", ignore_errors=True)
        self.hub.keep(self.folder / "old-hub")

    def set_hub_back(self) -> None:
        if (self.folder / "old-hub").exists():
            self.hub.go_back_to(self.folder / "old-hub", new_epoch=self.random.random() < 0.6)
            self.burn()

    def begin_hub_anew(self) -> None:
        self.hub.close()
        shutil.rmtree(self.folder / "hub")
        self.hub = open_hub(self.folder / "hub", self.central, self.somebody())
        self.hub.now = self.clock("central")
        self.burn()

    def settle(self) -> None:
        """Besides: whoever meets the hub brings nothing that central does not have."""
        laptops = [*self.laptops.values()]
        for laptop in [*laptops, *laptops]:
            meet_hub(laptop, self.hub_wire(laptop), self.histories.get(laptop.name))
        super().settle()
        before = self.places(laptops)
        for laptop in [*laptops, *laptops, *laptops]:
            meet_hub(laptop, self.hub_wire(laptop), self.histories.get(laptop.name))
        there = self.central.ids()
        assert self.hub.ids() == there, f"{self}: the hub lacks something"
        for _ in range(2):
            self.hear(laptops)
            for laptop in laptops:
                meet_hub(laptop, self.hub_wire(laptop), self.histories.get(laptop.name))
                self.tell_house(laptop)
        settled = self.places(laptops)
        self.hear(laptops)
        for laptop in laptops:
            meet_hub(laptop, self.hub_wire(laptop), HubHistory())
        assert self.places(laptops) == settled >= before, f"{self}: it goes to and fro for ever"
        for laptop in laptops:
            assert laptop.shown() == laptops[0].shown(), f"{self}: {laptop.name} shows otherwise"

    def hub_wire(self, laptop: Laptop) -> Wire:
        return Wire(self.hub, laptop.replica.stream().device)

    def places(self, laptops: list[Laptop]) -> list[int]:
        counted = "SELECT count(*) FROM position"
        return [laptop.connection.execute(counted).fetchone()[0] for laptop in laptops]

    def close(self) -> None:
        super().close()
        self.hub.close()
