"""What a central service grants a laptop, whichever of the two is the older one."""

from pathlib import Path

import pytest

from concierge_tui.domain.sign_up_code import sign_up_code
from concierge_tui.sync.answers import grant_in, message_of_grant
from concierge_tui.sync.packing import pack, unpack
from concierge_tui.sync.protocol import MAX_RAW, HandOffGrant
from db.laptop import migrations
from db.laptop.grants import CENTRAL
from db.laptop.hand_offs import SqliteHandOffs
from tests.syncing.laptops import Laptop

GRANT = HandOffGrant("https://honbu.example.jp", bytes(32), 48, sign_up_code(bytes(32), "a"))


def test_a_grant_arrives_as_it_was_sent() -> None:
    assert grant_in(unpack(pack(message_of_grant(GRANT)), MAX_RAW)) == GRANT
    assert grant_in(message_of_grant(None)) is None


@pytest.mark.parametrize("said", [None, 7, "", "MS1-7KQ2WX-X", "2222-2223", "\x1b[2J", ["a"]])
def test_a_sign_up_code_that_cannot_be_printed_is_none_and_stops_no_sync(said: object) -> None:
    message = {**(message_of_grant(GRANT) or {}), "sign_up": said}

    assert grant_in(message) == GRANT._replace(sign_up="")


def test_an_older_service_says_nothing_of_a_sign_up_code() -> None:
    message = message_of_grant(GRANT) or {}
    del message["sign_up"]

    assert grant_in(message) == GRANT._replace(sign_up="")


def test_a_store_of_an_older_program_keeps_its_grant_and_hears_the_code_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", steps[: steps.index("m0008_sign_up_code")])
    laptop = Laptop(tmp_path, "aoi")
    values = (CENTRAL, GRANT.url, GRANT.key, GRANT.hours)
    laptop.connection.execute("INSERT INTO local_grant VALUES (?, ?, ?, ?)", values)
    laptop.close()
    monkeypatch.setattr(migrations, "STEPS", steps)

    newer = Laptop(tmp_path, "aoi")
    rows = SqliteHandOffs(newer.connection, "")

    assert rows.grant() == (GRANT.url, GRANT.key, GRANT.hours, "")
    newer.peer.granted(GRANT)
    assert rows.grant() == tuple(GRANT)
    newer.close()
