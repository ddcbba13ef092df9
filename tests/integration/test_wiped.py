"""A laptop locks itself when its service orders it, and nobody else; never with a child inside."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from concierge_tui.bootstrap import open_desk
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.device_errors import Revoked, Wiped, WipeForged
from concierge_tui.domain.errors import StoreLocked
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.line_errors import CentralChanged
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.sync.packing import text64
from concierge_tui.sync.signing import DeviceKey, WipeOrder
from concierge_tui.text.errors import sentence
from db.central import devices
from db.central.revoking import order_for
from db.laptop import keyslots, wiping
from db.locked import locked_at
from tests.integration.test_central_impostor import impostor, says
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.laptops import AREA, Laptop, person_of
from tests.syncing.revoked import PASSPHRASE, administration, device_of, exchange, slots_of
from tests.syncing.service import Running, enrolled


def opens(laptop: Laptop) -> bool:
    try:
        keyslots.unlock(slots_of(laptop), PASSPHRASE)
    except StoreLocked:
        return False
    return True


def state_of(service: Running, laptop: Laptop) -> str:
    known = administration(service).known()
    return next(each.state for each in known if each.id == device_of(laptop))


@SERVICE_ON_BOTH
def test_an_ordered_laptop_hands_in_its_work_locks_itself_and_says_so(
    service: Running, laptop: Laptop
) -> None:
    enrolled(laptop, service)
    exchange(laptop)
    laptop.family("あと")
    assert opens(laptop)
    done = administration(service).revoke(device_of(laptop), wipe=True)
    assert done.state == "wiping"

    with pytest.raises(Wiped) as fact:
        exchange(laptop)

    assert not opens(laptop)
    assert [slot["id"] for slot in json.loads(slots_of(laptop).read_text())["slots"]] == [
        keyslots.RECOVERY
    ]
    assert state_of(service, laptop) == "wiped"
    assert len(administration(service).held(device_of(laptop))) > 0
    assert locked_at(slots_of(laptop)) == fact.value.at
    assert "復旧キーだけで開きます" in sentence(fact.value)


def test_with_a_child_in_the_hall_the_order_waits(service: Running, laptop: Laptop) -> None:
    enrolled(laptop, service)
    family, meetup = laptop.family(), new_id()
    today = laptop.now().astimezone().date().isoformat()
    visit = visit_id(meetup, family)
    laptop.write(Draft("meetup.set", meetup, {"title": "会", "date": today}, None, meetup))
    laptop.write(Draft("person.set", person_of(family), {"role": "child"}, family))
    people = {"people": [person_of(family)]}
    laptop.write(Draft("visit.arrive", visit, people, family, meetup))
    administration(service).revoke(device_of(laptop), wipe=True)

    with pytest.raises(Revoked) as waits:
        exchange(laptop)
    assert opens(laptop)
    assert "会場にいるあいだは閉じません" in sentence(waits.value)

    laptop.write(Draft("visit.leave", visit, people, family, meetup))
    with pytest.raises(Wiped):
        exchange(laptop)
    assert not opens(laptop)


def test_a_lock_that_was_broken_off_is_finished_at_the_door_and_told_later(
    service: Running, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(laptop, service)
    slots = slots_of(laptop)
    administration(service).revoke(device_of(laptop), wipe=True)
    with monkeypatch.context() as broken:
        broken.setattr(keyslots, "keep_recovery_alone", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            exchange(laptop)
    assert opens(laptop)
    assert state_of(service, laptop) == "wiping"

    wiping.finish(slots)
    assert not opens(laptop)
    wiping.tell_service(slots)
    assert state_of(service, laptop) == "wiped"
    wiping.opened_again(slots)
    assert locked_at(slots) is None


def _power_cut(_: Path) -> None:
    raise KeyboardInterrupt


def order_of(service: Running, laptop: Laptop) -> dict[str, object]:
    """Return what the service really answers to a laptop that it orders to lock itself."""
    administration(service).revoke(device_of(laptop), wipe=True)
    with service.engine.begin() as connection:
        device = devices.find(connection, device_of(laptop))
        assert device is not None
        told = order_for(connection, device)
    assert told is not None
    order, signature = told
    return {**order._asdict(), "sig": text64(signature)}


class Scene(NamedTuple):
    """A service, the laptop that something lies to, and another one."""

    service: Running
    laptop: Laptop
    other: Laptop

    def signed_by(self, key: bytes) -> dict[str, object]:
        """Return a well-formed order that is signed with some key."""
        order = WipeOrder(AREA, device_of(self.laptop), 1)
        public = DeviceKey(self.laptop.replica.key()).public
        signature = DeviceKey(key).order_wipe(order, public)
        return {**order._asdict(), "sig": text64(signature)}


def later(scene: Scene) -> dict[str, object]:
    told = order_of(scene.service, scene.laptop)
    return told | {"at": int(str(told["at"])) + 1}


FORGERIES: dict[str, Callable[[Scene], dict[str, object]]] = {
    "by a stranger": lambda scene: scene.signed_by(DeviceKey.generate()),
    "by a neighbour": lambda scene: scene.signed_by(scene.other.replica.key()),
    "by itself": lambda scene: scene.signed_by(scene.laptop.replica.key()),
    "for another": lambda scene: order_of(scene.service, scene.other),
    "for another, renamed": lambda scene: (
        order_of(scene.service, scene.other) | {"device": device_of(scene.laptop)}
    ),
    "of another time": later,
    "unsigned": lambda scene: {"area": AREA, "device": device_of(scene.laptop), "at": 1},
}


def test_an_impostor_over_plain_http_locks_nothing(
    service: Running, laptop: Laptop, tmp_path: Path
) -> None:
    scene = Scene(service, laptop, Laptop(tmp_path, "beni", now=system_clock))
    for each in (laptop, scene.other):
        enrolled(each, service)
    for name, forge in FORGERIES.items():
        body = json.dumps({"mbsync": 1, "error": "wipe", **forge(scene)}).encode()
        with impostor(says(410, "application/json", body)) as url:
            move(laptop, url)
            with pytest.raises(WipeForged) as fact:
                exchange(laptop)
        assert opens(laptop), name
        assert locked_at(slots_of(laptop)) is None, name
        assert "閉じませんでした" in sentence(fact.value), name
    scene.other.close()


def move(laptop: Laptop, url: str) -> None:
    """Let something else answer at the address of the service."""
    laptop.connection.execute("UPDATE local_peer SET url = ?", (url,))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Running]:
    """Another service, with a secret and a clerk of its own."""
    running = Running(tmp_path / "elsewhere")
    yield running
    running.stop()


def test_a_service_with_another_key_is_not_ours_and_gets_nothing(
    service: Running, laptop: Laptop, elsewhere: Running
) -> None:
    """Whoever first greets with a clerk of his own could order anything afterwards."""
    enrolled(laptop, service)
    exchange(laptop)
    laptop.family("まだ")
    elsewhere.code()
    with elsewhere.engine.begin() as connection:
        new = devices.NewDevice(device_of(laptop), AREA, DeviceKey(laptop.replica.key()).public)
        devices._keep(connection, new, 1)
    move(laptop, elsewhere.url)

    with pytest.raises(CentralChanged) as fact:
        exchange(laptop)

    assert "登録したときの本部ではありません" in sentence(fact.value)
    assert laptop.status().pending > 0
    move(laptop, service.url)
    assert exchange(laptop).pending == 0


def test_nobody_else_can_say_that_a_laptop_obeyed(service: Running, laptop: Laptop) -> None:
    enrolled(laptop, service)
    order = order_of(service, laptop)
    signature = DeviceKey(DeviceKey.generate()).say_wiped(
        WipeOrder(AREA, device_of(laptop), int(str(order["at"])))
    )
    said = httpx.post(f"{service.url}/v1/wiped", json={**order, "sig": text64(signature)})

    assert said.status_code == 401
    assert state_of(service, laptop) == "wiping"


@pytest.mark.parametrize(
    ("typed", "fact"),
    [(PASSPHRASE, Wiped), ("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", StoreLocked)],
)
def test_whoever_opens_a_locked_laptop_is_told_of_the_order_not_of_a_wrong_passphrase(
    service: Running, laptop: Laptop, typed: str, fact: type[Exception]
) -> None:
    enrolled(laptop, service)
    administration(service).revoke(device_of(laptop), wipe=True)
    with pytest.raises(Wiped):
        exchange(laptop)

    home = Home(slots_of(laptop).parent)
    home.store.touch()
    with pytest.raises(fact):
        open_desk(home, typed)
