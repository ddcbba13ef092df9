#!/usr/bin/env python3
"""Set up, rehearse and check the project: `python3 dev.py demo`, `python3 dev.py test`."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from ctypes.util import find_library
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT: Final = Path(__file__).resolve().parent
VENV: Final = ROOT / ".venv"
BIN: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON: Final = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK: Final = ROOT / "requirements.lock"
STAMP: Final = VENV / "dev-stamp"
WHEELS: Final = ROOT / "build" / "gate"
PACKAGES: Final = ("concierge_tui", "screens", "db")
OLDEST: Final = (3, 11)

# Debian package -> how to see that it is there, and what is not tried without it.
SYSTEM: Final[dict[str, tuple[Callable[[], object], str]]] = {
    "tmux": (lambda: shutil.which("tmux"), "the tests in a real terminal"),
    "fonts-noto-cjk": (
        lambda: any(Path("/usr/share/fonts").glob("**/NotoSansCJK-*.ttc")),
        "pictures of the screens with Japanese glyphs",
    ),
    "poppler-utils": (lambda: shutil.which("pdftoppm"), "printed pages looked at and read"),
    "libcairo2": (lambda: find_library("cairo"), "the QR code read off a picture of the screen"),
    "chromium": (lambda: shutil.which("chromium"), "the hand-off page in a real browser"),
    "chromium-driver": (lambda: shutil.which("chromedriver"), "the same, driven by the tests"),
}

INSTALLED_CHECK: Final = """
import sys
sys.path.insert(0, sys.argv[1])
from importlib.metadata import entry_points, packages_distributions
owners = packages_distributions()
for package in sys.argv[2:]:
    found = set(owners.get(package, []))
    assert found == {"concierge-tui"}, f"{package} belongs to {found or 'nobody'}"
(program,) = entry_points(group="console_scripts", name="concierge")
module = sys.modules[program.load().__module__]
assert module.__file__.startswith(sys.argv[1]), f"{module.__file__} is not the installed wheel"
"""


class StepFailedError(Exception):
    """A command of the gate ended with an error."""


def run(*command: str | Path) -> None:
    """Run a command in the project's folder.

    Raises:
        StepFailedError: when it does not end with 0.
    """
    around = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # Where this is set, each of a thousand starts would compile every module anew.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    code = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=around, check=False
    ).returncode
    if code:
        message = f"{' '.join([Path(command[0]).name, *map(str, command[1:3])])} ended with {code}"
        raise StepFailedError(message)


def tool(name: str) -> Path:
    """Return the path of a program of the project's own environment."""
    return BIN / (f"{name}.exe" if os.name == "nt" else name)


# --- setup ---------------------------------------------------------------------------------


def state() -> str:
    """Return what the environment was made from, so that a change is seen."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def setup() -> None:
    """Make `.venv` as the lock file says; do nothing when it already is so."""
    wanted = state()
    if STAMP.exists() and PYTHON.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not runs(PYTHON):
        print("Making .venv ...", flush=True)
        make_venv()
    print("Installing the locked dependencies (a minute the first time) ...", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet")
    run(*pip, "--require-hashes", "--requirement", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted, encoding="utf-8")


def runs(python: Path) -> bool:
    """Tell whether this interpreter starts, is new enough and has pip."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        return (
            subprocess.run([python, "-c", probe], check=False, capture_output=True).returncode == 0
        )
    except OSError:
        return False


def make_venv() -> None:
    """Make an empty `.venv`, or say what Debian lacks.

    Raises:
        StepFailedError: when this Python cannot make one.
    """
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        message = "this Python has no ensurepip; on Debian: apt-get install python3-venv"
        raise StepFailedError(message) from error


def install_system_packages() -> list[str]:
    """Install what the tests use from Debian where possible; say what stays untried."""
    missing = [name for name, (there, _) in SYSTEM.items() if not there()]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if missing and is_root and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)} ...", flush=True)
        debian = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", "--quiet=2", *words], env=debian, check=False)
    return [f"{SYSTEM[name][1]} ({name} is missing)" for name in missing if not SYSTEM[name][0]()]


# --- the gate ------------------------------------------------------------------------------


def tests() -> None:
    """Run every test of the gate on two cores; a third process works while two only wait."""
    run(PYTHON, "-m", "pytest", "-n", "3", "--dist", "worksteal", "-q")


