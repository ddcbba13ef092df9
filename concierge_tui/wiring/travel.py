"""The part of the desk whence operations travel: to the central service, and by a stick."""

from collections.abc import Callable
from functools import partial
from typing import TypedDict

from concierge_tui.opened import Opened
from concierge_tui.services.bundles import Bundles
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.services.hub import Hub
from concierge_tui.services.inbox_ports import Rows
from concierge_tui.services.lease import LeaseDesk
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.wiring.tables import Tables
from db.laptop.exchanging import enroller, exchange
from db.laptop.grants import CENTRAL
from db.laptop.hubs import hub
from db.laptop.inbox import SqliteInbox
from db.laptop.inside import child_inside
from db.laptop.leases import SqliteLease
from db.laptop.peers import SqlitePeer
from db.laptop.playing import play_on
from db.laptop.sticks import bundles


class ForTravel(TypedDict):
    """The services of this part, by their names at the desk."""

    synchronise: Synchronise
    lease: LeaseDesk
    inbox_rows: Rows
    enrolment: Enrolment
    bundles: Bundles
    hub: Hub


def for_travel(opened: Opened, tables: Tables, then: Callable[[], object]) -> ForTravel:
    """Return what exchanges operations, and does `then` whenever some have come."""
    store, now, practice = tables.store, opened.now, opened.practice
    here = (tables.device, tables.area)
    peer = SqlitePeer(store)
    return {
        "synchronise": Synchronise(
            peer,
            exchange(store, peer, now, then, opened.home.slots),
            practice=practice,
            play=play_on(opened.stage, store, peer, now, here, then),
        ),
        "lease": LeaseDesk(SqliteLease(store), partial(child_inside, store), now),
        "inbox_rows": SqliteInbox(store, CENTRAL),
        "enrolment": Enrolment(tables.area, enroller(store, peer, now), practice=practice),
        "bundles": bundles(store, now, then, practice=practice),
        "hub": hub(store, now, then, practice=practice),
    }
