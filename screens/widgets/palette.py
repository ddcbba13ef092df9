"""The menu of commands, in Japanese also where nothing was found."""

from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets.option_list import Option

from concierge_tui.text import widgets as text
from screens.widgets.attentive import Attentive


class Palette(CommandPalette, Attentive):
    """The list of commands; a held Enter chooses once, and closes nothing beneath it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", text.CLOSE)]

    def __init__(self) -> None:
        super().__init__(placeholder=text.PALETTE_PLACEHOLDER)

    def _action_command_list(self, action: str) -> None:
        # Textual turns the page of a list that has not been laid out yet, and fails.
        with suppress(KeyError, NoMatches):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # Textual has no public place for these words; its version is pinned for this.
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                nothing = Option(Content(text.NO_MATCHES), id=self._NO_MATCHES, disabled=True)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)
