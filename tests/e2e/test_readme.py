"""The README leads from a roster to a second laptop: its lines are pasted and run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.e2e.terminal import ROOT, environment

BASH = shutil.which("bash")
BOUND = 900.0
"""Seconds after which a path that does not end is a failure."""
PART = "## 命令で"
PORT = "8787"
BESIDE_THE_WAY = re.compile(
    r"^concierge (print (?!slips|paper-pack)|search|family show|seating|pairing|status|meetup list)"
    r"|^concierge import meibo-(title|eucjp)|--dry-run"
)
"""What nothing later on the way needs: left out in the gate, where each line is read at least."""
FENCED = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not installed")


def pasted(port: int) -> str:
    """Return the lines of the README from nothing to the second laptop."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = "".join(FENCED.findall(text.partition(PART)[2]))
    assert PORT in lines
    return lines.replace(PORT, str(port))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def run(script: str, home: Path) -> str:
    """Run lines as a person pastes them; a line that fails ends them."""
    env = environment({"HOME": str(home)})
    for name in ("CONCIERGE_HOME", "CONCIERGE_PASSPHRASE_FILE"):
        env.pop(name, None)
    with subprocess.Popen(
        [str(BASH), "-e", "-o", "pipefail", "-c", script],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        try:
            said, _ = running.communicate(timeout=BOUND)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 0, said
    return said


def shortened(lines: str) -> str:
    """Return the way without what lies beside it."""
    return "".join(
        line for line in lines.splitlines(keepends=True) if not BESIDE_THE_WAY.search(line)
    )


@pytest.mark.timeout(BOUND + 20)
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_the_readme_leads_from_rosters_to_a_second_laptop(tmp_path: Path, *, whole: bool) -> None:
    lines = pasted(free_port())
    said = run(lines if whole else shortened(lines), tmp_path)
    here = said.partition("本部サーバーが")[0]
    there = said.rpartition("送信 ")[2]
    arrived = re.findall(r"^(?!.*受け付けました).*\S  \d\d:\d\d$", here, re.MULTILINE)

    assert len(re.findall(r"行を読み、.*取り込みました", said)) == (4 if whole else 2)
    assert len(re.findall("名を受け付けました", said)) == 2
    assert len(arrived) >= 2
    assert re.findall(r"\S  \d\d:\d\d$", there, re.MULTILINE)
    assert [line for line in arrived if line not in there] == []
    assert "異常はありません" in there
    assert len(re.findall('^{"pairs": .*"why_unmatched": ', said, re.MULTILINE)) == whole
    assert (tmp_path / "concierge-try" / "backup.concierge").exists()
