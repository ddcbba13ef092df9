"""Choosing what one column means."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from concierge_tui.domain.roster import MEANINGS, Mapping
from concierge_tui.domain.roster import Column as RosterColumn
from concierge_tui.text import page
from concierge_tui.text import roster_screen as text
from screens import keys
from screens.widgets.cell_text import plain
from screens.widgets.dialog import Dialog

_LEAST_CHILDREN = 3


class MeaningScreen(Dialog[str]):
    """Answers with a meaning, or nothing."""

    CSS = """
    MeaningScreen { align: center middle; }
    MeaningScreen > Vertical {
        width: 60; height: 90%; padding: 0 1; border: round $primary; background: $surface;
    }
    MeaningScreen OptionList { height: 1fr; border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.BACK, "back", page.BACK)]
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"

    def __init__(self, column: RosterColumn, samples: Sequence[str], mapping: Mapping) -> None:
        super().__init__()
        self._column = column
        self._samples = samples
        most = max(_LEAST_CHILDREN, *(n + 1 for n in mapping.children), 0)
        self._meanings = [m for m in MEANINGS if not _of_child(m) or int(m[1]) <= most]

    def compose(self) -> ComposeResult:
        """Yield the column and the choices."""
        with Vertical() as box:
            box.border_title = text.PICK_TITLE
            box.border_subtitle = text.PICK_HINT
            yield Static(Text(plain(f"{self._column.header}: {' / '.join(self._samples)}")))
            yield OptionList(
                *(Option(text.meaning(name), id=name) for name in self._meanings), markup=False
            )

    def on_mount(self) -> None:
        """Stand on what it means now."""
        if self._column.meaning in self._meanings:
            self.query_one(OptionList).highlighted = self._meanings.index(self._column.meaning)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_id)

    def action_back(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)


def _of_child(meaning: str) -> bool:
    return meaning[0] == "c" and meaning[1:2].isdigit()
