"""A store whose last pages never reached the disk, or whose disk was full: nothing is half."""

import json
import os
import resource
import shutil
import signal
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from concierge_tui.domain.errors import ConciergeError
from db.laptop.connection import open_store
from tests.syncing.laptops import KEY, Central, Laptop, grant, settle, wire

FRAME = 4096 + 24
SIZES = (0, 8, 9, 12, 17, 25, 33, 48, 64, 90, 120, 160, 220, 1000)
"""Pages that a file may have."""


def test_wherever_its_log_is_torn_the_rest_comes_back(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """The log is cut after any page, flipped, or gone; the service has what it acknowledged.

    A store that was copied without its log is one whose log is gone.
    """
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for kana in ("に", "さん"):
        aoi.family(kana)
    aoi.sync(wire(central, aoi))
    store, log = aoi.path, Path(f"{aoi.path}-wal")
    kept = tmp_path / "kept"
    kept.mkdir()
    for path in (store, log):
        shutil.copy(path, kept / path.name)
    size = log.stat().st_size
    cuts = [None, 0, 31, *range(32, size, FRAME * 3), size - 1]
    whole = (kept / log.name).read_bytes()
    logs = [None if cut is None else whole[:cut] for cut in cuts]
    logs += [flipped(whole, place) for place in range(5, size, FRAME * 12 + 7)]
    lost = set[int]()
    for torn in logs:
        aoi.close()
        for suffix in ("-wal", "-shm"):
            Path(f"{store}{suffix}").unlink(missing_ok=True)
        shutil.copy(kept / store.name, store)
        if torn is not None:
            log.write_bytes(torn)
        aoi._open(open_store(store, KEY))
        assert aoi.is_clean()
        lost.add(len(aoi.ids()))
        aoi.family("よん")
        settle(central, [aoi, beni])
        assert aoi.ids() == central.ids() == beni.ids()
        assert aoi.shown() == beni.shown()
    assert len(lost) > 1, "no cut lost anything: the log was not torn"


def flipped(content: bytes, place: int) -> bytes:
    """Return the content with one bit of it wrong."""
    return content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :]


def test_wherever_the_log_of_the_service_is_torn_the_laptops_bring_the_rest_back(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """It lost what it had acknowledged, and nobody gave it a new name."""
    aoi, beni, _ = laptops
    aoi.family("いち")
    settle(central, [aoi, beni])
    central.close()  # what follows stands in its log alone
    hidden = aoi.family("に", consent=False)
    settle(central, [aoi, beni])
    aoi.write(grant(hidden))
    settle(central, [aoi, beni])
    kept = shutil.copytree(central.folder, tmp_path / "kept")
    log = kept / "central.db-wal"
    whole, lost = log.read_bytes(), set[int]()
    for cut in [None, 0, *range(32, len(whole), FRAME * 9)]:
        if cut is None:
            log.unlink()
        else:
            log.write_bytes(whole[:cut])
        central.go_back_to(kept, new_epoch=False)
        lost.add(len(central.ids()))
        aoi.family("さん")

        settle(central, [beni, aoi, beni])

        assert central.ids() == aoi.ids() == beni.ids()
        assert beni.kana(hidden) == "に"
        assert aoi.shown() == beni.shown()
    assert len(lost) > 1, "no cut lost anything: the log was not torn"


def test_wherever_the_disk_is_full_nothing_is_half(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    """No file may grow beyond a size, a little larger each time: each write fails once."""
    aoi, beni, _ = laptops
    beni.family("さん")
    settle(central, [beni])
    aoi.family("いち")
    aoi.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aoi.close()
    central.close()
    outcomes = [full_at(tmp_path, pages) for pages in SIZES]
    aoi._open(open_store(aoi.path, KEY))

    assert not any(outcome["bug"] for outcome in outcomes), outcomes
    assert all(outcome["clean"] for outcome in outcomes)
    assert {outcome["failed"] for outcome in outcomes} == {True, False}


def full_at(folder: Path, pages: int) -> dict[str, bool]:
    """Write and sync in a process whose files must stay small; say how it went."""
    copy = folder / f"full-{pages}"
    copy.mkdir()
    for path in folder.glob("aoi.db*"):
        shutil.copy(path, copy)
    shutil.copytree(folder / "central", copy / "central")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, json.dumps(_fill(copy, pages)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        outcome: dict[str, bool] = json.loads(told.read())
    os.waitpid(child, 0)
    central, aoi = Central(copy / "central"), Laptop(copy, "aoi")
    outcome["clean"] = aoi.is_clean()
    settle(central, [aoi])
    outcome["clean"] &= aoi.ids() == central.ids()
    aoi.close()
    central.close()
    return outcome


def _fill(folder: Path, pages: int) -> dict[str, bool]:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    central, aoi = Central(folder / "central"), Laptop(folder, "aoi")
    failed = bug = False
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * FRAME + 32, resource.RLIM_INFINITY))
    try:
        for _ in range(3):
            aoi.family("に")
        aoi.sync(wire(central, aoi))
    except (ConciergeError, DBAPIError):  # the second is what the service answers "busy" for
        failed = True
    except Exception:  # noqa: BLE001 - anything else is a bug, and told as one
        failed = bug = True
    return {"failed": failed, "bug": bug}
