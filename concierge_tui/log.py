"""The rotating log: ids, facts and code locations; never what people typed."""

import logging
import logging.handlers
import os
import traceback
from io import TextIOWrapper
from pathlib import Path

from concierge_tui.paths import Home

_BYTES = 512 * 1024
_KEPT = 3


def logger(home: Home) -> logging.Logger:
    """Return the log of the store in `home`, opened on first use."""
    log = logging.getLogger("concierge")
    log.propagate = False
    # A full disk must not be told with a traceback: there is nowhere left to write it.
    logging.raiseExceptions = False
    if not any(_writes_for(home, handler) for handler in log.handlers):
        for other in log.handlers[:]:
            log.removeHandler(other)
            other.close()
        log.addHandler(_file_of(home) or logging.NullHandler())
        log.setLevel(logging.INFO)
    return log


def _writes_for(home: Home, handler: logging.Handler) -> bool:
    return getattr(handler, "baseFilename", None) == os.path.abspath(home.log)  # noqa: PTH100


def _file_of(home: Home) -> logging.Handler | None:
    try:
        if not home.folder.is_dir():
            return None
    except OSError:
        return None
    handler = _PrivateFile(
        home.log, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """Lets nobody else read even the ids."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding)


def note_crash(home: Home, error: BaseException) -> None:
    """Write down where a bug showed itself, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    logger(home).error("%s at %s", type(error).__name__, places)
