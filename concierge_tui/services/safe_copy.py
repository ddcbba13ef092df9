"""The copy that is made by itself while a meetup is open, for the laptop that dies.

It is a backup like any other: encrypted, and opened by the passphrase on a second laptop. A
list of names as a plain file on a stick would be lost with the stick (docs/decisions/0007).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from concierge_tui.domain.errors import BackupUnwritable, FieldInvalid
from concierge_tui.services.ports import BackUp, Settings

MINUTES: Final = 10
MOST_MINUTES: Final = 120
NAME: Final = "concierge-copy.backup"
"""One file, replaced each time: a stick is never filled up."""

_MINUTES_SETTING: Final = "copy_minutes"
_FOLDER_SETTING: Final = "copy_folder"
_DONE_SETTING: Final = "copy_done"


class SafeCopy:
    """Says when a copy is due, where it goes, and makes it."""

    def __init__(
        self,
        store_folder: Path,
        settings: Settings,
        last_change: Callable[[], int],
        back_up: BackUp,
    ) -> None:
        self._settings = settings
        self._store_folder = store_folder
        self._back_up = back_up
        self._last_change = last_change

    @property
    def minutes(self) -> int:
        """How often a copy is made; 0 never."""
        kept = self._settings.get(_MINUTES_SETTING) or ""
        return min(int(kept), MOST_MINUTES) if kept.isdigit() else MINUTES

    @property
    def folder(self) -> Path:
        """Where it goes: beside the store, unless somebody named a stick."""
        return Path(self._settings.get(_FOLDER_SETTING) or self._store_folder)

    @property
    def is_at_home(self) -> bool:
        """Whether nobody named another place."""
        return not self._settings.get(_FOLDER_SETTING)

    def choose(self, minutes: str, folder: Path | None) -> None:
        """Keep how often and where.

        Raises:
            FieldInvalid: when the minutes are no number from 0 to 120.
            BackupUnwritable: when nothing can be written in that folder.
        """
        if not (minutes.isascii() and minutes.isdigit() and int(minutes) <= MOST_MINUTES):
            raise FieldInvalid("copy_minutes")
        if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK)):
            raise BackupUnwritable
        self._settings.put(_MINUTES_SETTING, minutes)
        self._settings.put(_FOLDER_SETTING, str(folder) if folder is not None else "")
        self._settings.drop(_DONE_SETTING)

    def renew(self) -> None:
        """Write the copy anew where there is one: it must not hold what was erased.

        Raises:
            BackupUnwritable: when the stick is gone or full.
        """
        if (self.folder / NAME).exists():
            self.make()

    def make(self) -> bool:
        """Write the copy where something changed since the last one; say whether it was written.

        Raises:
            BackupUnwritable: when the stick is gone or full; the last copy is untouched.
        """
        now = f"{self._last_change()} {self.folder}"
        target = self.folder / NAME
        if self._settings.get(_DONE_SETTING) == now and target.exists():
            return False
        try:
            self._back_up(target, None)
        except OSError:
            raise BackupUnwritable from None
        self._settings.put(_DONE_SETTING, now)
        return True
