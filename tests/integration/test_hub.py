"""A hub that really runs: who may speak, how fast news travel, and what its death costs."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from concierge_tui.bootstrap import practise
from concierge_tui.central.hub.serving import addresses, serve
from concierge_tui.domain.central_errors import CentralRefused, EnrolmentCodeRefused, OtherArea
from concierge_tui.domain.errors import PortTaken, PracticeOnly
from concierge_tui.domain.hub_errors import (
    HubAddressUnreadable,
    HubCodeNeeded,
    HubHostUnusable,
)
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub import read_address
from tests.syncing.halls import RunningHub, carrying, join, laptop
from tests.syncing.service import Running

PATIENCE = 60.0


def until(holds: Callable[[], object]) -> float:
    """Wait until something holds; return the seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.005)
    return time.monotonic() - began


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """The laptop of the hub, and two desks."""
    made = [laptop(tmp_path / name) for name in ("hub", "first", "second")]
    yield made
    for desk in made:
        desk.close()


@pytest.fixture
def hub(desks: list[Desk], tmp_path: Path) -> Iterator[RunningHub]:
    running = RunningHub(desks[0], tmp_path / "hub")
    yield running
    running.stop()


def titles(desk: Desk) -> list[str]:
    return sorted(meetup.title for meetup in desk.meetups.all())


def test_desks_see_each_other_through_the_hub_and_go_on_without_it(
    desks: list[Desk], hub: RunningHub, tmp_path: Path
) -> None:
    own, first, second = desks
    join(first, hub)
    join(second, hub)
    assert len(hub.came) == 2
    with carrying(first, second) as told:
        first.meetups.new("一つめ", "2026-12-05")
        until(lambda: titles(second) == titles(own) == ["一つめ"])
        own.meetups.new("二つめ", "2026-12-12")
        until(lambda: len(titles(first)) == len(titles(second)) == 2)
        until(lambda: first.synchronise.status().second_copy == first.hub.last_change())
        assert first.synchronise.status().safe_at_central == 0
        # The hub is no second machine for its own laptop, but the desks are.
        until(lambda: own.synchronise.status().second_copy == own.hub.last_change())
        assert own.synchronise.status().safe_at_central == 0
        hub.stop()
        for file in (tmp_path / "hub").glob("hub.db*"):
            assert "一つめ".encode() not in file.read_bytes()
            assert file.stat().st_mode & 0o077 == 0
        until(lambda: told[-1].trouble == "away")
        second.meetups.new("ハブなし", "2026-12-19")
        assert titles(first) == ["一つめ", "二つめ"]
        again = RunningHub(own, tmp_path / "hub", hub.running.port)
        try:
            assert again.running.pin == hub.running.pin
            until(lambda: "ハブなし" in titles(first) and "ハブなし" in titles(own))
        finally:
            again.stop()


def test_a_hub_whose_store_is_lost_or_strange_begins_anew(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, first, _ = desks
    hub = RunningHub(own, tmp_path / "hub")
    join(first, hub)
    with carrying(first):
        until(lambda: first.synchronise.status().second_copy)
    hub.stop()
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / "hub" / f"hub.db{suffix}").unlink(missing_ok=True)
    (tmp_path / "hub" / "hub.db").write_bytes(b"no store" * 600)
    own.meetups.new("あとから", "2026-12-05")
    hub = RunningHub(own, tmp_path / "hub", hub.running.port)
    try:
        # It never heard of this desk, which brought nothing of itself to the hub's own laptop.
        assert (tmp_path / "hub" / "hub-old.db").exists()
        join(first, hub)
        with carrying(first):
            until(lambda: titles(first) == ["あとから"])
    finally:
        hub.stop()


def test_nobody_speaks_to_the_hub_who_is_not_known(desks: list[Desk], hub: RunningHub) -> None:
    _, first, second = desks
    seen = first.hub.look(hub.address)
    with pytest.raises(HubCodeNeeded):
        first.hub.join(seen)
    with pytest.raises(EnrolmentCodeRefused):
        first.hub.join(seen, _code_of_nobody())
    assert first.hub.joined() is None
    code = hub.running.new_code()
    first.hub.join(seen, code)
    with pytest.raises(EnrolmentCodeRefused):
        second.hub.join(seen, code)
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://{hub.address}/v1/health")  # nothing is spoken without TLS
    with httpx.Client(verify=False) as open_:  # noqa: S501 - a stranger does not care
        for path in ("hello?area=a", "pull?area=a", "news?area=a&feed=0"):
            assert open_.get(f"https://{hub.address}/v1/{path}").status_code == 401
        assert open_.get(f"https://{hub.address}/metrics").status_code == 404
        assert open_.get(f"https://{hub.address}/h/").status_code == 404


