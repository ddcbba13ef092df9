"""The service dies while a form comes in: she sends it again, and it is there once."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from concierge_tui.central.serving import new_device_code
from concierge_tui.text.hand_off_pages import WORDS
from db.central.store import open_central
from tests.syncing.laptops import Laptop
from tests.syncing.service import enrolment, synchronise
from tests.syncing.telephone import Telephone, issue, title

SERVE = """
import os, sys
from pathlib import Path
from concierge_tui.central.hand_off import pages, phone_desk
from concierge_tui.central.hand_off.phones import Phones
from concierge_tui.central.serving import serve
die = lambda *_: os._exit(9)
if sys.argv[3] == "after the commit":
    pages.sent_page = die
elif sys.argv[3] == "before the commit":
    phone_desk.hand_offs.keep = die
port = int(sys.argv[2])
serve(port=port, folder=Path(sys.argv[1]), phones=Phones(f"http://127.0.0.1:{port}"))
"""


@contextmanager
def running(folder: Path, port: int, dies: str = "never") -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port), dies], cwd=Path(__file__).parents[2]
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"http://127.0.0.1:{port}/v1/health")
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("dies", ["before the commit", "after the commit"])
def test_a_form_is_taken_once_whenever_the_service_dies(
    laptop: Laptop, phone: Telephone, tmp_path: Path, dies: str
) -> None:
    folder = tmp_path / "central"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(folder, port, dies):
        code = new_device_code("みその", folder=folder)
        enrolment(laptop).enrol(f"http://127.0.0.1:{port}", code)
        address = issue(laptop)
        with pytest.raises(httpx.HTTPError):
            phone.send(address)

    with running(folder, port):
        sent = phone.send(address)
        again = phone.open(address)
        synchronise(laptop).sync()

    assert title(sent) == WORDS["ja"]["sent_title"]
    assert WORDS["ja"]["again"] in again.text, "she can go on though the first answer was lost"
    names = laptop.connection.execute(
        "SELECT role, kana FROM person ORDER BY role, kana"
    ).fetchall()
    assert names == [
        ("child", "タカハシ ヒマリ"), ("child", "タカハシ レン"), ("guardian", "タカハシ ユイ"),
    ]  # fmt: skip
    engine = open_central(folder)
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT seq FROM position ORDER BY seq").fetchall()
    engine.dispose()
    assert [seq for (seq,) in rows] == list(range(1, len(rows) + 1))
    assert laptop.connection.execute("SELECT count(*) FROM op").fetchone() == (len(rows),)
