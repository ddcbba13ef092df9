"""A list that drops down, with its keys and its empty choice in Japanese."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Select
from textual.widgets._select import SelectOverlay

from concierge_tui.text import widgets as text


class _Whole(Strip):
    """A line that is never cut through a letter.

    Textual cuts what lies on top wherever a widget beneath ends, and would leave two blanks of a
    kanji there. The letter stays whole on the left instead; the next piece begins behind it.
    """

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the pieces between the cuts."""
        edges = set(accumulate(cell_len(letter) for letter in self.text))
        return super().divide([cut if cut in edges else cut + 1 for cut in cuts])


class _Answers(SelectOverlay):
    """The answers, while they are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", text.CHOOSE),
        Binding("escape", "dismiss", text.CLOSE),
    ]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return painted lines whose letters stay whole."""
        return [_Whole(strip, strip.cell_length) for strip in super().render_lines(crop)]


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
