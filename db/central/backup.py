"""One encrypted copy of the store of one machine, written while the service runs."""

import os
from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import BackupUnwritable, StoreMissing
from db.central.opening import connect, read_key
from db.central.store import DATABASE, KEY
from db.files import replace


def copy_to(folder: Path, target: Path) -> None:
    """Copy the store in `folder` to `target`; the key stays where it is, and opens the copy.

    Raises:
        StoreMissing: when there is no store in `folder`.
        BackupUnwritable: when nothing can be written at `target`; an older copy stays.
    """
    store, part = folder / DATABASE, target.with_name(f"{target.name or '-'}.part")
    if not store.exists() or not (folder / KEY).exists():
        raise StoreMissing
    if target.resolve() == store.resolve() or (target.exists() and not target.is_file()):
        raise BackupUnwritable
    key = read_key(folder / KEY)
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(connect(store, key)) as source, closing(connect(part, key)) as copy:
            source.backup(copy)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        replace(part, target)
    except (OSError, sqlcipher.Error):
        raise BackupUnwritable from None
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{part}{ending}").unlink(missing_ok=True)
