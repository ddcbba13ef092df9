"""The rotating log: ids, facts and code locations; never what people typed."""

import logging
import logging.handlers
import traceback
from pathlib import Path

from concierge_tui.paths import Home

_BYTES = 512 * 1024
_KEPT = 3


def logger(home: Home) -> logging.Logger:
    """Return the log of the store in `home`, opened on first use."""
    log = logging.getLogger("concierge")
    if not log.handlers and home.folder.is_dir():
        handler = logging.handlers.RotatingFileHandler(
            home.log, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log


def note_crash(home: Home, error: BaseException) -> None:
    """Write down where a bug showed itself, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    logger(home).error("%s at %s", type(error).__name__, places)
