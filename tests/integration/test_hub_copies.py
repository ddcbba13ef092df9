"""What the hub's own laptop may call a copy: what a desk proved to have, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from concierge_tui.central.hub.app import make_hub_app
from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.desk import HubDesk
from concierge_tui.central.hub.guests import Guests
from concierge_tui.domain.central_errors import CentralRefused, OtherArea
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.answers import message_of_greeting
from concierge_tui.sync.hub_link import HubAddress, HubLink
from concierge_tui.sync.packing import pack
from concierge_tui.sync.protocol import Head
from db.central import feed
from db.laptop.copies import SqliteCopies
from tests.syncing.laptops import AREA, NOON, Central, Laptop, wire


class Hall:
    """The laptop of a hub, a desk, and the hub's routes without a network."""

    def __init__(self, central: Central, house: Laptop, desk: Laptop) -> None:
        self.central, self.house, self.desk = central, house, desk
        self.copies = Copies()
        app = make_hub_app(central.engine, Bell(), Guests(), self.copies, now=lambda: NOON)
        self.client = TestClient(app)

    def alike(self) -> None:
        for laptop in (self.desk, self.house, self.desk):
            laptop.sync(wire(self.central, laptop))

    def told(self, *shut_out: str) -> int:
        SqliteCopies(self.house.connection).told(self.copies.listed(), shut_out)
        return copied(self.house)


def copied(laptop: Laptop) -> int:
    """Return how many operations stand on another laptop too, whatever central has."""
    row = laptop.connection.execute(
        "SELECT coalesce(sum(acked), 0) FROM local_mark WHERE peer GLOB 'desk:*'"
    ).fetchone()
    return int(row[0])


@pytest.fixture
def hall(central: Central, laptops: list[Laptop]) -> Hall:
    return Hall(central, *laptops[:2])


@pytest.fixture
def way(hall: Hall) -> Iterator[HubLink]:
    device, key = hall.desk.replica.stream().device, hall.desk.replica.key()
    with HubLink(HubAddress("http://hub", b""), device, key, now=lambda: NOON) as link:
        link._client = hall.client
        yield link


@pytest.fixture(autouse=True)
def no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concierge_tui.sync.hub_link.PinnedContext", lambda _: None)


def test_what_a_desk_has_is_a_copy_until_central_has_it(hall: Hall, way: HubLink) -> None:
    hall.house.family()
    hall.alike()
    written = len(hall.house.ids())
    way.hello(AREA)
    way.tell_ends(hall.desk.replica.heads())
    assert hall.told() == written
    assert hall.house.status().second_copy == 0  # in this test the hub's store is central's
    hall.house.connection.execute("DELETE FROM local_mark WHERE peer = 'central'")
    assert hall.house.status().second_copy == written
    assert hall.house.status().safe_at_central == 0


def test_a_desk_that_was_set_back_takes_back_what_it_said(hall: Hall, way: HubLink) -> None:
    hall.house.family()
    hall.alike()
    before = hall.desk.replica.heads()
    hall.house.family()
    hall.alike()
    way.hello(AREA)
    way.tell_ends(hall.desk.replica.heads())
    most = hall.told()
    way.tell_ends(before)
    assert hall.told() == sum(head.n for head in before.values()) < most
    assert hall.told(hall.desk.replica.stream().device) == 0  # a stolen laptop keeps nothing safe
    assert Copies().listed() == {}  # a hub that begins anew was told nothing yet


def test_what_another_history_holds_is_no_copy(hall: Hall, way: HubLink) -> None:
    hall.house.family()
    hall.alike()
    way.hello(AREA)
    (stream, head), *_ = hall.house.replica.heads().items()
    for strange in (
        {stream: Head(head.n, bytes(32))},
        {stream: Head(head.n - 1, head.hash)},
        {stream: Head(head.n + 1, head.hash)},
        {stream: Head(0, bytes(32))},
        {stream._replace(incarnation="another"): head},
    ):
        way.tell_ends(strange)
        assert hall.told() == 0, strange
    way.tell_ends({stream: head})
    assert hall.told() == head.n
    way.tell_ends({stream: Head(head.n + 1, bytes(32))})  # it wrote on, and the house hears soon
    assert hall.told() == head.n


def test_nothing_is_written_where_nothing_changed(hall: Hall, way: HubLink) -> None:
    hall.house.family()
    hall.alike()
    way.hello(AREA)
    way.tell_ends(hall.desk.replica.heads())
    hall.told()
    before = hall.house.connection.total_changes
    way.tell_ends(hall.desk.replica.heads())
    hall.told()
    assert hall.house.connection.total_changes == before


def test_who_is_not_let_in_or_speaks_of_elsewhere_is_not_heard(hall: Hall, way: HubLink) -> None:
    way.hello(AREA)
    with pytest.raises(OtherArea):
        way.tell_ends({Stream("device", "life", "another"): Head(1, bytes(32))})
    rows: list[Any] = [[], ["d", "i"], ["d", "i", AREA, -1, ""], ["d", "i", AREA, 1, "short"]]
    bodies: list[Any] = [None, [], {"streams": 5}, *({"streams": [row]} for row in rows)]
    for body in bodies:
        with pytest.raises(CentralRefused, match="malformed"):
            way._ask("POST", "/v1/ends", {}, pack(body))
    with hall.central.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE device SET revoked_at = 1 WHERE id = ?", (hall.desk.replica.stream().device,)
        )
    with pytest.raises(CentralRefused, match="revoked"):
        way.tell_ends({})
    assert hall.copies.listed() == {}
    assert hall.client.post("/v1/ends", content=pack({"streams": []})).status_code == 401


def test_a_hub_of_an_older_program_is_told_nothing(
    hall: Hall, way: HubLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def older(_: Any, connection: Any, device: Any) -> Any:
        return message_of_greeting(feed.greeting(connection, device.area, 1))

    monkeypatch.setattr(HubDesk, "_greet", older)
    way.hello(AREA)
    way.tell_ends(hall.desk.replica.heads())
    assert hall.copies.times == 0
