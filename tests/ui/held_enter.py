"""What every screen has to bear: a held Enter, and being left before it was seen."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.app import ConciergeApp
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import burst, on_screen


def behaviour(widget: Widget) -> str:
    """Return what tells widgets apart that answer Enter differently: every button is its own."""
    own = widget.id if isinstance(widget, Button) or type(widget) is not JpInput else ""
    return f"{type(widget).__name__}#{own or ''}"


async def hold_enter_everywhere(pilot: Pilot[Any], make: Callable[[], Screen[Any]]) -> None:
    """Hold Enter on each kind of widget of a screen; whatever it opens, it opens once.

    On a slow machine the held key goes on into what it opened, and may open that one's first
    step in its turn; the harm would be the same screen twice, or one deed done twice.
    """
    app, tried = pilot.app, set[str]()
    assert isinstance(app, ConciergeApp)
    while True:
        app.push_screen(make())
        await pilot.pause()
        untried = [each for each in app.screen.focus_chain if behaviour(each) not in tried]
        if not untried:
            break
        tried.add(behaviour(untried[0]))
        app.screen.set_focus(untried[0])
        deep = len(app.screen_stack)
        await pilot.pause()

        burst(app, *["enter"] * 4)
        await pilot.pause(0.1)

        assert app.is_running
        opened = [type(each).__name__ for each in app.screen_stack[deep:]]
        assert len(set(opened)) == len(opened) <= 2, opened
        while len(app.screen_stack) > 1:
            await app.pop_screen()
    assert tried


async def leave_before_it_was_seen(pilot: Pilot[Any], make: Callable[[], Screen[Any]]) -> None:
    """Press Escape in the middle of the opening of a screen; home is reached and stands."""
    app = pilot.app
    assert isinstance(app, ConciergeApp)
    for passes in range(0, 10, 2):
        app.push_screen(make())
        for _ in range(passes):
            await asyncio.sleep(0)
        burst(app, "escape")
        await pilot.pause()
        await pilot.pause(0.01 * passes)
        burst(app, "escape", "escape")
        await pilot.pause()
    assert app.is_running
    await on_screen(pilot, "HomeScreen")
