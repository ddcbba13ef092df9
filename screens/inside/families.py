"""The list of those inside, family by family."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from concierge_tui.text import inside as text
from screens.widgets.by_number import ByNumberList


class FamilyList(ByNumberList):
    """Those inside; Enter says that they were seen, so the footer must say so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "seen", text.SEEN),
        Binding("enter", "choose", show=False),
        Binding("space", "seen", show=False),
        Binding("space", "choose", show=False),
    ]
    is_called = False
    """Whether a roll call runs: before it Enter begins one, and says nothing of anybody."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to have seen somebody only while a roll call runs."""
        if action == "seen":
            return self.is_called and bool(self.rows)
        return super().check_action(action, parameters)

    def action_seen(self) -> None:
        """Choose the highlighted row."""
        self.action_choose()
