"""A hub hands a new laptop many pages in one answer, as central does."""

import pytest
from starlette.testclient import TestClient

from concierge_tui.central import snapshots
from concierge_tui.central.hub.app import make_hub_app
from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.guests import Guests
from concierge_tui.domain.central_errors import ReplyCutShort
from concierge_tui.sync import engine
from concierge_tui.sync.http import HttpLink
from tests.syncing.laptops import AREA, NOON, Central, Laptop, wire
from tests.syncing.snapshots import Cut


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page end with the first segment, and one number be far behind."""
    monkeypatch.setattr(snapshots, "MAX_PAGE", 1)
    monkeypatch.setattr(engine, "FAR_BEHIND", 0)


def test_a_hub_offers_it_too(central: Central, laptops: list[Laptop]) -> None:
    writer, new, other = laptops
    for kana in ("たなか", "さとう"):
        writer.family(kana)
        writer.sync(wire(central, writer))
    hub = TestClient(make_hub_app(central.engine, Bell(), Guests(), Copies(), now=lambda: NOON))
    device, key = new.replica.stream().device, new.replica.key()

    with HttpLink("http://hub", device, key, transport=hub._transport, now=lambda: NOON) as way:
        assert way.hello(AREA).snapshot
        cut = Cut(way.snapshot, 1, ReplyCutShort)
        engine.Engine(new.replica, way, now=new.now, snapshots=cut)()

    assert cut.handed == 1
    other.sync(wire(central, other))
    assert new.shown() == other.shown()
