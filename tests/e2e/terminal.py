"""Runs a program in a real terminal: tmux to read what a person sees, a bare pty for latency."""

import contextlib
import errno
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which something that never appears is a failure."""

has_tmux = shutil.which("tmux") is not None


class NeverSeen(AssertionError):
    """What was waited for did not appear; the message ends with the screen."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a clean terminal with UTF-8."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    # Python keeps what it compiled on a laptop; a machine of developers may forbid it.
    for name in ("TMUX", "TMUX_PANE", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
        kept.pop(name, None)
    kept |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return kept | dict(extra or {})


class Terminal:
    """A tmux session of its own server, so that tests may run side by side."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        self._command = [str(part) for part in command]
        self._size = (width, height)
        self._env = environment(env)
        self._cwd = cwd
        self._socket = f"concierge-{uuid.uuid4().hex[:12]}"

    def __enter__(self) -> Self:
        width, height = self._size
        # The server outlives the program, so that its last screen and its exit code can be read.
        options = ["set-option", "-g", "remain-on-exit", "on", ";"]
        options += ["set-option", "-g", "status", "off", ";", "set-option", "-g", "escape-time"]
        session = ["new-session", "-d", "-x", str(width), "-y", str(height), "-c", str(self._cwd)]
        self._tmux(*options, "0", ";", *session, "--", *self._command, fresh=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session and everything in it."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._tmux("kill-server")

    def screen(self) -> str:
        """Return the visible text, line by line, without trailing blanks."""
        return self._tmux("capture-pane", "-p")

    def styled_screen(self) -> str:
        """Return the visible text with its escape sequences."""
        return self._tmux("capture-pane", "-p", "-e")

    def line_of(self, text: str) -> int:
        """Return the number of the first line, from 0, that holds the text."""
        lines = self.screen().splitlines()
        return next(at for at, line in enumerate(lines) if text in line)

    def cursor(self) -> tuple[int, int]:
        """Return column and row of the terminal's own cursor: where an IME would compose."""
        x, y = self._tmux("display-message", "-p", "#{cursor_x},#{cursor_y}").split(",")
        return int(x), int(y)

    def type(self, text: str) -> None:
        """Type the text in one burst, as an IME or a scanner does."""
        self._tmux("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by their tmux names: Enter, Tab, Escape, C-z, F3, Up, BSpace."""
        self._tmux("send-keys", *keys)

    def paste(self, text: str) -> None:
        """Paste as a terminal does, between bracketed-paste marks."""
        self._tmux("load-buffer", "-", text=text)
        self._tmux("paste-buffer", "-p", "-r")

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> str:
        """Wait until all the texts are visible, and return the screen."""
        self.wait_until(lambda: all(text in self.screen() for text in texts), f"{texts}", patience)
        return self.screen()

    def wait_gone(self, text: str, patience: float = PATIENCE) -> str:
        """Wait until the text is no longer visible, and return the screen."""
        self.wait_until(lambda: text not in self.screen(), f"no {text!r}", patience)
        return self.screen()

    def wait_until(
        self, holds: Callable[[], bool], what: str = "a condition", patience: float = PATIENCE
    ) -> None:
        """Wait until something holds.

        Raises:
            NeverSeen: with the screen, when it does not hold in time.
        """
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                message = f"waited for {what}; the screen is:\n{self.screen()}"
                raise NeverSeen(message)
            time.sleep(0.02)

    def wait_exit(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended, and return its exit code."""
        self.wait_until(self._is_dead, "the end of the program", patience)
        status, ends = "", time.monotonic() + 2.0
        while not status and time.monotonic() < ends:  # tmux hears of it after the pane is closed
            # Where it missed the signal, the end of another child lets it look at all of them.
            self._tmux("run-shell", "true")
            status = self._tmux("display-message", "-p", "#{pane_dead_status}").strip()
        return int(status or -1)

    def pid(self) -> int:
        """Return the process id of the program."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def _is_dead(self) -> bool:
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def _tmux(self, *arguments: str, text: str | None = None, fresh: bool = False) -> str:
        configuration = ["-f", os.devnull] if fresh else []
        done = subprocess.run(
            ["tmux", "-u", "-L", self._socket, *configuration, *arguments],
            input=text,
            env=self._env,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout


class BarePty:
    """A program on a bare pty, whose output is only timed."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._command = [str(part) for part in command]
        self._size = struct.pack("HHHH", height, width, 0, 0)
        self._env = environment({"TERM": "xterm-256color", **(env or {})})
        self._pid = 0
        self._fd = -1

    def __enter__(self) -> Self:
        pid, fd = pty.fork()
        if pid == 0:  # pragma: no cover - the child becomes the program
            os.chdir(ROOT)
            os.execvpe(self._command[0], self._command, self._env)  # noqa: S606
        self._pid, self._fd = pid, fd
        fcntl.ioctl(fd, termios.TIOCSWINSZ, self._size)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def write(self, text: str) -> None:
        """Type the text."""
        os.write(self._fd, text.encode())

    def settle(self, quiet: float = 0.25, patience: float = PATIENCE) -> bytes:
        """Read until nothing was written for `quiet` seconds."""
        return self._read(quiet, patience)[0]

    def read_until(self, marker: str, patience: float = PATIENCE) -> bytes:
        """Read until the marker was written.

        Raises:
            NeverSeen: with what was written, when it does not come in time.
        """
        end = time.monotonic() + patience
        seen = b""
        while marker.encode() not in seen:
            if time.monotonic() > end:
                raise NeverSeen(seen.decode(errors="replace"))
            seen += self._chunk(0.05)
        return seen

    def latency(self, key: str, quiet: float = 0.12) -> float:
        """Return the seconds from a key to the last byte painted for it."""
        start = time.perf_counter()
        self.write(key)
        painted, last = self._read(quiet, PATIENCE)
        if not painted:
            raise NeverSeen(f"nothing was painted for {key!r}")
        return last - start

    def _read(self, quiet: float, patience: float) -> tuple[bytes, float]:
        seen = b""
        last = time.perf_counter()
        end = last + patience
        while time.perf_counter() < end:
            chunk = self._chunk(quiet)
            if chunk:
                seen, last = seen + chunk, time.perf_counter()
            elif seen or time.perf_counter() - last > 1.0:
                break
        return seen, last

    def _chunk(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._fd, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # the program has ended
                return b""
            raise


def python(script: Path | str, *arguments: str) -> list[str]:
    """Return the command that runs a script with this interpreter."""
    return [sys.executable, str(script), *arguments]
