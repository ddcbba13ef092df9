"""The part of the desk that looks after the store itself: copies, keys, examination, the end."""

import shutil
from collections.abc import Callable
from functools import partial
from typing import TypedDict

from concierge_tui.opened import Opened, back_up_to, close_store
from concierge_tui.services.desk import Examine
from concierge_tui.services.examination import Chains
from concierge_tui.services.ports import BackUp
from concierge_tui.services.recovery import Recovery
from concierge_tui.services.safe_copy import SafeCopy
from concierge_tui.wiring.tables import Tables
from db.laptop import audit, keyslots, rebuild
from db.laptop.sticks import keep_recovery


class ForUpkeep(TypedDict):
    """The services of this part, by their names at the desk."""

    practice: bool
    opened_by_recovery: bool
    renew_passphrase: Callable[[str], None]
    recovery: Recovery
    free_space: Callable[[], int]
    last_written: Callable[[], int]
    safe_copy: SafeCopy
    back_up: BackUp
    examine: Examine
    verify_chains: Callable[[], Chains]
    close: Callable[[], None]


def for_upkeep(opened: Opened, tables: Tables, *, keep_folder: bool) -> ForUpkeep:
    """Return what copies, examines and closes the store."""
    home, store, journal = opened.home, tables.store, tables.journal
    back_up = partial(back_up_to, opened, store)
    return {
        "practice": opened.practice,
        "opened_by_recovery": opened.by_recovery,
        "renew_passphrase": partial(keyslots.renew, home.slots, opened.key, opened.staff),
        "recovery": _recovery(opened, tables),
        "free_space": lambda: shutil.disk_usage(home.folder).free,
        "last_written": journal.last_written,
        "safe_copy": SafeCopy(home.folder, tables.settings, journal.last_change, back_up),
        "back_up": back_up,
        "examine": partial(rebuild.examine, store),
        "verify_chains": partial(audit.verify, store),
        "close": partial(close_store, opened, store, keep_folder=keep_folder),
    }


def _recovery(opened: Opened, tables: Tables) -> Recovery:
    home, key = opened.home, opened.key

    def replace(recovery: str) -> None:
        keyslots.replace_recovery(home.slots, key, recovery)
        keep_recovery(home.store, key, recovery)

    return Recovery(
        tables.staff,
        tables.author,
        partial(keyslots.unlock, home.slots),
        keyslots.new_recovery,
        replace,
        by_recovery=opened.by_recovery,
        practice=opened.practice,
    )
