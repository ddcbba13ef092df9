"""Nothing on the disk can be read without the key, and nothing opens by mistake."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.errors import (
    HomeUnusable,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreNewer,
)
from concierge_tui.paths import Home
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.laptop import backup
from db.laptop.connection import create_store, open_store
from db.laptop.door import writing
from db.laptop.keyslots import Cost

KEY = bytes(range(32))
OTHER = bytes(32)
CANARIES = (
    "CANARYNAME",
    "カナリヤカナ",
    "09077778888",
    "CANARYNOTE",
    "CANARYMEETUP",
    "CANARYDRAFT",
)
PASSPHRASE = "みどりの ひつじが そらを とぶ"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def test_a_wrong_key_is_refused(path: Path) -> None:
    create_store(path, KEY).close()

    with pytest.raises(StoreLocked):
        open_store(path, OTHER)


@pytest.mark.parametrize("key", [b"", b"short", bytes(31), bytes(33)])
def test_no_key_is_refused_and_never_makes_a_plain_store(path: Path, key: bytes) -> None:
    with pytest.raises(StoreLocked):
        create_store(path, key)

    assert path.read_bytes() == b""


def test_a_plain_database_is_refused_and_left_alone(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE person (name TEXT)")
    plain.commit()
    plain.close()
    before = path.read_bytes()

    with pytest.raises(StoreDamaged):
        open_store(path, KEY)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 4096, b"not a database", random.Random(8).randbytes(8192)],
    ids=["empty", "zeros", "text", "noise"],
)
def test_what_is_no_store_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises((StoreLocked, StoreDamaged)):
        open_store(path, KEY)

    assert path.read_bytes() == content


def test_a_missing_store_is_not_made_by_opening(path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_store(path, KEY)

    assert not path.exists()


def test_a_folder_in_its_place_is_no_store(path: Path) -> None:
    path.mkdir()

    with pytest.raises(StoreMissing):
        open_store(path, KEY)


def test_a_damaged_store_does_not_blame_the_passphrase(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    bootstrap.create(home, new_store(), cost=Cost(8, 1, 1))[0].close()
    content = bytearray(home.store.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    home.store.write_bytes(content)

    with pytest.raises(StoreDamaged):
        bootstrap.open_desk(home, PASSPHRASE)


def test_a_store_that_may_not_be_read_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_store(path, KEY).close()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    # Root may read everything, so the system's refusal is played.
    monkeypatch.setattr(Path, "open", refused)

    with pytest.raises(HomeUnusable):
        open_store(path, KEY)


def test_a_store_of_a_newer_program_is_not_touched(path: Path) -> None:
    connection = create_store(path, KEY)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('laptop', 'm9999_future', '')"
    )
    connection.close()

    with pytest.raises(StoreNewer):
        open_store(path, KEY)


def test_making_a_store_never_overwrites_one(path: Path) -> None:
    create_store(path, KEY).close()

    with pytest.raises(FileExistsError):
        create_store(path, KEY)

    open_store(path, KEY).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_every_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    desk, _ = bootstrap.create(home, new_store(), cost=Cost(8, 1, 1))
    desk.back_up(tmp_path / "copy.mbk", None)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (*home.folder.iterdir(), tmp_path / "copy.mbk")
    }
    desk.close()

    assert {"store.db", "store.db-wal", "slots.json", "copy.mbk"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700


def new_store() -> bootstrap.NewStore:
    return bootstrap.NewStore("みその", "試験 花子", PASSPHRASE)


def write_canaries(desk: Desk) -> None:
    made = desk.meetups.new("CANARYMEETUP", "2026-12-05")
    person = WalkInPerson(
        role="guardian", name="CANARYNAME", kana="カナリヤカナ", phone="09077778888"
    )
    form = WalkInForm(people=(person,), notes="CANARYNOTE")
    desk.walk_in.register(form, ConsentGiven("1", "hash"), meetup=made.id)
    desk.drafts.put("walk-in", '{"name": "CANARYDRAFT"}')


def readable(content: bytes) -> list[str]:
    """Return the canaries that stand in these bytes in any encoding a program may use."""
    return [
        canary
        for canary in CANARIES
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932")
        if canary.encode(encoding) in content
    ]


def test_a_readable_canary_would_be_seen() -> None:
    assert readable("x カナリヤカナ y".encode("cp932")) == ["カナリヤカナ"]


def test_nothing_written_can_be_read_in_any_file(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    desk, recovery = bootstrap.create(home, new_store(), cost=Cost(8, 1, 1))
    write_canaries(desk)
    desk.back_up(tmp_path / "copy.mbk", None)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    content = {path.name: path.read_bytes() for path in files}
    desk.close()

    assert len(content["store.db-wal"]) > 4096, "the log holds what was just written"
    for name, stored in content.items():
        assert readable(stored) == [], name
        assert PASSPHRASE.encode() not in stored, name
        assert recovery.encode() not in stored, name
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or readable(path.read_bytes()) == [], path.name


def test_what_was_deleted_is_overwritten_even_under_the_cipher(path: Path) -> None:
    with_store = create_store(path, KEY)
    modes = {
        name: with_store.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("secure_delete", "temp_store", "synchronous", "journal_mode", "foreign_keys")
    }
    with_store.close()

    assert modes == {
        "secure_delete": 1,
        "temp_store": 2,
        "synchronous": 2,
        "journal_mode": "wal",
        "foreign_keys": 1,
    }


def test_a_wrong_key_prints_nothing_over_the_screen(path: Path) -> None:
    """SQLCipher writes its own errors to standard error, past Python."""
    create_store(path, KEY).close()
    program = (
        "import sys; from pathlib import Path; from db.laptop.connection import open_store\n"
        "for key in (bytes(32), bytes(range(32))):\n"
        "    try: open_store(Path(sys.argv[1]), key).close()\n"
        "    except Exception as error: print(type(error).__name__)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )

    assert (ran.stdout, ran.stderr) == ("StoreLocked\n", "")


def test_the_library_is_one_that_loses_no_writes(path: Path) -> None:
    """SQLite before 3.51.3 can lose committed writes with two connections."""
    connection = create_store(path, KEY)
    version = connection.execute("SELECT sqlite_version()").fetchone()[0]
    connection.close()

    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_the_copy_inside_a_backup_is_encrypted_with_the_same_key(tmp_path: Path) -> None:
    store = create_store(tmp_path / "store.db", KEY)
    with writing(store):
        store.execute("INSERT INTO local_setting VALUES ('CANARYNAME', 'CANARYNOTE')")
    (tmp_path / "slots.json").write_text("{}")
    backup.write(store, KEY, tmp_path / "slots.json", tmp_path / "copy.mbk")
    store.close()

    backup.restore(tmp_path / "copy.mbk", tmp_path / "new" / "store.db", tmp_path / "new" / "slots")
    again = open_store(tmp_path / "new" / "store.db", KEY)

    assert again.execute("SELECT value FROM local_setting").fetchone() == ("CANARYNOTE",)
    again.close()
    with pytest.raises(StoreLocked):
        open_store(tmp_path / "new" / "store.db", OTHER)
