"""What a revoked laptop wrote on sticks, and how much of it a service keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.central.serving import read_bundle
from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.clock import system_clock
from concierge_tui.text.errors import sentence
from db.central import detained
from db.laptop.sticks import bundles
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.laptops import Laptop, grant
from tests.syncing.revoked import administration, device_of, exchange, turned_away
from tests.syncing.service import Running, enrolled
from tests.syncing.sticks import read, write


@pytest.fixture
def pair(tmp_path: Path, service: Running) -> Iterator[list[Laptop]]:
    made = [Laptop(tmp_path, name, now=system_clock) for name in ("aoi", "beni")]
    for laptop in made:
        enrolled(laptop, service)
        exchange(laptop)
    yield made
    for laptop in made:
        laptop.close()


@SERVICE_ON_BOTH
def test_the_stick_of_a_revoked_laptop_waits_like_the_rest_and_gets_no_receipt(
    service: Running, pair: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni = pair
    before = aoi.family("まえ")
    exchange(aoi)
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    after = aoi.family("あと")
    file, receipt = tmp_path / "lost.mbx", tmp_path / "receipt.mbx"
    file.write_bytes(write(aoi))

    with pytest.raises(BundleRefused, match="detained") as at_the_service:
        read_bundle(file, receipt, folder=service.folder, database=service.database)
    with pytest.raises(BundleRefused, match="detained"):  # by whoever is online: the same
        bundles(beni.connection, beni.now, lambda: None, practice=False).deliver(file, receipt)
    exchange(beni)

    held = desk.held(lost)
    assert "本部が預かりました" in sentence(at_the_service.value)
    assert not receipt.exists(), "nothing is told to who found the laptop"
    assert {each.operation.subject for each in held} == {after}
    assert all(each.carrier == lost and each.came_at > 0 for each in held)
    assert (beni.kana(before), beni.kana(after)) == ("まえ", None)

    assert desk.release(lost, []) == len(held)
    exchange(beni)
    assert beni.kana(after) == "あと"
    assert beni.is_clean()


@SERVICE_ON_BOTH
@pytest.mark.parametrize("limit", [("MAX_WAITING", 4), ("MAX_WAITING_TEXT", 1500)])
def test_more_than_may_wait_stays_with_its_neighbour_until_somebody_has_judged(
    service: Running, pair: list[Laptop], monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int]
) -> None:
    aoi, beni = pair
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    monkeypatch.setattr(detained, *limit)
    first = aoi.family("いち")
    assert not turned_away(aoi).is_full
    second, own = [aoi.family("に"), aoi.family("さん")], beni.family("じぶん")
    kept = len(desk.held(lost))
    read(beni, write(aoi))  # it has not heard of the revocation

    told, by_the_neighbour = turned_away(aoi), exchange(beni)

    assert (told.is_full, told.kept) == (True, 0)
    assert "預かれる量に達しました" in sentence(told)
    assert aoi.status().pending > 0
    assert by_the_neighbour.no_room
    assert len(desk.held(lost)) == kept > 0
    assert beni.kana(second[0]) == "に", "what a neighbour holds is not lost"
    assert beni.status().unsent == len(aoi.ids()) - kept, "nothing of its own waits behind it"

    assert desk.release(lost, []) == kept
    monkeypatch.undo()
    assert not exchange(beni).no_room
    desk.release(lost, [])
    exchange(beni)
    assert beni.status().pending == 0
    assert [beni.kana(family) for family in (first, *second, own)] == [
        "いち",
        "に",
        "さん",
        "じぶん",
    ]
    assert beni.is_clean()


def test_a_body_for_which_there_is_no_room_is_owed_until_there_is(
    service: Running, pair: list[Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    aoi, _ = pair
    desk, lost = administration(service), device_of(aoi)
    desk.revoke(lost, wipe=False)
    family = aoi.family("ひみつ", consent=False)
    assert turned_away(aoi).kept > 0
    monkeypatch.setattr(detained, "MAX_WAITING_TEXT", 0)
    aoi.write(grant(family))
    assert turned_away(aoi).is_full
    monkeypatch.undo()

    turned_away(aoi)

    bodies = [each.operation.body or "" for each in desk.held(lost)]
    assert any("ひみつ" in body for body in bodies)
