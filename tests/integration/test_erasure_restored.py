"""An older copy is put back, of a laptop or of the service: who was erased is erased again."""

from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.central.keeping import list_erasures, restored
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import FileUnreadable
from concierge_tui.paths import Home
from db.central.store import open_central
from db.laptop import erased_list
from db.laptop.keyslots import Cost
from db.laptop.scrubbing import scrub
from tests.conftest import NOON
from tests.journals.command_line import program
from tests.journals.desk_families import registered
from tests.postgres.stores import ON_SQLCIPHER
from tests.syncing.erasing import dump, dump_central, erase, erasure_of
from tests.syncing.laptops import Central, Laptop, settle, wire

SECRET = "ひみつのかな"
PASSPHRASE = "みどりの ひつじが そらを とぶ"


def test_a_backup_of_the_laptop_brings_nobody_back(tmp_path: Path) -> None:
    home, copy = Home(tmp_path / "home"), tmp_path / "copy.mbk"
    new = bootstrap.NewStore("みその", "試験 花子", PASSPHRASE)
    desk, _ = bootstrap.create(home, new, cost=Cost(8, 1, 1), now=lambda: NOON)
    family, other = registered(desk).family, registered(desk).family
    desk.back_up(copy, None)
    desk.consents.withdraw(family, REGISTRATION, "said")
    desk.erasing.erase(family)
    desk.close()
    for path in (home.store, home.slots, *home.folder.glob("*-wal")):
        path.unlink()

    desk = bootstrap.restore(home, copy, PASSPHRASE, now=lambda: NOON)
    assert desk.families.get(family).people == ()
    assert len(desk.families.get(other).people) == 2
    assert desk.families.ids() == [other]
    assert list(desk.examine(keep=False).differences) == []
    desk.close()
    assert "田中" not in erased_list_of(home).read_text()
    assert family in erased_list_of(home).read_text()


def erased_list_of(home: Home) -> Path:
    return home.store.with_name("store.db.erased")


@pytest.mark.parametrize("content", ["", "[]", "null", '{"a b": [], "x": 1}', "[" * 9000])
def test_a_list_that_is_damaged_stops_nothing(laptops: list[Laptop], content: str) -> None:
    aoi = laptops[0]
    family = aoi.family(SECRET)
    erased_list.list_of(aoi.connection).write_text(content)

    erased_list.replay(aoi.connection)

    assert aoi.kana(family) == SECRET


def test_the_list_grows_stricter_and_never_looser(laptops: list[Laptop]) -> None:
    aoi = laptops[0]
    family = aoi.family(SECRET)
    aoi.write(erasure_of(family, keep=["incident-1", "incident-2"]))
    aoi.write(erasure_of(family, keep=["incident-1"]))
    scrub(aoi.connection)
    aoi.connection.execute("""UPDATE erased SET keep = '["incident-1","incident-2"]'""")

    erased_list.replay(aoi.connection)

    kept = "SELECT keep FROM erased"
    assert aoi.connection.execute(kept).fetchone() == ('["incident-1"]',)


def test_without_its_list_a_laptop_hears_it_by_its_next_sync(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family(SECRET)
    settle(central, laptops)
    aoi.keep(tmp_path / "aoi.backup")
    erase(aoi, family)
    settle(central, laptops)

    aoi.go_back_to(tmp_path / "aoi.backup")
    assert SECRET in dump(aoi)
    aoi.sync(wire(central, aoi))

    assert SECRET not in dump(aoi) + dump(beni) + dump_central(central)
    settle(central, laptops)
    assert all(each.is_clean() and each.shown() == beni.shown() for each in laptops)


@ON_SQLCIPHER
def test_a_copy_of_the_service_is_given_the_list_before_anybody_reads_it(
    central: Central,
    laptops: list[Laptop],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    aoi, beni, cha = laptops
    family, listed = aoi.family(SECRET), tmp_path / "erased.list"
    settle(central, [aoi])
    central.keep(tmp_path / "copy")
    central.engine = open_central(central.folder)
    erase(aoi, family)
    settle(central, [aoi])
    monkeypatch.setenv("CONCIERGE_HOME", str(central.folder))
    concierge = program(monkeypatch, capsys)
    said = concierge("central", "erasures", str(listed))
    assert (said.code, said.err, "1件" in said.out) == (0, "", True)
    central.close()
    central.put_back(tmp_path / "copy")

    said = concierge("central", "restored", "--erasures", str(listed))
    assert (said.code, said.err, "1件" in said.out) == (0, "", True)
    central.engine = open_central(central.folder)
    assert SECRET not in dump_central(central)
    cha.sync(wire(central, cha))
    assert SECRET not in dump(cha)
    assert concierge("central", "scrub").code == 0

    settle(central, laptops)
    assert SECRET not in dump(beni) + dump(cha) + dump_central(central)
    assert SECRET not in listed.read_text()
    assert all(each.ids() == central.ids() and each.is_clean() for each in laptops)


@ON_SQLCIPHER
def test_without_the_list_the_first_laptop_that_knows_tells_the_service(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, cha = laptops
    family = aoi.family(SECRET)
    settle(central, [aoi])
    central.keep(tmp_path / "copy")
    central.engine = open_central(central.folder)
    erase(aoi, family)
    settle(central, [aoi, beni])

    central.go_back_to(tmp_path / "copy")
    cha.sync(wire(central, cha))
    assert SECRET in dump(cha) + dump_central(central), "nobody has told them yet"
    beni.sync(wire(central, beni))

    assert SECRET not in dump_central(central)
    settle(central, laptops)
    assert SECRET not in dump(cha)


@ON_SQLCIPHER
@pytest.mark.parametrize("content", ["{", '["a"]', '["a","b b",[]]', '["a","b","c"]', "\udcff"])
def test_a_list_that_cannot_be_read_is_refused_before_anything_is_done(
    central: Central, tmp_path: Path, content: str
) -> None:
    before = central.one("SELECT epoch FROM service")
    (tmp_path / "l").write_text(content, errors="surrogateescape")

    with pytest.raises(FileUnreadable):
        restored(folder=central.folder, erasures=tmp_path / "l")

    assert central.one("SELECT epoch FROM service") == before


@ON_SQLCIPHER
def test_the_list_of_the_service_replaces_an_older_one(central: Central, tmp_path: Path) -> None:
    (tmp_path / "l").write_text("old")

    assert list_erasures(tmp_path / "l", folder=central.folder) == 0

    assert (tmp_path / "l").read_text() == ""
    assert restored(folder=central.folder, erasures=tmp_path / "l") == 0
