"""A key and its words, for the mouse: it never takes the focus from the line being typed."""

from rich.text import Text
from textual import events
from textual.widgets import Static

from screens.widgets.key_names import key_name


class KeyButton(Static):
    """Runs an action of the screen when it is clicked; the key itself does the same."""

    DEFAULT_CSS = """
    KeyButton { width: auto; height: 1; padding: 0 1; background: $panel; }
    KeyButton:hover { background: $row-highlight; }
    """

    def __init__(
        self,
        keys: str,
        words: str,
        action: str,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        key = key_name(keys.partition(",")[0])
        super().__init__(Text(f"{key} {words}"), markup=False, id=id, classes=classes)
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        """Run the action."""
        event.stop()
        await self.screen.run_action(self._action)
