"""What the tests of the first half of the screens share: a door, and hands that type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen

PASSPHRASE = "さくら でんしゃ みかん ゆうひ"


class PractisingDoorway(LaptopDoorway):
    """Leads into a desk that the test has made."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        super().__init__(Home(folder))
        self._desk = desk

    def practise(self) -> Desk:
        return self._desk


def at_home(desk: Desk, folder: Path) -> ConciergeApp:
    """Return the program as it stands on its home screen."""
    return ConciergeApp(PractisingDoorway(folder, desk), practice=True)


def at_the_door(folder: Path) -> ConciergeApp:
    """Return the program of a laptop whose store lies, or will lie, in `folder`."""
    return ConciergeApp(LaptopDoorway(Home(folder)))


def shown(app: ConciergeApp) -> str:
    """Return the visible text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def name_of(app: ConciergeApp) -> str:
    """Return which screen is shown."""
    return type(app.screen).__name__


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Put text into whatever has the focus; Pilot's keys would drop Japanese punctuation."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for what a worker brings about."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(f"it never happened; the screen says:\n{shown(pilot.app)}")  # type: ignore[arg-type]


async def on_screen(pilot: Pilot[Any], name: str) -> None:
    """Wait until a screen is shown and no work runs on it."""
    app = pilot.app
    await until(
        pilot,
        lambda: type(app.screen).__name__ == name and not getattr(app.screen, "busy", False),
    )


def burst(app: ConciergeApp, *keys: str) -> None:
    """Send keys faster than anything can answer."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def at_the_desk(pilot: Pilot[None], desk: Desk, meetup: str) -> None:
    """Go from home to the reception of a meetup."""
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(ReceptionScreen(desk, meetup))
    await pilot.pause()
