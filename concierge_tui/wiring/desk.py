"""The whole desk of one connection."""

from contextlib import AbstractContextManager, closing
from functools import partial

from concierge_tui.opened import Opened
from concierge_tui.services.desk import Desk
from concierge_tui.wiring.families import for_families
from concierge_tui.wiring.paper import for_paper
from concierge_tui.wiring.tables import Tables
from concierge_tui.wiring.travel import for_travel
from concierge_tui.wiring.upkeep import for_upkeep
from db.laptop import connection, erased_list, understanding


def wire(opened: Opened, *, keep_folder: bool = False) -> Desk:
    """Open the store for this thread and return its desk."""
    store = connection.open_store(opened.home.store, opened.key)
    understanding.understand(store)
    erased_list.replay(store)
    tables = Tables(opened, store)
    families = for_families(opened, tables)
    return Desk(
        area=tables.area,
        area_name=tables.area_name,
        device=tables.device,
        now=tables.now,
        author=tables.author,
        journal=tables.journal,
        families=tables.families,
        directory=tables.directory,
        attendances=tables.attendances,
        meetup_rows=tables.meetups,
        lists=tables.lists,
        day=tables.day,
        settings=tables.settings,
        drafts=tables.drafts,
        postal=tables.postal,
        fork=partial(_forked, opened),
        **families,
        **for_travel(opened, tables, families["hand_off"].settle),
        **for_paper(opened, tables),
        **for_upkeep(opened, tables, keep_folder=keep_folder),
    )


def _forked(opened: Opened) -> AbstractContextManager[Desk]:
    """Open the store once more; a worker that is given up with the program takes no harm."""
    return closing(wire(opened, keep_folder=True))
