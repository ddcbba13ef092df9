"""Sticks between machines that were restored or cloned: all end alike, and nothing is lost."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.syncing.laptops import Central, Laptop, settle
from tests.syncing.sticks import admit, carry, read, write


@pytest.fixture(autouse=True)
def admitted(central: Central, laptops: list[Laptop]) -> None:
    admit(central, *laptops)


def test_a_restored_laptop_gets_its_work_back_and_loses_none_of_the_new(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.keep(tmp_path / "backup.db")
    lost = aoi.family("に")
    content = write(aoi)
    answer = carry(central, content)
    aoi.go_back_to(tmp_path / "backup.db")
    before = aoi.replica.stream()
    new = aoi.family("さん")

    read(aoi, answer)
    assert aoi.kana(lost) == "に"
    assert aoi.kana(new) == "さん"
    assert aoi.replica.stream().incarnation != before.incarnation
    assert aoi.status().pending > 0
    read(aoi, carry(central, write(aoi)))
    read(beni, write(aoi))

    assert aoi.status().pending == 0
    assert aoi.shown() == beni.shown()
    assert aoi.ids() == central.ids()
    assert aoi.is_clean()


def test_a_clone_is_refused_alone_and_both_end_alike(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.keep(tmp_path / "twin.db")
    twin = Laptop(tmp_path, "twin")
    aoi.family("に")
    twin.family("さん")
    beni.family("よん")
    read(twin, write(beni))

    carry(central, write(aoi))
    answer = carry(central, write(twin))
    assert beni.ids() <= central.ids(), "what else was in the file is taken"
    assert twin.ids() - central.ids()
    read(twin, answer)
    read(aoi, carry(central, write(twin)))

    assert aoi.ids() == twin.ids() == central.ids()
    assert aoi.shown() == twin.shown()
    twin.close()


def test_a_neighbour_of_a_clone_goes_on_with_the_half_that_the_receipt_tells(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """Beni heard the twin, the service heard aoi; beni is never online."""
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.keep(tmp_path / "twin.db")
    twin = Laptop(tmp_path, "twin")
    with closing(twin.connection):
        others = [twin.family("さん"), twin.family("ご")]
        read(beni, write(twin))
    family = aoi.family("に")
    carry(central, write(aoi))
    own = beni.family("よん")

    brought = read(beni, carry(central, write(beni)))

    assert beni.kana(family) == "に", "it heard the half that stands"
    assert brought.pending == 6, "what the twin wrote is not at the service yet"
    read(beni, carry(central, write(beni)))
    assert beni.status().pending == 0
    settle(central, [aoi])
    assert [aoi.kana(name) for name in (*others, own)] == ["さん", "ご", "よん"]
    assert aoi.shown() == beni.shown()
    assert aoi.ids() == beni.ids() == central.ids()
    assert beni.is_clean()


def test_a_neighbour_brings_back_what_a_restored_laptop_lost(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.keep(tmp_path / "backup.db")
    lost = aoi.family("に")
    read(beni, write(aoi))
    aoi.go_back_to(tmp_path / "backup.db")
    new = aoi.family("さん")

    read(aoi, write(beni))
    read(beni, write(aoi))

    assert (aoi.kana(lost), aoi.kana(new)) == ("に", "さん")
    assert aoi.shown() == beni.shown()
