"""Files on a stick: an ordinary push by hand, answered by a receipt."""

from pathlib import Path

import pytest

from concierge_tui.domain.bundle_errors import BundleRefused, BundleUnready
from tests.syncing.laptops import Central, Laptop, grant, settle, wire, withdraw
from tests.syncing.sticks import admit, carry, opened, read, stick, write


@pytest.fixture(autouse=True)
def admitted(central: Central, laptops: list[Laptop]) -> None:
    admit(central, *laptops)


def test_only_the_receipt_says_that_it_arrived(central: Central, laptops: list[Laptop]) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("いち")
    aoi.family("に")
    beni.family("さん")
    settle(central, [beni])

    content = write(aoi)
    assert aoi.status().pending == 6, "written is not arrived"
    assert aoi.status().delivered == 0
    answer = carry(central, content)
    assert aoi.status().pending == 6
    brought = read(aoi, answer)

    assert (brought.new, brought.refused, brought.receipt, brought.pending) == (3, 0, True, 0)
    assert aoi.status().safe_at_central == 9
    assert aoi.ids() == central.ids() == aoi.ids() | beni.ids()
    settle(central, [beni])
    assert beni.kana(family) == "いち"
    assert aoi.is_clean()


def test_a_neighbour_reads_it_and_acknowledges_nothing(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("いち")

    brought = read(beni, write(aoi))

    assert (brought.new, brought.receipt) == (3, False)
    assert beni.kana(family) == "いち"
    assert beni.status().pending == 3, "it is not at the central service"
    assert aoi.status().pending == 3
    assert beni.is_clean()
    beni.sync(wire(central, beni))
    assert aoi.ids() <= central.ids(), "the neighbour carries it on, signed by its writer"


def test_read_again_and_out_of_order_it_changes_nothing(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    first = write(aoi)
    family = aoi.family("に")
    second = write(aoi)

    for content in (second, first, second):
        read(beni, content)
        carry(central, content)

    assert beni.ids() == aoi.ids() == central.ids()
    assert beni.kana(family) == "に"
    assert central.one("SELECT max(n) FROM head") == 6
    assert read(beni, second).new == 0
    assert read(aoi, second).new == 0, "its own file does no harm either"


def test_what_a_family_does_not_consent_to_stays_here(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("ひみつ", consent=False)

    content = write(aoi)
    bodies = [op.body or "" for b in opened(central, content).batches()
              for s in b.segments for op in s.operations]  # fmt: skip
    read(beni, content)
    read(aoi, carry(central, content))

    assert not any("ひみつ" in body for body in bodies)
    assert beni.kana(family) is None
    assert aoi.status().pending == 0
    assert aoi.status().withheld == 2


@pytest.mark.parametrize("receipt_read", [True, False])
def test_a_body_follows_when_the_family_consents(
    central: Central, laptops: list[Laptop], *, receipt_read: bool
) -> None:
    aoi, beni, cha = laptops
    family = aoi.family("ひみつ", consent=False)
    answer = carry(central, write(aoi))
    read(beni, write(aoi))
    if receipt_read:
        read(aoi, answer)
    aoi.write(grant(family))

    content = write(aoi)
    carry(central, content)
    read(beni, content)
    settle(central, [cha])

    assert beni.kana(family) == cha.kana(family) == "ひみつ"


def test_a_body_that_was_only_written_on_a_stick_still_goes_over_the_wire(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("ひみつ", consent=False)
    settle(central, [aoi])
    aoi.write(grant(family))

    write(aoi)  # and the stick is lost
    settle(central, [aoi, beni])

    assert beni.kana(family) == "ひみつ"


def test_a_withdrawal_holds_back_what_an_earlier_file_carried(laptops: list[Laptop]) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("いち")
    write(aoi)
    aoi.write(withdraw(family))

    read(beni, write(aoi))

    assert beni.kana(family) is None


@pytest.mark.parametrize("restored", [False, True])
def test_what_the_service_has_is_not_owed_to_it_for_a_file_that_leaves_it_out(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, restored: bool
) -> None:
    aoi, beni, _ = laptops
    settle(central, [aoi])
    central.keep(tmp_path / "old")
    family = aoi.family("いち")
    settle(central, [aoi])
    aoi.write(withdraw(family))
    settle(central, [aoi])
    skeletons = write(aoi)
    assert aoi.status().withheld == 0, "the service has all of it"
    if restored:
        central.go_back_to(tmp_path / "old")
        settle(central, [aoi])
        assert aoi.status().withheld == 2
    read(beni, skeletons)
    aoi.write(grant(family))
    assert beni.kana(family) is None
    read(beni, write(aoi))
    assert beni.kana(family) == "いち", "who read the file gets it by the next one"
    settle(central, [aoi])
    assert central.one("SELECT count(*) FROM operation WHERE body IS NULL") == 0


def test_two_services_that_parted_are_told_apart(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi = laptops[0]
    aoi.family("いち")
    settle(central, [aoi])
    central.keep(tmp_path / "twin")
    twin = Central(tmp_path / "twin")
    twin.go_back_to(tmp_path / "central")
    aoi.family("に")
    content = write(aoi)

    twin_says_before, _ = carry(twin, write(laptops[1])), carry(central, content)
    read(aoi, carry(central, content))
    assert aoi.status().pending == 0
    twin.now = central.now
    read(aoi, twin_says_before)

    assert aoi.status().pending == 3, "the other service does not have it"
    read(aoi, carry(twin, content))
    assert aoi.status().pending == 0
    assert twin.ids() == central.ids() == aoi.ids()
    twin.close()


def test_an_older_receipt_takes_nothing_back(central: Central, laptops: list[Laptop]) -> None:
    from datetime import timedelta

    aoi = laptops[0]
    old = carry(central, write(aoi))
    aoi.family("いち")
    noon = central.now()
    central.now = lambda: noon + timedelta(hours=1)
    new = carry(central, write(aoi))
    read(aoi, new)

    with pytest.raises(BundleRefused, match="old"):
        read(aoi, old)

    assert aoi.status().pending == 0
    central.now = lambda: noon - timedelta(days=900)
    aoi.family("に")
    read(aoi, carry(central, write(aoi)))
    assert aoi.status().pending == 0, "a service whose clock was put right is believed"


def test_stopped_in_the_middle_nothing_is_half(laptops: list[Laptop]) -> None:
    aoi, beni, _ = laptops
    for _ in range(170):
        aoi.family()
    content = write(aoi)
    times = iter([False, True])

    half = stick(beni).take(content, "", None, lambda: next(times))
    assert stick(aoi).seal(None, lambda: True) is None

    assert half.cancelled
    assert 0 < len(beni.ids()) < len(aoi.ids())
    assert beni.is_clean()
    read(beni, content)
    assert beni.ids() == aoi.ids()


def test_a_laptop_without_a_service_is_read_by_its_recovery_key_alone(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    from concierge_tui.sync.age_keys import recipient_of, recovery_identity
    from db.laptop.bundles import SqliteBundles

    alone = Laptop(tmp_path, "alone")
    family = alone.family("いち")
    with pytest.raises(BundleUnready):
        write(alone)
    SqliteBundles(alone.connection).keep_recovery(recipient_of(recovery_identity("ABCD")))
    content = write(alone)

    with pytest.raises(BundleRefused, match="not_for_us"):
        read(laptops[0], content)
    with pytest.raises(BundleRefused, match="not_for_us"):
        read(laptops[0], content, "ABCE")
    read(laptops[0], content, "ABCD")

    assert laptops[0].kana(family) == "いち"
    alone.close()
