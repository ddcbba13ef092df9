"""The installed program with a store of its own, run as a person or a script runs it."""

import contextlib
import csv
import io
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.e2e.terminal import environment
from tests.rosters.people import Household, households

PASSPHRASE = "みその交流会の長い合言葉 2026"
DAY = "2026-12-05"
BOUND = 300.0
"""Seconds after which a command that does not end is a failure."""

HEADERS = (
    "保護者氏名",
    "フリガナ",
    "電話番号",
    "住所",
    "お子さま氏名",
    "お子さまフリガナ",
    "お子さま生年月日",
    "アレルギー",
    "どちらで?",
)
ODD_HEADER = HEADERS[-1]
"""A heading that nobody could know; a person says how the families heard of the meetup."""


def program() -> str:
    """Return the program that stands beside this interpreter."""
    return str(Path(sys.executable).with_name("concierge"))


class Listed(NamedTuple):
    """A roster file, and the families it speaks of."""

    path: Path
    families: list[Household]


def write_roster(path: Path, *, seed: int, count: int = 14) -> Listed:
    """Write a roster with one heading nobody could know and a birthday that does not exist.

    The damaged row is the last one.
    """
    found = households(Random(seed), count, plain=True)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for at, family in enumerate(found, 1):
        born = family.children[0].birthday.isoformat() if at < count else "2023-02-30"
        writer.writerow(_row(family, born))
    path.write_bytes(text.getvalue().encode("cp932"))
    return Listed(path, found)


def _row(family: Household, born: str) -> list[str]:
    child = family.children[0]
    return [
        " ".join(part[0] for part in (family.surname, family.given)),
        " ".join(part[1] for part in (family.surname, family.given)),
        family.phone,
        "".join(family.place[1:4]) + "-".join(map(str, family.number)),
        f"{child.surname[0]} {child.given[0]}",
        f"{child.surname[1]} {child.given[1]}",
        born,
        "なし",
        family.channel or "チラシ",
    ]


@contextmanager
def central(folder: Path) -> Iterator["Central"]:
    """Run a central service on this machine until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    service = Central(folder, f"http://127.0.0.1:{port}")
    command = [program(), "central", "serve", "--port", str(port)]
    with service.start(command) as running:
        try:
            _wait_for_port(port)
            yield service
        finally:
            running.terminate()


def _wait_for_port(port: int) -> None:
    end = time.monotonic() + BOUND
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the central service did not answer")


class Laptop:
    """One machine of the desk: a folder, a passphrase, the program."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        secret = folder / "passphrase"
        secret.parent.mkdir(parents=True, exist_ok=True)
        secret.write_text(PASSPHRASE, encoding="utf-8")
        self.env = environment(
            {"CONCIERGE_HOME": str(self.home), "CONCIERGE_PASSPHRASE_FILE": str(secret)}
        )

    def answer(self, *arguments: str) -> Any:
        """Run a command and return the JSON it prints."""
        done = subprocess.run(
            [program(), *arguments, "--json"],
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            timeout=BOUND,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def start(self, command: Sequence[str]) -> subprocess.Popen[str]:
        """Start a command and let it run."""
        return subprocess.Popen(
            command,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def begin(self, roster: Path) -> str:
        """Make the store, a meetup and its families; return the meetup's id."""
        self.answer("init", "--area", "みその", "--staff", "試験 花子")
        made = self.answer("meetup", "new", "--title", "みその交流会", "--date", DAY)
        self.answer("import", str(roster), "--meetup", made["id"])
        return str(made["id"])

    def arrived(self, meetup: str) -> set[str]:
        """Return the families of which someone has arrived."""
        rows = self.answer("attendance", "--meetup", meetup)
        return {row["family"] for row in rows if row["arrived_at"]}

    def differences(self) -> list[Any]:
        """Derive every table anew and return what differed; a healthy store has nothing."""
        found = self.answer("doctor", "--rebuild")
        return list(found["differences"])


class Central(Laptop):
    """The central service, run by whoever keeps it."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
        self.url = url

    def new_code(self) -> str:
        """Return a one-time code for one laptop."""
        return str(self.answer("central", "device", "new", "--area", "みその")["code"])
