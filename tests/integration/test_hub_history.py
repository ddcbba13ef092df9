"""A hub has a history of its own; where it differs from central's, central's stands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.domain.errors import ConciergeError
from db.laptop.grants import HUB
from db.laptop.peers import SqlitePeer
from tests.syncing.furnishing import furnish
from tests.syncing.hubs import HubWorld, join, meet_hub, open_hub
from tests.syncing.laptops import Central, Laptop, cut_at, grant, wire, withdraw
from tests.syncing.sticks import admit


class Hall:
    """Two laptops, central far away and a hub."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.central = Central(folder / "central")
        self.first, self.second = Laptop(folder, "first"), Laptop(folder, "second")
        for laptop in (self.first, self.second):
            self.central.enrol(laptop)
        admit(self.central, self.first, self.second)
        self.hub = open_hub(folder / "hub", self.central, self.first)
        join(self.first)
        join(self.second)

    def to_central(self, *laptops: Laptop) -> None:
        for laptop in laptops:
            laptop.sync(wire(self.central, laptop))

    def to_hub(self, *laptops: Laptop) -> None:
        for laptop in laptops:
            meet_hub(laptop, wire(self.hub, laptop))

    def close(self) -> None:
        for each in (self.first, self.second, self.central, self.hub):
            each.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    opened = Hall(tmp_path)
    yield opened
    opened.close()


def places(laptop: Laptop) -> int:
    return int(laptop.connection.execute("SELECT count(*) FROM position").fetchone()[0])


def test_a_second_copy_is_not_safe_and_central_ends_it(hall: Hall) -> None:
    first = hall.first
    first.family()
    written = len(first.ids())
    hall.to_hub(first)
    status = first.status()
    assert (status.second_copy, status.safe_at_central, status.pending) == (written, 0, written)
    assert status.delivered == 0  # sent to the hub is not sent to central
    hall.to_central(first)
    status = first.status()
    assert (status.second_copy, status.safe_at_central, status.pending) == (0, written, 0)


def test_a_hub_grants_nothing_and_takes_nothing_away(hall: Hall) -> None:
    granted = hall.first.peer._bundles().grant()
    heard = hall.first.peer._bundles().heard()
    hall.to_hub(hall.first)
    assert hall.first.peer._bundles().grant() == granted is not None
    assert hall.first.peer._bundles().heard() == heard


def test_what_one_desk_wrote_reaches_central_by_another(hall: Hall) -> None:
    family = hall.first.family()
    hall.to_hub(hall.first, hall.second)
    assert hall.second.kana(family) == "たなか"
    hall.to_central(hall.second)
    assert hall.first.ids() <= hall.central.ids()
    assert hall.central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0


def test_a_body_that_came_late_by_the_hub_goes_on_to_central(hall: Hall) -> None:
    family = hall.first.family(consent=False)
    hall.to_hub(hall.first, hall.second)
    hall.to_central(hall.second)
    assert hall.central.one("SELECT count(*) FROM operation WHERE body IS NULL") > 0
    hall.first.write(grant(family))
    hall.to_hub(hall.first, hall.second)
    hall.to_central(hall.second)
    assert hall.central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0


def test_a_body_that_came_late_by_central_goes_on_to_the_hub(hall: Hall) -> None:
    family = hall.first.family(consent=False)
    hall.to_central(hall.first, hall.second)
    hall.to_hub(hall.second)
    hall.first.write(grant(family))
    hall.to_central(hall.first, hall.second)
    hall.to_hub(hall.second)
    assert hall.hub.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0


def test_the_hub_hears_no_details_without_consent(hall: Hall) -> None:
    family = hall.first.family(consent=False)
    hall.to_hub(hall.first)
    bodies = hall.hub.all("SELECT kind FROM operation WHERE body IS NOT NULL")
    assert bodies == {"consent.grant", "consent.withdraw"}
    hall.first.write(grant(family), withdraw(family))
    hall.to_hub(hall.first)
    assert hall.hub.all("SELECT kind FROM operation WHERE body IS NOT NULL") == bodies


