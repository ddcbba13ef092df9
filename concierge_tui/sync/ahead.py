"""Lets a long answer be read in a thread of its own, a little ahead of whoever works it up."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final, TypeVar

from concierge_tui.domain.central_errors import ReplyCutShort
from concierge_tui.domain.line_errors import CentralSilent

T = TypeVar("T")

_WAITING: Final = 1
"""Pieces that lie ready: the line stands still meanwhile, and memory stays small."""
_LOOK_EVERY: Final = 0.1


class _Ended:
    """Stands behind the last piece."""


def read_ahead(
    pieces: Callable[[], Iterator[T]], cancelled: Callable[[], bool], deadline: float
) -> Generator[T, None, None]:
    """Yield what `pieces` yields in another thread; what it raises is raised here.

    Raises:
        ReplyCutShort: when a person no longer waits for it.
        CentralSilent: when one piece takes longer than `deadline` seconds.
    """
    ready: Queue[T | _Ended | BaseException] = Queue(_WAITING)
    left = Event()

    def read() -> None:
        try:
            for piece in pieces():
                if not _put(ready, piece, left):
                    return
            _put(ready, _Ended(), left)
        except BaseException as error:  # noqa: BLE001 - it is raised where the piece is awaited
            _put(ready, error, left)

    # A socket that trickles cannot be interrupted from here: its thread is left to itself.
    Thread(target=read, daemon=True).start()
    try:
        while True:
            piece = _next(ready, cancelled, deadline)
            if isinstance(piece, _Ended):
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        left.set()


def _put(ready: "Queue[T]", piece: T, left: Event) -> bool:
    """Lay a piece down as soon as there is room; say whether anybody still waits."""
    while not left.is_set():
        with suppress(Full):
            ready.put(piece, timeout=_LOOK_EVERY)
            return True
    return False


def _next(ready: "Queue[T]", cancelled: Callable[[], bool], deadline: float) -> T:
    ends = time.monotonic() + deadline
    while True:
        with suppress(Empty):
            return ready.get(timeout=_LOOK_EVERY)
        if cancelled():
            raise ReplyCutShort
        if time.monotonic() > ends:
            raise CentralSilent
