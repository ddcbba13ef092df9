"""The program ends calmly though its timers still look at the screens that are taken apart."""

from __future__ import annotations

import asyncio

from screens.calm_end import CalmEnd


class Looking(CalmEnd):
    """Looks at its screen all the time, and ends only after it has found none."""

    def __init__(self) -> None:
        super().__init__()
        self.has_found_none = asyncio.Event()

    def on_mount(self) -> None:
        self.set_interval(0.005, self._look)

    def _look(self) -> None:
        if not self.screen_stack:
            self.has_found_none.set()
        assert self.screen is not None

    async def _close_messages(self, wait: bool = True) -> None:
        await self.has_found_none.wait()
        await super()._close_messages(wait)

    def note_failure(self, error: BaseException) -> None:
        raise AssertionError from error


async def test_a_timer_that_finds_no_screen_any_more_is_no_failure() -> None:
    app = Looking()
    async with app.run_test() as pilot:
        await pilot.pause(0.05)

    assert app.has_found_none.is_set()
    assert not app.return_code