def test_two_histories_of_a_clone_come_to_rest(hall: Hall) -> None:
    """Where hub and central knew a stream differently, nothing is moved to and fro for ever."""
    first, second = hall.first, hall.second
    before = first.family("あさだ")
    hall.to_central(first, second)
    first.keep(hall.folder / "twin.db")
    twin = Laptop(hall.folder, "twin")
    first.rename(before, "いしだ")
    twin.rename(before, "うえだ")
    hall.to_central(first)
    hall.to_hub(twin)
    for _ in range(3):
        hall.to_hub(first, second, twin)
        hall.to_central(first, second, twin)
    rested = [places(each) for each in (first, second, twin)]
    for _ in range(3):
        hall.to_hub(first, second, twin)
        hall.to_central(first, second, twin)
    assert [places(each) for each in (first, second, twin)] == rested
    assert first.ids() == second.ids() == twin.ids() == hall.hub.ids() == hall.central.ids()
    assert first.shown() == second.shown() == twin.shown()
    assert first.is_clean()
    twin.close()


def test_a_restored_laptop_gets_back_from_the_hub_what_it_lost(hall: Hall) -> None:
    first = hall.first
    first.keep(hall.folder / "first.backup")
    family = first.family()
    hall.to_hub(first)
    first.go_back_to(hall.folder / "first.backup")
    first.identity.renew()  # as `concierge restore` does
    first.family("さとう")
    hall.to_hub(first)
    assert first.kana(family) == "たなか"
    assert first.ids() == hall.hub.ids()
    hall.to_central(first)
    assert first.ids() == hall.central.ids()


@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_hub_with_an_older_copy_is_filled_again(hall: Hall, *, new_epoch: bool) -> None:
    hall.to_hub(hall.first)
    hall.hub.keep(hall.folder / "old-hub")
    hall.first.family()
    hall.to_hub(hall.first, hall.second)
    hall.hub.go_back_to(hall.folder / "old-hub", new_epoch=new_epoch)
    hall.second.family("さとう")
    hall.to_hub(hall.second)
    assert hall.hub.ids() == hall.first.ids() | hall.second.ids()
    hall.to_hub(hall.first)
    assert hall.first.ids() == hall.second.ids()
    assert hall.first.status().second_copy == len(hall.first.ids())


@pytest.mark.parametrize("place", ["before push", "after push", "before pull", "after pull"])
def test_a_hub_that_dies_in_the_middle_costs_nothing(hall: Hall, place: str) -> None:
    first = hall.first
    for _ in range(3):
        first.family()
    cut = wire(hall.hub, first)
    cut.cut = cut_at(place)
    with pytest.raises(ConciergeError):
        meet_hub(first, cut)
    assert first.status().safe_at_central == 0
    assert first.status().second_copy <= len(
        hall.hub.ids()
    )  # nothing is called a copy that is none
    later = first.family("さとう")  # the desk goes on alone
    hall.to_hub(first, hall.second)
    assert hall.second.kana(later) == "さとう"
    assert hall.hub.ids() == first.ids() == hall.second.ids()
    assert first.status().second_copy == len(first.ids())
    hall.to_central(hall.second)
    assert hall.central.ids() >= first.ids()


def test_leaving_the_hub_leaves_what_came_by_it(hall: Hall) -> None:
    family = hall.first.family()
    hall.to_hub(hall.first, hall.second)
    SqlitePeer(hall.second.connection, HUB).left()
    assert hall.second.status().second_copy == 0
    assert hall.second.kana(family) == "たなか"
    assert hall.second.status().pending == len(hall.second.ids())
    assert hall.second.peer.central_url()  # central is another matter


def test_a_world_with_a_hub_comes_to_rest(tmp_path: Path) -> None:
    live(7, tmp_path, steps=40)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(120))
def test_many_worlds_with_a_hub(seed: int, tmp_path: Path) -> None:
    live(seed, tmp_path, steps=80)


def live(seed: int, folder: Path, steps: int) -> None:
    furnish(folder / "template")
    world = HubWorld(seed, folder / "template", folder / "world")
    try:
        world.run(steps)
    finally:
        world.close()
    shutil.rmtree(folder / "world")
