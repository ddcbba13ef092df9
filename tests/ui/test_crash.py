"""A bug shows one calm line and leaves no trace of a family anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from concierge_tui.text import page

ROOT = Path(__file__).parents[2]
CANARIES = ("カナリア美咲", "09011112222", "deadbeefkey")
PROGRAM = """
import sys
from pathlib import Path
from concierge_tui.app import ConciergeApp, run
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.paths import Home
import concierge_tui.app as program
from screens.welcome.screen import WelcomeScreen
from screens.long_work import LongWork

folder, where = Path(sys.argv[1]), sys.argv[2]
folder.mkdir(parents=True, exist_ok=True)

class Canary(Exception):
    pass

def fail():
    name, phone, key = "カナリア美咲", "09011112222", "deadbeefkey"
    try:
        raise ValueError(name, phone)
    except ValueError as error:
        raise Canary(f"{name} {phone} {key}") from error

class Rich(Canary):
    def __rich__(self):
        return "カナリア美咲"

def fail_richly():
    raise Rich("カナリア美咲")

class Failing(WelcomeScreen, LongWork):
    CSS_PATH = None
    def on_mount(self):
        super().on_mount()
        if where == "mount":
            fail()
        if where == "rich":
            fail_richly()
        if where == "worker":
            self.run_worker(fail, thread=True)
        if where == "later":
            self.set_timer(0.01, fail)

import screens.welcome.screen
screens.welcome.screen.WelcomeScreen = Failing
original = ConciergeApp.run
ConciergeApp.run = lambda self: original(self, headless=True)
sys.exit(run(LaptopDoorway(Home(folder))))
"""


@pytest.mark.parametrize("where", ["mount", "later", "worker", "rich"])
def test_a_crash_says_one_line_and_logs_places_only(tmp_path: Path, where: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "home"), where],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=300, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "400"},
    )  # fmt: skip
    log = tmp_path / "home" / "concierge.log"
    logged = log.read_text(encoding="utf-8")

    assert ran.returncode == 1
    told = " ".join(ran.stderr.split())
    assert page.crashed(log)[:20] in told
    assert "Traceback" not in ran.stderr
    assert "locals" not in ran.stderr
    for canary in CANARIES:
        assert canary not in ran.stderr + ran.stdout + logged
    assert "fail" in logged
    assert "Canary" in logged or "Rich" in logged


def test_developer_doors_are_closed(tmp_path: Path) -> None:
    program = (
        "import concierge_tui.app\n"
        "from textual import constants\n"
        "print(constants.LOG_FILE, constants.SCREENSHOT_DELAY, constants.DEBUG)\n"
    )
    leak = tmp_path / "leak.log"
    environment = {
        "TEXTUAL_LOG": str(leak),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL": "devtools,debug",
    }
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, **environment},
    )  # fmt: skip

    assert ran.stdout.split() == ["None", "-1", "False"]
    assert not leak.exists()