def _code_of_nobody() -> str:
    from concierge_tui.domain.enrolment import new_enrolment_code
    from concierge_tui.domain.ids import area_id

    return new_enrolment_code(area_id("みその")).written


def test_a_code_of_another_area_is_not_sent(desks: list[Desk], hub: RunningHub) -> None:
    from concierge_tui.domain.enrolment import new_enrolment_code
    from concierge_tui.domain.ids import area_id

    code = new_enrolment_code(area_id("だいもん")).written
    with pytest.raises(OtherArea):
        desks[1].hub.join(desks[1].hub.look(hub.address), code)


def test_who_enrolled_at_central_needs_no_code_and_who_was_revoked_is_shut_out(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, first, second = desks
    central = Running(tmp_path / "central")
    for desk in (first, second, own):
        desk.enrolment.enrol(central.url, central.code())
    hub = RunningHub(own, tmp_path / "hub")
    try:
        for desk in (first, second):
            desk.hub.join(desk.hub.look(hub.address))
        with central.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE device SET revoked_at = 1 WHERE id = ?", (second.device,)
            )
        own.synchronise.sync()
        hub.stop()
        hub = RunningHub(own, tmp_path / "hub")
        first.hub.join(first.hub.look(hub.address))
        with pytest.raises(CentralRefused, match="revoked"):
            second.hub.join(second.hub.look(hub.address))
    finally:
        hub.stop()
        central.stop()


def test_what_the_hub_has_goes_on_to_central_and_from_there_elsewhere(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, first, elsewhere = desks
    central = Running(tmp_path / "central")
    for desk in (first, own, elsewhere):
        desk.enrolment.enrol(central.url, central.code())
    own.synchronise.sync()
    first.meetups.new("会場から", "2026-12-05")
    hub = RunningHub(own, tmp_path / "hub")
    try:
        first.hub.join(first.hub.look(hub.address))
        with carrying(first):
            until(lambda: titles(own) == ["会場から"])
        assert first.synchronise.status().safe_at_central == 0
        own.synchronise.sync()
        elsewhere.synchronise.sync()
        assert titles(elsewhere) == ["会場から"]
        elsewhere.meetups.new("よそから", "2026-12-12")
        elsewhere.synchronise.sync()
        own.synchronise.sync()
        with carrying(first):
            until(lambda: len(titles(first)) == 2)
        first.synchronise.sync()
        assert first.synchronise.status().pending == 0
    finally:
        hub.stop()
        central.stop()


def test_joining_again_at_another_address_forgets_nothing(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, first, _ = desks
    hub = RunningHub(own, tmp_path / "hub")
    join(first, hub)
    with carrying(first):
        until(lambda: first.synchronise.status().second_copy)
    copies = first.synchronise.status().second_copy
    hub.stop()
    hub = RunningHub(own, tmp_path / "hub")
    try:
        first.hub.join(first.hub.look(hub.address))
        joined = first.hub.joined()
        assert joined is not None
        assert joined.url.endswith(str(hub.running.port))
        assert first.synchronise.status().second_copy == copies
    finally:
        hub.stop()
    first.hub.leave()
    assert first.hub.joined() is None
    assert first.synchronise.status().second_copy == 0


def test_where_the_hub_cannot_listen(desks: list[Desk], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTaken):
        serve(desks[0], tmp_path / "hub", host="127.0.0.1", port=taken.getsockname()[1])
    for host in ("192.0.2.77", "no such host", "256.1.1.1"):
        with pytest.raises(HubHostUnusable):
            serve(desks[0], tmp_path / "hub", host=host)
    assert not any(address.startswith("127.") for address in addresses())


def test_a_rehearsal_joins_no_hub() -> None:
    desk = practise(area="みその", staff="試験 花子")
    with pytest.raises(PracticeOnly):
        desk.hub.look("127.0.0.1")
    assert desk.hub.joined() is None
    desk.close()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("192.168.1.20", ("192.168.1.20", 8788)),
        (" 192.168.1.20:9000 ", ("192.168.1.20", 9000)),
        ("https://hall.local:8788/", ("hall.local", 8788)),
        ("fe80::1", ("fe80::1", 8788)),
        ("[fe80::1]:9", ("fe80::1", 9)),
        *((wrong, None) for wrong in (
            "", "http://192.168.1.20", "会場", "a b", "x@192.168.1.20", "10.0.0.1/path",
            "10.0.0.1:port", "10.0.0.1:99999", "ftp://10.0.0.1", "10.0.0.1?x",
        )),
    ],
)  # fmt: skip
def test_the_address_of_a_hub(typed: str, read: tuple[str, int] | None) -> None:
    if read:
        assert read_address(typed) == read
        return
    with pytest.raises(HubAddressUnreadable):
        read_address(typed)
