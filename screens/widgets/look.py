"""How the whole program looks and speaks: themes, key names, a palette in Japanese."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from concierge_tui.text import widgets as text
from screens import keys
from screens.widgets.attentive import Attentive
from screens.widgets.help import HelpScreen
from screens.widgets.key_names import key_name
from screens.widgets.palette import Palette
from screens.widgets.theme import DARK, LIGHT, STATE_DEFAULTS, THEMES

PRACTICE_CLASS: Final = "-practice"


class ConciergeLook(App[None]):
    """Mixin that registers the themes and keeps English, and the Screenshot, out of the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", text.QUIT, show=False, priority=True),
        Binding("ctrl+p", "command_palette", text.PALETTE, show=False, priority=True),
        Binding(keys.HELP, "show_keys", text.KEYS, key_display="F1"),
    ]
    # "*" would focus whichever widget happens to be mounted first: each screen names its own.
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours of the states to every theme."""
        return dict(STATE_DEFAULTS)

    def get_key_display(self, binding: Binding) -> str:
        """Call keys as they are printed on the keyboard."""
        return binding.key_display or key_name(binding.key)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer three commands; none that writes the screen to a file."""
        del screen
        yield SystemCommand(text.THEME, text.THEME_HELP, self.action_change_theme)
        yield SystemCommand(text.KEYS, text.KEYS_HELP, self.action_show_keys)
        yield SystemCommand(text.QUIT, text.QUIT_HELP, self.action_quit)

    def action_command_palette(self) -> None:
        """Open the palette with Japanese words."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette())

    def action_change_theme(self) -> None:
        """Turn light into dark and back."""
        self.theme = DARK if self.theme == LIGHT else LIGHT

    def action_show_keys(self) -> None:
        """Show which keys work now."""
        if not isinstance(self.screen, HelpScreen):
            note = self.screen.help_note() if isinstance(self.screen, Attentive) else ""
            self.push_screen(HelpScreen.of(self.screen, note))

    def action_help_quit(self) -> None:
        """Say how to leave, for those who press Ctrl+C."""
        self.notify(text.QUIT_HINT, markup=False)


def mark_practice(screen: Screen[Any], *, is_practice: bool) -> None:
    """Give a screen the border that says 【練習】, or take it away."""
    # Only the border of the screen itself changes: its widgets need no styling anew.
    screen.set_class(is_practice, PRACTICE_CLASS, update=False)
    screen.app.stylesheet.apply(screen)
    screen.border_title = text.PRACTICE if is_practice else ""
