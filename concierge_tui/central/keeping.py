"""What whoever runs the service does against loss: a copy, and the word that it was put back."""

from pathlib import Path

from concierge_tui.paths import home
from db.central.backup import copy_to
from db.central.store import begin_new_epoch, open_central


def back_up(target: Path, *, folder: Path | None = None) -> None:
    """Write an encrypted copy of this machine's store while the service may run.

    Raises:
        StoreMissing: when there is none.
        BackupUnwritable: when nothing can be written at `target`.
    """
    copy_to(folder or home().folder, target)


def restored(*, database: str | None = None, folder: Path | None = None) -> None:
    """Tell every laptop that a copy was put back: each compares, and pushes what is missing.

    Raises:
        DatabaseUnusable: when nothing answers at `database`.
    """
    engine = open_central(folder or home().folder, database)
    try:
        begin_new_epoch(engine)
    finally:
        engine.dispose()
