"""What whoever runs the service does against loss: a copy, and the word that it was put back."""

import json
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from concierge_tui.domain.errors import FileUnreadable, OutputUnwritable
from concierge_tui.domain.ids import is_id
from concierge_tui.paths import home
from db.central import erasing
from db.central.backup import copy_to
from db.central.scrubbing import scrub
from db.central.store import begin_new_epoch, open_central
from db.central.transactions import at_one_moment, durably
from db.files import read_regular, write_whole

_MOST_BYTES: Final = 64 * 1024 * 1024


def back_up(target: Path, *, folder: Path | None = None) -> None:
    """Write an encrypted copy of this machine's store while the service may run.

    Raises:
        StoreMissing: when there is none.
        BackupUnwritable: when nothing can be written at `target`.
    """
    copy_to(folder or home().folder, target)


def restored(
    *, database: str | None = None, folder: Path | None = None, erasures: Path | None = None
) -> int:
    """Tell every laptop that a copy was put back: each compares, and pushes what is missing.

    Whom the list `erasures` names is erased again first; return how many the copy did not know.

    Raises:
        DatabaseUnusable: when nothing answers at `database`.
        FileUnreadable: when `erasures` is no such list; nothing was done.
    """
    named = _read(erasures) if erasures else []
    engine = open_central(folder or home().folder, database)
    try:
        forgotten = durably(engine, lambda connection: _erase_again(connection, named))
        if forgotten:
            scrub(engine)
        begin_new_epoch(engine)
    finally:
        engine.dispose()
    return forgotten


def list_erasures(target: Path, *, database: str | None = None, folder: Path | None = None) -> int:
    """Write the list of who was erased, to be kept apart from the copies; return how many.

    Raises:
        DatabaseUnusable: when nothing answers at `database`.
        OutputUnwritable: when nothing can be written at `target`; an older list stays.
    """
    engine = open_central(folder or home().folder, database)
    try:
        found = at_one_moment(engine, erasing.listed)
    finally:
        engine.dispose()
    lines = [json.dumps([each.area, each.id, sorted(each.keep)]) for each in found]
    try:
        write_whole("".join(f"{line}\n" for line in lines).encode(), target)
    except OSError:
        raise OutputUnwritable from None
    return len(found)


def overwrite(*, database: str | None = None, folder: Path | None = None) -> None:
    """Write the tables anew, so that no free page holds what was erased; others wait meanwhile.

    Raises:
        DatabaseUnusable: when nothing answers at `database`, or others do not let go.
    """
    engine = open_central(folder or home().folder, database)
    try:
        scrub(engine)
    finally:
        engine.dispose()


def _erase_again(connection: Connection, named: list[erasing.Listed]) -> int:
    before = set(erasing.listed(connection))
    forgotten = [each for each in named if each not in before]
    erasing.replay(connection, forgotten)
    return len(forgotten)


def _read(path: Path) -> list[erasing.Listed]:
    try:
        lines = read_regular(path, _MOST_BYTES).decode().splitlines()
        return [_listed(json.loads(line)) for line in lines]
    except (OSError, ValueError, RecursionError):
        raise FileUnreadable from None


def _listed(said: Any) -> erasing.Listed:
    match said:
        case [str(area), str(name), [*keep]] if all(map(is_id, (area, name, *keep))):
            return erasing.Listed(area, name, frozenset(keep))
    raise ValueError
