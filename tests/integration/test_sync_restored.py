"""Restored, cloned and misdated machines: everything comes back, nothing is lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from concierge_tui.domain.central_errors import CentralUnreachable
from concierge_tui.domain.ids import new_id
from tests.postgres.stores import ON_BOTH
from tests.syncing.laptops import (
    Central,
    Laptop,
    cut_at,
    grant,
    person_of,
    settle,
    wire,
    withdraw,
)


def test_a_restored_laptop_gets_its_lost_work_back_and_loses_none_of_the_new(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.sync(wire(central, aoi))
    aoi.keep(tmp_path / "backup.db")
    lost = aoi.family("に")
    aoi.sync(wire(central, aoi))
    aoi.go_back_to(tmp_path / "backup.db")
    before = aoi.replica.stream()
    new = aoi.family("さん")

    settle(central, [aoi, beni])

    assert aoi.replica.stream().incarnation != before.incarnation
    assert aoi.kana(lost) == "に"
    assert beni.kana(new) == "さん"
    assert aoi.shown() == beni.shown()
    assert aoi.is_clean()


@ON_BOTH
def test_two_copies_of_one_laptop_both_keep_their_work(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, _, _ = laptops
    aoi.family("いち")
    aoi.sync(wire(central, aoi))
    aoi.keep(tmp_path / "twin.db")
    twin = Laptop(tmp_path, "twin")
    aoi.family("に")
    twin.family("さん")
    twin.family("よん")

    settle(central, [aoi, twin, aoi])

    assert aoi.shown() == twin.shown()
    assert aoi.ids() == twin.ids() == central.ids()
    assert aoi.replica.stream() != twin.replica.stream()
    assert twin.is_clean()
    twin.close()


@pytest.mark.parametrize("new_epoch", [True, False])
@ON_BOTH
def test_a_restored_service_receives_again_what_it_lost(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, new_epoch: bool
) -> None:
    aoi, beni, late = laptops
    aoi.family("いち")
    settle(central, [aoi, beni])
    central.keep(tmp_path / "old")
    gone = aoi.family("に")
    settle(central, [aoi, beni])
    central.go_back_to(tmp_path / "old", new_epoch=new_epoch)
    beni.family("さん")
    beni.family("よん")

    settle(central, [beni, late])
    assert late.kana(gone) == "に", "a neighbour carries what another laptop wrote"
    settle(central, [aoi, beni, late])

    assert central.ids() == aoi.ids() == beni.ids() == late.ids()
    assert aoi.shown() == beni.shown() == late.shown()


@ON_BOTH
def test_a_service_that_lost_a_late_body_gets_it_again(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("ひみつ", consent=False)
    settle(central, [aoi])
    central.keep(tmp_path / "old")
    aoi.write(grant(family))
    settle(central, [aoi])
    central.go_back_to(tmp_path / "old")

    settle(central, [aoi, beni])

    assert beni.kana(family) == "ひみつ"


@ON_BOTH
def test_a_service_that_was_set_back_and_written_again_is_read_again(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """Nobody gave it a new name, and at the number read last stands the same operation again."""
    aoi, beni, _ = laptops
    central.keep(tmp_path / "old")
    family = aoi.family("ひみつ", consent=False)
    aoi.write(withdraw(new_id()))
    settle(central, [aoi, beni])
    assert beni.kana(family) is None
    aoi.write(grant(family))
    central.go_back_to(tmp_path / "old", new_epoch=False)
    settle(central, [aoi])
    assert central.one("SELECT count(*) FROM fill") == 0, "the bodies went along this time"

    settle(central, [beni])

    assert beni.kana(family) == "ひみつ"


def test_one_laptop_in_2031_does_not_poison_the_others(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    future = Laptop(tmp_path, "future", now=lambda: datetime(2031, 1, 1, tzinfo=UTC))
    central.enrol(future)
    beni = laptops[1]
    family = future.family("みらい")
    settle(central, [future, beni])

    act = beni.rename(family, "いま")
    settle(central, [beni, future])

    assert act.operations[0].hlc < future.journal.history(person_of(family))[-1].hlc
    assert future.kana(family) == "いま", "an informed edit wins whatever the clocks say"
    assert future.status().clock_ahead_ms > 0
    future.close()


def consented_late(central: Central, aoi: Laptop, beni: Laptop, old: Path) -> str:
    """Keep a service that knows nothing, then let all hear of a family without its body."""
    settle(central, [aoi])
    central.keep(old)
    family = aoi.family("ひみつ", consent=False)
    settle(central, [aoi, beni])
    aoi.write(grant(family))
    return family


@pytest.mark.parametrize("new_epoch", [True, False])
@ON_BOTH
def test_a_body_that_came_when_the_service_had_just_been_put_back_is_owed_again(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, new_epoch: bool
) -> None:
    aoi, beni, _ = laptops
    family = consented_late(central, aoi, beni, tmp_path / "old")
    way = wire(central, aoi)

    def put_back(place: str) -> None:
        if place == "before push" and way.asked.count("push") == 2:  # what was withheld comes last
            way.cut = lambda _: None
            central.go_back_to(tmp_path / "old", new_epoch=new_epoch)

    way.cut = put_back
    aoi.sync(way)
    settle(central, [beni, aoi])  # the neighbour brings back what it knows: no body

    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0
    assert beni.kana(family) == "ひみつ"
    assert aoi.status().withheld == 0


@ON_BOTH
def test_what_a_service_lost_is_owed_although_the_sync_that_saw_it_broke_off(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    family = consented_late(central, aoi, beni, tmp_path / "old")
    central.go_back_to(tmp_path / "old")
    settle(central, [aoi])
    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0
    central.go_back_to(tmp_path / "old")
    settle(central, [beni])  # she has it without the body
    way = wire(central, aoi)
    way.cut = cut_at("before pull")
    with pytest.raises(CentralUnreachable):
        aoi.sync(way)

    settle(central, [aoi, beni])

    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0
    assert beni.kana(family) == "ひみつ"


@ON_BOTH
def test_what_a_copy_of_this_laptop_wrote_while_it_read_on_is_read_all_the_same(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """A page leaves out what its reader wrote, and the number read last is beyond it."""
    aoi, _, _ = laptops
    aoi.family("いち")
    settle(central, [aoi])
    aoi.keep(tmp_path / "twin.db")
    twin = Laptop(tmp_path, "twin")
    written = twin.family("さん")
    way = wire(central, aoi)

    def meanwhile(place: str) -> None:
        if place == "before pull":
            way.cut = lambda _: None
            twin.sync(wire(central, twin))

    way.cut = meanwhile
    aoi.sync(way)
    aoi.family("に")

    settle(central, [aoi, twin])

    assert aoi.kana(written) == "さん"
    assert aoi.ids() == twin.ids() == central.ids()
    twin.close()


@pytest.mark.parametrize("new_epoch", [True, False])
@pytest.mark.parametrize("breaks_off", [True, False])
def test_what_a_family_that_withdrew_had_sent_is_not_counted_as_waiting(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, new_epoch: bool, breaks_off: bool
) -> None:
    aoi, beni, _ = laptops
    late = aoi.family("おそく", consent=False)
    gone = aoi.family("やめた")
    settle(central, [aoi, beni])
    aoi.write(grant(late))
    settle(central, [aoi, beni])
    aoi.write(withdraw(gone), withdraw(late))
    settle(central, [aoi, beni])
    assert aoi.status().withheld == beni.status().withheld == 0
    central.keep(tmp_path / "old")
    aoi.family("あと")
    settle(central, [aoi, beni])
    central.go_back_to(tmp_path / "old", new_epoch=new_epoch)
    if breaks_off:
        way = wire(central, aoi)
        way.cut = cut_at("before pull")
        with pytest.raises(CentralUnreachable):
            aoi.sync(way)
        assert aoi.status().withheld == 0

    settle(central, [aoi, beni])

    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0
    assert aoi.status().withheld == beni.status().withheld == 0


@pytest.mark.parametrize("new_epoch", [True, False])
def test_what_a_service_lost_of_a_family_that_withdrew_waits_for_a_new_consent(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, new_epoch: bool
) -> None:
    aoi, beni, _ = laptops
    central.keep(tmp_path / "old")
    gone = aoi.family("やめた")
    settle(central, [aoi, beni])
    aoi.write(withdraw(gone))
    settle(central, [aoi, beni])
    central.go_back_to(tmp_path / "old", new_epoch=new_epoch)

    settle(central, [aoi, beni])

    bare = central.one("SELECT count(*) FROM operation WHERE body IS NULL")
    assert bare > 0
    assert aoi.status().withheld == beni.status().withheld == bare
    aoi.write(grant(gone))
    settle(central, [aoi, beni])
    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0
    assert aoi.status().withheld == 0
