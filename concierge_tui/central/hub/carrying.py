"""What the hub's own laptop does beside serving: it takes part, and carries on to central."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from sqlalchemy import Engine

from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.near import NearLink
from concierge_tui.domain.device_errors import Wiped
from concierge_tui.services.desk import Desk
from concierge_tui.sync.meeting import HubHistory

LOG: Final = logging.getLogger("concierge.hub")
LOOK_EVERY: Final = 0.05
"""Seconds between two looks at whether this laptop or another one wrote something."""
FORWARD_EVERY: Final = 60.0
"""Seconds between two tries to reach central: the internet may come at any time."""
_TROUBLE_REST: Final = 1.0


@contextmanager
def begin_carrying(
    desk: Desk,
    engine: Engine,
    bell: Bell,
    copies: Copies,
    ended: Event,
    *others: Callable[[], None],
) -> Iterator[None]:
    """Carry in threads of their own until `ended`; none of them outlives the block."""
    works: list[Callable[[], None]] = [
        lambda: _take_part(desk, engine, bell, copies, ended),
        lambda: _forward(desk, engine, ended),
        *others,
    ]
    threads = [Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _take_part(desk: Desk, engine: Engine, bell: Bell, copies: Copies, ended: Event) -> None:
    """Keep this laptop's store and the hub's alike, and know what stands at the desks too."""
    history = HubHistory()
    with desk.fork() as own:
        link = NearLink(engine, own.area, own.device, bell, now=own.now)
        never = seen = (-1, -1, -1)
        while not ended.is_set():
            now = (bell.rung, copies.times, own.hub.last_change())
            if now == seen:
                ended.wait(LOOK_EVERY)
                continue
            seen = now
            try:
                own.hub.house.exchange(link, history, ended.is_set)
                own.hub.house.copied(copies.listed())
            except Exception as error:  # noqa: BLE001 - the hub goes on, whatever it was
                LOG.warning("carry", extra={"facts": {"error": type(error).__name__}})
                seen = never
                ended.wait(_TROUBLE_REST)


def _forward(desk: Desk, engine: Engine, ended: Event) -> None:
    """Bring to central what lies here, and from there what is new, whenever it can be reached."""
    from concierge_tui.central.hub.serving import know

    with desk.fork() as own:
        while not ended.is_set():
            try:
                tally = own.synchronise.sync(cancelled=ended.is_set)
                if not tally.no_central and not tally.cancelled:
                    know(engine, own)  # central may have taken in, or shut out, other laptops
            except Wiped:  # this laptop is to serve nobody any more
                ended.set()
            except Exception as error:  # noqa: BLE001 - the next try is a minute away
                LOG.info("forward", extra={"facts": {"error": type(error).__name__}})
            ended.wait(FORWARD_EVERY)
