"""A store that is still being made: nobody was told of it, so a broken attempt leaves no trace.

The key slots are written under another name and get their own at the very end. A store counts
only with its slots, so whatever stops the making, also a power cut, leaves none behind.
"""

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concierge_tui.domain.errors import HomeUnusable, StoreExists, StoreFull
from db.files import replace
from db.laptop.backup import remove_journals

_MARKS = "slots.*.unfinished"


@contextmanager
def making(store: Path, slots: Path) -> Iterator[Path]:
    """Yield where the slots of a new store are written; the store counts when the block ends.

    Raises:
        StoreExists: when there is a store already; nothing was written.
        StoreFull: when the disk is full; nothing is left.
        HomeUnusable: when the folder cannot be made or written to.
    """
    try:
        mark = _begin(store, slots)
        try:
            yield mark
            _finish(mark, slots)
        except BaseException:
            mark.with_suffix(".new").unlink(missing_ok=True)
            if mark.exists():  # else no store was begun, or somebody began anew and it is theirs
                _clear(store, mark)
            raise
    except OSError as error:
        raise (StoreFull if error.errno == errno.ENOSPC else HomeUnusable) from None


def _begin(store: Path, slots: Path) -> Path:
    left = list(slots.parent.glob(_MARKS))
    if slots.exists() or (store.exists() and not left):
        raise StoreExists
    slots.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for mark in left:
        _clear(store, mark)
    return slots.with_name(_MARKS.replace("*", secrets.token_hex(4)))


def _clear(store: Path, mark: Path) -> None:
    store.unlink(missing_ok=True)
    remove_journals(store)
    mark.unlink(missing_ok=True)


def _finish(mark: Path, slots: Path) -> None:
    if slots.exists() or not mark.exists():
        raise StoreExists
    replace(mark, slots)