def wheel() -> None:
    """Build the wheel and look at what lies in it."""
    shutil.rmtree(WHEELS, ignore_errors=True)
    run(PYTHON, "-m", "build", "--wheel", "--no-isolation", "--outdir", WHEELS)
    run(tool("check-wheel-contents"), built_wheel())
    listed = subprocess.run(
        ["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    shipped = set(zipfile.ZipFile(built_wheel()).namelist())
    forgotten = [name for name in listed.stdout.split("\0") if name and name not in shipped]
    if forgotten:
        message = f"the wheel lacks {', '.join(forgotten[:5])}"
        raise StepFailedError(message)


def built_wheel() -> Path:
    """Return the wheel that the gate built."""
    return next(WHEELS.glob("*.whl"))


def installed() -> None:
    """Install the wheel aside and see that our packages belong to it alone and that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder).resolve() / "site"
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
        run(*pip, "--target", target, built_wheel())
        run(PYTHON, "-I", "-c", INSTALLED_CHECK, target, *PACKAGES)


GATE: Final[dict[str, Callable[[], None]]] = {
    "format": lambda: run(tool("ruff"), "format", "--check", "."),
    "lint": lambda: run(tool("ruff"), "check", "."),
    "types": lambda: run(tool("mypy")),
    "imports": lambda: run(tool("lint-imports"), "--no-logo"),
    "tests": tests,
    "wheel": wheel,
    "installed": installed,
}


def gate(only: Sequence[str]) -> None:
    """Run the steps in order, stop at the first that fails, and print what each took."""
    untried: list[str] = []
    rows: list[tuple[str, str, float]] = []
    try:
        for name in only or ["setup", "system", *GATE]:
            print(f"\n== {name}", flush=True)
            start = time.monotonic()
            result = "FAILED"
            try:
                if name == "system":
                    untried = install_system_packages()
                else:
                    (GATE | {"setup": setup})[name]()
                result = "ok"
            finally:
                rows.append((name, result, time.monotonic() - start))
    finally:
        print()
        for name, result, seconds in rows:
            print(f"{name:<10} {result:<7} {seconds:7.1f} s")
        for what in untried:
            print(f"!! NOT TRIED: {what}")


# --- the other commands --------------------------------------------------------------------


def bench(words: Sequence[str]) -> None:
    """Run the scripts `tests/bench/bench_*.py`, or those whose name holds one of the words."""
    scripts = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    scripts = [script for script in scripts if any(word in script.stem for word in words or [""])]
    if not scripts:
        message = "tests/bench holds no such bench_*.py"
        raise StepFailedError(message)
    for script in scripts:
        print(f"\n== {script.stem}", flush=True)
        run(PYTHON, script)


def soak(words: Sequence[str]) -> None:
    """Run the tests marked `soak`, or those whose name holds one of the words."""
    chosen = ("-k", " or ".join(words)) if words else ()
    run(PYTHON, "-m", "pytest", "-n", "2", "-m", "soak", "--timeout", "3600", "-q", *chosen)


def lock(words: Iterable[str]) -> None:
    """Write the lock file anew for all systems; a pin moves only with --upgrade."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / PYTHON.relative_to(VENV)
        run(python, "-m", "pip", "install", "--quiet", "uv")
        command = (python, "-m", "uv", "--no-config", "pip", "compile", "pyproject.toml")
        what = ("--universal", "--generate-hashes", "--all-extras", "--group", "dev")
        form = ("--python-version", "3.11", "--no-header", "--quiet", "--output-file", LOCK)
        run(*command, *what, *form, *words)
    if "/" in LOCK.read_text(encoding="utf-8"):
        message = f"{LOCK.name} names a host or a folder; take that line out"
        raise StepFailedError(message)


MEASURES: Final[dict[str, Callable[[Sequence[str]], None]]] = {"bench": bench, "soak": soak}


def main() -> int:
    """Do what the command line asks and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["demo", "test", "setup", "bench", "soak", "lock"])
    parser.add_argument("words", nargs=argparse.REMAINDER, help="test: steps of the gate")
    asked = parser.parse_args()
    if sys.version_info < OLDEST:
        print("Python 3.11 or newer is needed.", file=sys.stderr)
        return 1
    if asked.command == "test" and (strange := set(asked.words) - {*GATE, "setup", "system"}):
        parser.error(f"no such step: {', '.join(sorted(strange))}; there are {', '.join(GATE)}")
    try:
        if asked.command == "test":
            gate(asked.words)
        elif asked.command == "lock":
            lock(asked.words)
        else:
            setup()
            if asked.command == "demo":
                return subprocess.run(
                    [tool("concierge"), "demo", *asked.words], check=False
                ).returncode
            if asked.command in MEASURES:
                MEASURES[asked.command](asked.words)
    except StepFailedError as error:
        print(f"\ndev.py stopped: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
