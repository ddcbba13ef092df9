"""A backup comes back on another laptop whole, or not at all."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.errors import (
    BackupUnreadable,
    BackupUnwritable,
    PracticeOnly,
    StoreDamaged,
    StoreExists,
    StoreLocked,
)
from concierge_tui.paths import Home
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.laptop.keyslots import Cost
from tests.conftest import NOON

PASSPHRASE = "みどりの ひつじが そらを とぶ"


class Laptop:
    """A laptop with one family, and a backup of it."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "home")
        new = bootstrap.NewStore("みその", "試験 花子", PASSPHRASE)
        self.desk, self.recovery = bootstrap.create(
            self.home, new, cost=Cost(8, 1, 1), now=lambda: NOON
        )
        person = WalkInPerson(role="guardian", name="田中 美咲", kana="タナカ ミサキ")
        form = WalkInForm(people=(person,), city="緑区")
        registered = self.desk.walk_in.register(form, ConsentGiven("1", "hash"), meetup=None)
        self.family = registered.family
        self.copy = folder / "copy.mbk"
        self.desk.back_up(self.copy, None)


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    made = Laptop(tmp_path_factory.mktemp("laptop"))
    yield made
    made.desk.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "another")


def restored(home: Home, source: Path, passphrase: str = PASSPHRASE) -> Desk:
    return bootstrap.restore(home, source, passphrase, now=lambda: NOON)


def assert_nothing_kept(home: Home) -> None:
    assert not home.folder.exists() or list(home.folder.iterdir()) == []


def test_the_restore_drill(laptop: Laptop, home: Home) -> None:
    desk = restored(home, laptop.copy)

    assert desk.families.get(laptop.family) == laptop.desk.families.get(laptop.family)
    assert desk.area == laptop.desk.area
    assert desk.examine(keep=False).differences == []
    assert desk.verify_chains().broken == []
    desk.close()
    bootstrap.open_desk(home, PASSPHRASE).close()


def test_the_recovery_key_restores_too(laptop: Laptop, home: Home) -> None:
    desk = restored(home, laptop.copy, laptop.recovery)

    assert desk.families.get(laptop.family).people
    assert desk.author().actor == laptop.desk.author().actor
    desk.close()


def test_a_restored_laptop_never_writes_at_a_position_of_its_past(
    laptop: Laptop, home: Home
) -> None:
    before = laptop.desk.verify_chains()
    desk = restored(home, laptop.copy)
    desk.households.look(laptop.family, laptop.family, ["phone"])
    after = desk.verify_chains()

    assert (after.streams, after.operations) == (before.streams + 1, before.operations + 1)
    assert after.broken == []
    assert desk.device == laptop.desk.device
    desk.close()


def test_a_backup_can_be_written_while_the_desk_is_written(laptop: Laptop, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def write_beside(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 1:
            with laptop.desk.fork() as other:
                other.drafts.put("walk-in", "beside")

    laptop.desk.back_up(tmp_path / "busy.mbk", write_beside)
    desk = restored(Home(tmp_path / "busy"), tmp_path / "busy.mbk")

    assert told[-1][0] == told[-1][1]
    assert desk.examine(keep=False).differences == []
    desk.close()


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_backup_that_is_stopped_leaves_what_lay_there(
    laptop: Laptop, tmp_path: Path, asked: int
) -> None:
    target, times = tmp_path / "copy.mbk", iter(range(1, 100))
    target.write_bytes(b"before")

    assert not laptop.desk.back_up(target, None, lambda: next(times) >= asked)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.mbk"]
    assert next(times) == asked + 1
    assert laptop.desk.back_up(target, None, lambda: False)


def test_a_second_backup_replaces_the_first(laptop: Laptop, tmp_path: Path, home: Home) -> None:
    target = tmp_path / "copy.mbk"
    laptop.desk.back_up(target, None)
    laptop.desk.drafts.put("note", "second")
    laptop.desk.back_up(target, None)

    desk = restored(home, target)

    assert desk.drafts.get("note") == "second"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.mbk"]
    desk.close()


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * share)]


def flipped(at: int) -> Callable[[bytes], bytes]:
    return lambda content: (
        content[: at % len(content)] + bytes([content[at] ^ 1]) + content[at % len(content) + 1 :]
    )


def header(**changed: object) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        line, _, body = content.partition(b"\n")
        stored = {k: v for k, v in (json.loads(line) | changed).items() if v != "gone"}
        return json.dumps(stored).encode() + b"\n" + body

    return change


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut in the header": lambda content: content[:40],
    "cut in the middle": cut(0.5),
    "cut at the end": lambda content: content[:-1],
    "a bit of the store": flipped(-100),
    "a bit of the format": flipped(5),
    "too long": lambda content: content + b"\0",
    "another format": header(format="concierge-backup-9"),
    "no slots": header(slots="gone"),
    "no size": header(size="gone"),
    "a size of words": header(size="big"),
    "no sum": header(sha256="gone"),
    "a header without end": lambda _: b"[" * 3_000_000,
    "a list for a header": lambda _: b"[]\n",
    "broken letters": lambda _: b"\xff\xfe\n",
    "slots that are none": header(slots="{}"),
    "slots of numbers": header(slots=5),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    laptop: Laptop, home: Home, tmp_path: Path, name: str
) -> None:
    damaged = tmp_path / "damaged.mbk"
    damaged.write_bytes(DAMAGE[name](laptop.copy.read_bytes()))

    with pytest.raises((BackupUnreadable, StoreDamaged)):
        restored(home, damaged)

    assert_nothing_kept(home)


@pytest.mark.parametrize("name", ["missing.mbk", ".", "no/such/folder.mbk"])
def test_a_file_that_is_not_there_is_refused(home: Home, tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupUnreadable):
        restored(home, tmp_path / name)

    assert_nothing_kept(home)


def test_the_wrong_passphrase_leaves_nothing(laptop: Laptop, home: Home) -> None:
    with pytest.raises(StoreLocked):
        restored(home, laptop.copy, "ちがう ことばが よっつ ある")

    assert_nothing_kept(home)


def test_a_store_is_never_overwritten(laptop: Laptop) -> None:
    before = laptop.home.store.read_bytes()

    with pytest.raises(StoreExists):
        restored(laptop.home, laptop.copy)

    assert laptop.home.store.read_bytes() == before
    assert laptop.home.slots.exists()


def test_an_old_log_beside_is_not_played_into_the_restored_store(
    laptop: Laptop, home: Home
) -> None:
    home.folder.mkdir()
    wal = laptop.home.store.with_name("store.db-wal")
    assert wal.stat().st_size > 0
    home.store.with_name("store.db-wal").write_bytes(wal.read_bytes())

    desk = restored(home, laptop.copy)

    assert desk.examine(keep=False).differences == []
    desk.close()


@pytest.mark.parametrize("name", ["no/such/folder/copy.mbk", "folder", "x" * 300, "a\0b"])
def test_a_place_that_cannot_be_written_is_said(laptop: Laptop, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(BackupUnwritable):
        laptop.desk.back_up(tmp_path / name, None)

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["store.db", "slots.json", "store.db-wal"])
def test_the_store_itself_is_no_place_for_its_backup(laptop: Laptop, name: str) -> None:
    with pytest.raises(BackupUnwritable):
        laptop.desk.back_up(laptop.home.folder / name, None)

    assert laptop.desk.verify_chains().broken == []


def test_a_rehearsal_is_not_backed_up(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PracticeOnly):
        desk.back_up(tmp_path / "copy.mbk", None)
