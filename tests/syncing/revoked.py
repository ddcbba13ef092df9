"""Laptops that their service takes out, for tests: the lock of a real folder, and the commands."""

from pathlib import Path

import pytest

from concierge_tui.central.devices import Administration
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.services.sync_ports import Tally
from concierge_tui.sync.exchanging import CentralExchange
from db.laptop import keyslots
from db.laptop.keyslots import Cost
from db.laptop.wiping import SlotLock
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running

CHEAP = Cost(64, 1, 1)
PASSPHRASE = "かえる ふで やま うみ"


def administration(service: Running) -> Administration:
    """Return what the commands about laptops call."""
    return Administration(folder=service.folder, database=service.database)


def slots_of(laptop: Laptop) -> Path:
    """Return where the key slots of a laptop lie; made when it is first asked for."""
    path = laptop.path.with_name(f"{laptop.name}-home") / "slots.json"
    if not path.exists():
        path.parent.mkdir()
        keyslots.create(path, "staff", PASSPHRASE, CHEAP)
    return path


def device_of(laptop: Laptop) -> str:
    return laptop.replica.stream().device


def exchange(laptop: Laptop) -> Tally:
    """Sync as the program does: what the service orders is obeyed."""
    lock = SlotLock(laptop.connection, slots_of(laptop), laptop.peer.central_url, laptop.now)
    return CentralExchange(laptop.replica, laptop.peer, now=laptop.now, lock=lock)()


def turned_away(laptop: Laptop) -> Revoked:
    """Return what a laptop is told that was taken out, which must be told so."""
    with pytest.raises(Revoked) as fact:
        exchange(laptop)
    return fact.value
