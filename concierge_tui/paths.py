"""Where the store lies on this machine."""

import os
from pathlib import Path
from typing import NamedTuple

from concierge_tui.domain.errors import HomeUnusable

_HOME = "CONCIERGE_HOME"
_FILE_VARIABLE = "CONCIERGE_PASSPHRASE_FILE"


class Home(NamedTuple):
    """The files of one store."""

    folder: Path

    @property
    def store(self) -> Path:
        """The encrypted database."""
        return self.folder / "store.db"

    @property
    def slots(self) -> Path:
        """The key slots; nothing secret."""
        return self.folder / "slots.json"

    @property
    def log(self) -> Path:
        """The rotating log; ids and facts only."""
        return self.folder / "concierge.log"

    @property
    def consents(self) -> Path:
        """Texts to which people consent that a coordinator put in the place of ours."""
        return self.folder / "consents"

    @property
    def manuals(self) -> Path:
        """The operator's own accident manual, where one was put in the place of our template."""
        return self.folder / "manuals"

    @property
    def exists(self) -> bool:
        """Whether a store was created here.

        Raises:
            HomeUnusable: when the folder cannot even be looked at.
        """
        try:
            return self.store.is_file() and self.slots.is_file()
        except OSError:
            raise HomeUnusable from None


def home() -> Home:
    """Return the folder of the store: CONCIERGE_HOME, or the platform's data folder."""
    chosen = os.environ.get(_HOME)
    if chosen:
        return Home(Path(chosen).expanduser())
    from platformdirs import user_data_path

    return Home(user_data_path("concierge", appauthor=False))


def passphrase_file() -> Path | None:
    """Return the file that scripts keep the passphrase in."""
    named = os.environ.get(_FILE_VARIABLE)
    return Path(named).expanduser() if named else None
