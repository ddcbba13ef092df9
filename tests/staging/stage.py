"""A stage on which one screen is shown as the program shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

import screens
from screens.widgets.look import ConciergeLook
from screens.widgets.notice import Notice
from screens.widgets.privacy import BlankGuard
from screens.widgets.scanner import ScanCatcher


class Stage(ScanCatcher, BlankGuard, ConciergeLook):
    """Shows one screen, as the app would, and types what Pilot cannot."""

    CSS_PATH = Path(screens.__file__).with_name("styles") / "app.tcss"

    def __init__(self, first: Screen[Any]) -> None:
        super().__init__()
        self.first = first
        self.answers: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.answers.append)

    def type(self, text: str) -> None:
        """Send keys as a terminal does."""
        names = {"\r": "enter", "\t": "tab"}
        for character in text:
            self.post_message(events.Key(names.get(character, character), character))

    @property
    def said(self) -> str:
        """What the notice of the screen on top says."""
        return self.screen.query_one(Notice).sentence

    @property
    def seen(self) -> str:
        """Every visible character, line by line."""
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


class Keys:
    """Presses command keys and counts them; what is typed into a field is typed."""

    def __init__(self, app: Stage, pilot: Pilot[None]) -> None:
        self._app = app
        self._pilot = pilot
        self.commands = 0
        self.typed = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.commands += 1
            await self._pilot.press(key)
            await self._pilot.pause()

    async def type(self, text: str) -> None:
        self.typed += len(text)
        self._app.type(text)
        await self._pilot.pause()
