"""A store that is open: where it lies, by what it opened, and how it is copied and closed."""

import shutil
from pathlib import Path
from typing import NamedTuple

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.paths import Home
from concierge_tui.services import ports
from concierge_tui.services.preparation import BACKUP_AT
from db.laptop import backup
from db.laptop.connection import Connection
from db.laptop.playing import Stage
from db.laptop.settings import SqliteSettings


class Opened(NamedTuple):
    """What every connection of one opened store shares."""

    home: Home
    key: bytes
    staff: str
    practice: bool
    now: Clock
    by_recovery: bool = False
    stage: Stage | None = None
    """In a rehearsal: where its lessons play a sync."""


def back_up_to(
    opened: Opened,
    store: Connection,
    target: Path,
    progress: ports.Progress | None,
    cancelled: ports.Cancelled | None = None,
) -> bool:
    """Write an encrypted copy of the store to `target`; False when it was cancelled.

    Raises:
        PracticeOnly: in a rehearsal.
    """
    if opened.practice:
        raise PracticeOnly
    slots = opened.home.slots
    if not backup.write(store, opened.key, slots, target, progress=progress, cancelled=cancelled):
        return False
    SqliteSettings(store).put(BACKUP_AT, str(milliseconds(opened.now())))
    return True


def close_store(opened: Opened, store: Connection, *, keep_folder: bool) -> None:
    """Close a connection; a rehearsal leaves nothing behind."""
    store.close()
    if opened.practice and not keep_folder:
        shutil.rmtree(opened.home.folder, ignore_errors=True)
