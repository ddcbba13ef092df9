"""Lets Pilot wait for keys that wait their turn; it only knows of those already under way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.widgets.in_turn import AT_MOST, InTurn

_BEAT = 0.005


@contextmanager
def awaited() -> Iterator[None]:
    """Make every pause of Pilot last until nothing waits."""
    own = Pilot._wait_for_screen

    async def wait(self: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109
        done = await own(self, timeout)
        app = self.app
        for _ in range(int(AT_MOST / _BEAT)):
            if not isinstance(app, InTurn) or not app.keys_wait or app._exception:
                return done
            await asyncio.sleep(_BEAT)
            done = await own(self, timeout)
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pilot, "_wait_for_screen", wait)
        yield
