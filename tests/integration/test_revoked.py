"""A laptop that was lost: what it still sends is neither lost nor trusted, and a person judges."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.device_errors import (
    DeviceAmbiguous,
    DeviceUnknown,
    OperationUnknown,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.text.errors import sentence
from db.central import releasing, revoking
from db.central.opening import writing
from db.central.receive import receive
from tests.postgres.stores import ON_BOTH, SERVICE_ON_BOTH
from tests.syncing.erasing import erase
from tests.syncing.laptops import AREA, Central, Laptop, grant
from tests.syncing.pens import Pen
from tests.syncing.revoked import administration, device_of, exchange, turned_away
from tests.syncing.service import Running, enrolled
from tests.syncing.sticks import read, write


@pytest.fixture
def trio(tmp_path: Path, service: Running) -> Iterator[list[Laptop]]:
    made = [Laptop(tmp_path, name, now=system_clock) for name in ("aoi", "beni", "cha")]
    for laptop in made:
        enrolled(laptop, service)
    yield made
    for laptop in made:
        laptop.close()


def known_to(aoi: Laptop, beni: Laptop) -> str:
    """Let the service and both laptops know a family of the first one."""
    family = aoi.family("まえ")
    for laptop in (aoi, beni):
        exchange(laptop)
    return family


@SERVICE_ON_BOTH
def test_what_a_revoked_laptop_sends_waits_and_counts_once_it_is_released(
    service: Running, trio: list[Laptop]
) -> None:
    aoi, beni, cha = trio
    before = known_to(aoi, beni)
    desk, lost = administration(service), device_of(aoi)
    written = [aoi.family("あと"), aoi.family("ひみつ", consent=False)]
    waiting = len(aoi.ids()) - len(beni.ids())

    desk.revoke(lost[:13], wipe=False)
    told = turned_away(aoi)
    exchange(beni)

    assert (told.kept, aoi.status().pending) == (waiting, 0)
    assert f"{waiting}件は本部が預かりました" in sentence(told)
    assert beni.kana(before) == "まえ", "what was acknowledged before still counts"
    assert [beni.kana(family) for family in written] == [None, None]
    assert [(d.state, d.held) for d in desk.known() if d.id == lost] == [("revoked", waiting)]

    aoi.write(grant(written[1]))  # the family consents at last: its body may leave
    assert turned_away(aoi).kept > 0
    assert turned_away(aoi).kept == 0, "nothing is handed in twice"
    held = desk.held(lost)
    assert [each.carrier for each in held] == [lost] * (waiting + 1)
    aoi.rename(written[0], "なおした")
    turned_away(aoi)
    chosen = [each for each in desk.held(lost) if each.operation.kind == "person.set"][-1]
    assert desk.release(lost, [chosen.op_id]) == 2, "what its writer saw comes along"
    exchange(beni)
    assert [beni.kana(family) for family in written] == ["なおした", None]

    assert desk.release(lost, []) == waiting
    assert desk.held(lost) == []
    for laptop in (beni, cha):
        exchange(laptop)
    assert [cha.kana(family) for family in written] == ["なおした", "ひみつ"]
    assert beni.shown() == cha.shown() == aoi.shown()
    assert beni.ids() == cha.ids() == aoi.ids()
    assert beni.is_clean()
    assert cha.is_clean()


@SERVICE_ON_BOTH
def test_the_unsent_work_of_a_lost_laptop_survives_with_its_neighbour(
    service: Running, trio: list[Laptop]
) -> None:
    aoi, beni, cha = trio
    for laptop in trio:
        exchange(laptop)
    family = aoi.family("となり")
    read(beni, write(aoi))  # in the hall, by a stick; then it is lost
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=True)

    came = exchange(beni)
    exchange(cha)

    assert came.refused == len(desk.held(lost)) > 0
    assert {each.carrier for each in desk.held(lost)} == {device_of(beni)}
    assert (beni.kana(family), cha.kana(family)) == ("となり", None)
    assert beni.status().refused[0].reason == "revoked"
    assert exchange(beni).pushed == exchange(beni).refused == 0, "nothing is carried twice"

    desk.release(lost, [])
    for laptop in (beni, cha):
        exchange(laptop)
    assert cha.kana(family) == "となり"
    assert beni.status().refused == ()
    assert beni.shown() == cha.shown()
    assert beni.is_clean()


@SERVICE_ON_BOTH
def test_what_is_refused_is_kept_and_never_counts(service: Running, trio: list[Laptop]) -> None:
    aoi, beni, _ = trio
    exchange(aoi)
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    family = aoi.family("にせもの")
    turned_away(aoi)
    held = [each.op_id for each in desk.held(lost)]

    assert desk.refuse(lost, held[:1]) == 1
    with pytest.raises(OperationUnknown):
        desk.release(lost, held[:1])
    assert desk.refuse(lost, []) == len(held) - 1
    exchange(beni)

    assert beni.kana(family) is None
    assert desk.held(lost) == []
    assert desk.release(lost, []) == 0
    assert turned_away(aoi).kept == 0


def test_a_revoked_laptop_reads_nothing_and_says_what_to_do(
    service: Running, trio: list[Laptop]
) -> None:
    aoi, beni, _ = trio
    exchange(aoi)
    desk = administration(service)
    desk.revoke(device_of(aoi), wipe=False)
    family = beni.family("あとから")
    exchange(beni)

    told = sentence(turned_away(aoi))

    assert aoi.kana(family) is None
    assert "責任者に電話" in told
    with pytest.raises(DeviceUnknown):
        desk.revoke("no such", wipe=False)
    with pytest.raises(DeviceAmbiguous):
        desk.revoke("0", wipe=False)


@SERVICE_ON_BOTH
def test_a_laptop_that_was_restored_and_revoked_still_hands_in_its_work(
    service: Running, trio: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = trio
    aoi.family("いち")
    exchange(aoi)
    aoi.keep(tmp_path / "backup.db")
    aoi.family("に")
    exchange(aoi)
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    aoi.go_back_to(tmp_path / "backup.db")
    family = aoi.family("さん")

    assert turned_away(aoi).kept > 0
    desk.release(lost, [])
    exchange(beni)

    assert beni.kana(family) == "さん"
    assert beni.is_clean()


@SERVICE_ON_BOTH
def test_what_waits_about_an_erased_family_is_erased_with_her(
    service: Running, trio: list[Laptop]
) -> None:
    aoi, beni, cha = trio
    family = known_to(aoi, beni)
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    aoi.rename(family, "のこるな")
    turned_away(aoi)
    assert [each.operation.body for each in desk.held(lost)] == ['{"kana":"のこるな"}']

    erase(beni, family)
    exchange(beni)
    aoi.rename(family, "のこるなよ")
    turned_away(aoi)

    assert [each.operation.body for each in desk.held(lost)] == [None, None]
    assert desk.release(lost, []) == 2
    exchange(cha)
    assert cha.kana(family) is None
    assert cha.is_clean()


@ON_BOTH
def test_whatever_a_stolen_key_signs_can_be_kept_listed_and_refused(central: Central) -> None:
    pen = Pen(AREA).enrol(central.engine)
    with writing(central.engine) as connection:
        device = revoking.named(connection, pen.stream.device)
        revoking.revoke(connection, device, 1, wipe=False)
    sound = pen.seal(Draft("looked.address", "x", {}))
    odd: Any = ["\x00", 7, None, "x" * 99, sound.op_id]
    written = [sound, *(sound._replace(op_id=name, wall=odd) for name in odd)]
    with writing(central.engine) as connection:
        receipts = receive(connection, AREA, pen.batch(written))
    with writing(central.engine) as connection:
        waiting = releasing.waiting(connection, device.id)
        released = releasing.release(connection, AREA, device.id, None, 1)

    assert set(receipts.segments[0]) == {"quarantined:revoked"}
    assert len(waiting) == released == len(written)
    assert central.ids() == {sound.op_id}


def test_what_is_released_is_no_larger_than_what_a_laptop_may_push() -> None:
    pen = Pen(AREA)
    large = [pen.seal(Draft("looked.address", "x", {"words": "な" * 100_000})) for _ in range(4)]
    many = [pen.seal(Draft("looked.address", "x", {})) for _ in range(501)]

    assert [len(run) for run in releasing._portions([*large, *many])] == [3, 500, 2]
    assert list(releasing._portions([])) == []
