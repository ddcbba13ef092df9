"""The commands about laptops: a lost one is taken out, and what it sent is judged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.services.desk import Desk
from tests.journals.command_line import Concierge, assert_one_sentence
from tests.journals.desk_families import registered
from tests.syncing.service import Running


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "central")
    yield running
    running.stop()


def test_listed_revoked_held_released_and_refused(
    laptop: Desk, concierge: Concierge, monkeypatch: pytest.MonkeyPatch, service: Running
) -> None:
    laptop.enrolment.enrol(service.url, service.code(laptop.area_name))
    laptop.inbox.name_device("受付1")
    laptop.synchronise.sync()

    def central(*arguments: str) -> str:
        with monkeypatch.context() as patch:
            patch.setenv("CONCIERGE_HOME", str(service.folder))
            ran = concierge("central", "device", *arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    assert "使用中" in central("list")
    assert "受付1" in central("list")
    meetup = laptop.meetups.new("みその交流会", "2026-12-05").id
    laptop.synchronise.sync()
    assert "1つの会だけ" in central("grant", laptop.device, "--meetup", meetup)
    assert "、1つの会だけ" in central("list")
    assert "地域の全部" in central("grant", laptop.device)
    code = central("renew", laptop.device).splitlines()[0].rpartition(" ")[2]
    assert_one_sentence(concierge("renew", code))  # it spoke to the service today
    assert_one_sentence(concierge("renew", "x"))
    assert "まで開きます" in concierge("status").out
    registered(laptop)
    revoked = central("revoke", laptop.device[:18])
    assert "預かります" in revoked
    assert laptop.device[:13] in revoked, "two of one minute begin alike"
    handed_in = concierge("sync")
    assert_one_sentence(handed_in)
    assert "本部が預かりました" in handed_in.err
    held = central("held", laptop.device).splitlines()
    assert len(held) > 1
    assert "(person.set)" in central("held", laptop.device)
    assert f"預かり {len(held)}件" in central("list")
    assert "1件を受け入れました" in central("release", laptop.device, "--op", held[0].split()[0])
    assert "1件を受け入れない" in central("refuse", laptop.device, "--op", held[-1].split()[0])
    assert f"{len(held) - 2}件を受け入れました" in central("release", laptop.device)
    assert "ありません" in central("held", laptop.device)
    assert '"state": "wiping"' in central("revoke", laptop.device, "--wipe", "--json")
    assert_one_sentence(concierge("central", "device", "revoke", "nobody"))
    assert_one_sentence(concierge("sync"))
    assert_one_sentence(concierge("status"))  # no passphrase opens it any more
