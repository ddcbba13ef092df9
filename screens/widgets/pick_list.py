"""A list that drops down, with its keys and its empty choice in Japanese."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Select
from textual.widgets._select import SelectOverlay

from concierge_tui.text import widgets as text


class _Answers(SelectOverlay):
    """The answers, while they are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", text.CHOOSE),
        Binding("escape", "dismiss", text.CLOSE),
    ]


class PickList(Select[str]):
    """A Select; the answer that clears it says so instead of asking again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "show_overlay", text.OPEN_LIST),
        Binding("down,space,up", "show_overlay", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Yield the current answer and the answers."""
        for widget in super().compose():
            if isinstance(widget, SelectOverlay):
                yield _Answers(self._type_to_search).data_bind(compact=Select.compact)
            else:
                yield widget

    def _setup_options_renderables(self) -> None:
        super()._setup_options_renderables()
        answers = self.query_one(SelectOverlay)
        if self._options and self._options[0][1] == self.NULL:
            answers.replace_option_prompt_at_index(0, Text(text.NO_ANSWER, style="dim"))
