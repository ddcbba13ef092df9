"""A copy of the central store is put back: on both engines every laptop fills what it lacks."""

import os
import subprocess
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from concierge_tui.central.keeping import back_up, restored
from concierge_tui.domain.central_errors import CentralTrouble
from concierge_tui.domain.errors import BackupUnwritable, StoreMissing
from db.central.store import DATABASE, KEY, open_central
from tests.journals.command_line import program
from tests.postgres.server import installed
from tests.postgres.stores import (
    ON_SQLCIPHER,
    PostgresCentral,
    administer,
    bare_database,
    fresh_database,
)
from tests.syncing.laptops import Central, Laptop, settle
from tests.syncing.service import Running, enrolled, synchronise


def epoch(central: Central) -> str:
    return str(central.one("SELECT epoch FROM service"))


@ON_SQLCIPHER
def test_a_copy_of_a_running_store_is_encrypted_and_whole(
    central: Central,
    laptops: list[Laptop],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    aoi, beni, _ = laptops
    aoi.family("ひみつ")
    settle(central, [aoi])
    copy, before = tmp_path / "copy.db", epoch(central)
    monkeypatch.setenv("CONCIERGE_HOME", str(central.folder))
    concierge = program(monkeypatch, capsys)
    said = concierge("central", "backup", str(copy))  # the store is open and may be written to
    assert (said.code, said.err) == (0, "")
    assert "central.key" in said.out
    lost = aoi.family("あと")
    settle(central, [aoi])
    central.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{central.folder / DATABASE}{ending}").unlink(missing_ok=True)

    copy.replace(central.folder / DATABASE)
    assert concierge("central", "restored").code == 0
    central.engine = open_central(central.folder)
    settle(central, [aoi, beni])

    assert beni.kana(lost) == "あと"
    assert epoch(central) != before
    assert central.ids() == aoi.ids()
    assert "ひみつ".encode() not in (central.folder / DATABASE).read_bytes()


@ON_SQLCIPHER
def test_a_copy_never_takes_the_place_of_the_store(central: Central, tmp_path: Path) -> None:
    for target in (central.folder / DATABASE, tmp_path, tmp_path / "no" / "where"):
        with pytest.raises(BackupUnwritable):
            back_up(target, folder=central.folder)
    with pytest.raises(StoreMissing):
        back_up(tmp_path / "copy.db", folder=tmp_path)

    assert (central.folder / KEY).exists()
    assert not list(tmp_path.glob("*.part*"))


def test_a_dump_of_postgresql_is_put_back_as_the_page_says(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path, "aoi")
    with fresh_database() as first, bare_database() as second:
        central = PostgresCentral(tmp_path / "central", first)
        central.enrol(laptop)
        laptop.family("いち")
        settle(central, [laptop])
        run("pg_dump", first, "--format=custom", f"--file={tmp_path / 'central.dump'}")
        laptop.family("に")
        settle(central, [laptop])
        central.close()

        run("pg_restore", second, "--exit-on-error", str(tmp_path / "central.dump"))
        restored(database=second, folder=tmp_path)
        again = PostgresCentral(tmp_path / "central", second)
        settle(again, [laptop])

        assert again.ids() == laptop.ids()
        assert again.one("SELECT count(*) FROM position") == again.one("SELECT n FROM head")
        again.close()
    laptop.close()


@pytest.mark.parametrize("service", ["postgresql"], indirect=True)
def test_while_the_database_is_away_the_service_says_so_and_then_goes_on(
    service: Running, laptop: Laptop
) -> None:
    enrolled(laptop, service)
    laptop.family()
    name = make_url(service.database or "").database
    administer(f'ALTER DATABASE "{name}" RENAME TO "{name}_away"', end_sessions_of=name)
    health = httpx.get(f"{service.url}/v1/health")
    with pytest.raises(CentralTrouble):
        synchronise(laptop).sync()
    pending = laptop.status().pending

    administer(f'ALTER DATABASE "{name}_away" RENAME TO "{name}"')
    tally = synchronise(laptop).sync()

    assert (health.status_code, health.json()["error"]) == (503, "busy")
    assert pending == tally.pushed > 0


def run(program: str, database: str, *words: str) -> None:
    """Run a program of PostgreSQL on a database, as whoever keeps the service does."""
    binaries, url = installed(), make_url(database).set(drivername="postgresql")
    assert binaries is not None
    place = f"--dbname={url.render_as_string(hide_password=False)}"
    subprocess.run([str(binaries / program), place, *words], check=True, env=dict(os.environ))
