"""A laptop that never goes online, and the service, joined by files alone."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create
from concierge_tui.central.serving import new_device_code
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from tests.journals.command_line import PASSPHRASE, Concierge, assert_one_sentence
from tests.journals.desk_families import registered
from tests.syncing.service import Running


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "central")
    yield running
    running.stop()


def test_written_read_at_the_service_and_answered(
    laptop: Desk, concierge: Concierge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    service: Running,
) -> None:  # fmt: skip
    code = new_device_code(laptop.area_name, folder=service.folder)
    laptop.enrolment.enrol(service.url, code)
    registered(laptop)
    file, receipt = tmp_path / "day.mbx", tmp_path / "day-receipt.mbx"

    told = concierge("bundle", "write", str(file), "--json").json
    before = concierge("status", "--json").json
    with monkeypatch.context() as central:
        central.setenv("CONCIERGE_HOME", str(service.folder))
        came = concierge("central", "read", str(file), "--json").json
    read = concierge("bundle", "read", str(receipt), "--json").json
    after = concierge("status", "--json").json

    assert told == {
        "file": str(file), "bytes": file.stat().st_size, "withheld": 0,
        "operations": before["pending"],
    }  # fmt: skip
    assert (came["area"], came["new"], came["refused"]) == (laptop.area, told["operations"], 0)
    assert came["answer"] == str(receipt)
    assert (read["receipt"], read["pending"], read["refused"]) == (True, 0, 0)
    assert (after["pending"], after["safe_at_central"]) == (0, told["operations"])
    assert "受領書" in concierge("bundle", "read", str(receipt)).out
    assert_one_sentence(concierge("bundle", "read", str(tmp_path / "none.mbx")))
    assert_one_sentence(concierge("bundle", "read", str(tmp_path)))
    (tmp_path / "text.mbx").write_text("名簿", encoding="utf-8")
    assert_one_sentence(concierge("bundle", "read", str(tmp_path / "text.mbx")))
    assert_one_sentence(concierge("bundle", "write", str(tmp_path / "no" / "such.mbx")))
    assert_one_sentence(concierge("central", "read", str(tmp_path / "text.mbx")))


def test_a_laptop_that_died_alone_is_read_by_its_recovery_key(
    laptop: Desk, concierge: Concierge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, recovery = create(
        Home(tmp_path / "dead"), NewStore(laptop.area_name, "鈴木 次郎", PASSPHRASE),
        cost=Cost(1024, 1, 1),
    )  # fmt: skip
    done = registered(dead)
    dead.bundles.write(tmp_path / "last.mbx")
    dead.close()

    assert_one_sentence(concierge("bundle", "read", str(tmp_path / "last.mbx")))
    monkeypatch.setattr("sys.stdin", io.StringIO(recovery.lower() + "\n"))
    read = concierge("bundle", "read", str(tmp_path / "last.mbx"), "--recovery", "--json").json

    assert read["new"] > 0
    assert laptop.families.get(done.family).id == done.family
