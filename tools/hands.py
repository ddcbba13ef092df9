"""Hands at the real program, for a camera: they press keys, wait for words, take pictures."""  # noqa: INP001 (a tool, no package)

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from concierge_tui.app import ConciergeApp
from concierge_tui.paths import Home
from concierge_tui.rehearsal.situation import Press, Step
from screens.lesson.visible import visible_text
from tools.invented_day import PictureDoorway
from tools.terminal_picture import picture

FOLDER: Final = Path(__file__).parents[1] / "docs" / "pictures"
SIZE: Final = (80, 24)
PATIENCE: Final = 30.0


class Hands:
    """Presses keys, waits for words, takes pictures."""

    def __init__(self, app: ConciergeApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self._pilot.press(key)
            await self._pilot.pause()

    async def type(self, text: str) -> None:
        """Type as an IME does."""
        for character in text:
            self.app.post_message(events.Key(character, character))
        await self._pilot.pause()

    async def fill(self, *texts: str) -> None:
        """Fill in fields, with Tab behind each."""
        for text in texts:
            await self.type(text)
            await self.press("tab")

    async def answer(self, *texts: str) -> None:
        """Answer questions, with Enter behind each."""
        for text in texts:
            await self.type(text)
            await self.press("enter")

    async def follow(self, steps: Sequence[Step]) -> None:
        """Do the steps of a lesson."""
        for step in steps:
            for stroke in step.strokes:
                if isinstance(stroke, Press):
                    await self.press(*stroke.keys)
                else:
                    await self.type(stroke.text)
            await self.sees(*step.shows)

    async def sees(self, *words: str) -> None:
        """Wait until the words stand on the screen.

        Raises:
            TimeoutError: when they never do; what stands there instead is told.
        """
        end = time.monotonic() + PATIENCE
        while not all(word in visible_text(self.app.screen) for word in words):
            if time.monotonic() > end:
                raise TimeoutError(f"{words} not in\n{visible_text(self.app.screen)}")
            await self._pilot.pause(0.05)
        await self._pilot.pause(0.1)

    async def take(self, name: str, *words: str) -> None:
        """Save a picture of the screen once the words stand on it."""
        await self.sees(*words)
        for field in self.app.screen.query(Input):
            field.cursor_blink = False
        await self._pilot.pause(0.1)
        path = FOLDER / f"{name}.png"
        path.write_bytes(picture(self.app))
        print(f"{path.stat().st_size:8,}  {path.name}")  # noqa: T201 - the output of a tool


@asynccontextmanager
async def at_the_door(folder: Path, *, practice: bool = False) -> AsyncIterator[Hands]:
    """Start the program on a store in `folder`."""
    app = ConciergeApp(PictureDoorway(Home(folder / "home")), practice=practice)
    async with app.run_test(size=SIZE) as pilot:
        yield Hands(app, pilot)
    if app.desk is not None:
        app.desk.close()
