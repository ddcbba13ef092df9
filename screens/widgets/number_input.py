"""The line for a short number or a time of day."""

from typing import Any, Self

from screens.widgets.jp_input import JpInput


class NumberInput(JpInput):
    """Whoever comes to it by key, and whoever is sent back to it, writes the number anew.

    36.9 typed on a line that says 37.6 is never meant as 37.636.9. A click puts the cursor where
    it was clicked, for one digit that is wrong.
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, kind="digits", select_on_focus=True, **options)

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002 - Textual's own
        """Get the focus; where it is here already, a number was refused: choose it again."""
        if self.has_focus:
            self.action_select_all()
        return super().focus(scroll_visible)

    async def action_submit(self) -> None:
        """Submit the number; where that is refused, the next digit begins anew."""
        await super().action_submit()
        self.action_select_all()
