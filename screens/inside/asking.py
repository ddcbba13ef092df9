"""The two questions of a roll call: drill or real, and who of a family was seen."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from concierge_tui.services.roll_calls import Line
from concierge_tui.text import inside as text
from concierge_tui.text import people
from screens.widgets.attentive import Attentive
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.prose import Prose
from screens.widgets.tick_list import Tick, TickList


class BeginScreen(ModalScreen[str | None], Attentive):
    """One digit begins; nothing begins by an Enter that was meant for something else."""

    CSS = """
    BeginScreen { align: center middle; }
    BeginScreen > Vertical {
        width: 64; max-width: 96%; height: auto; padding: 1 2;
        border: round $state-care; background: $surface;
    }
    BeginScreen ChoiceLine { margin-top: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "refuse", text.BACK)]

    def compose(self) -> ComposeResult:
        """Yield what it is, and the two kinds."""
        with Vertical() as box:
            box.border_title = text.BEGIN_TITLE
            box.border_subtitle = text.BEGIN_KEYS
            yield Prose(text.BEGIN_WORDS)
            yield ChoiceLine([Answer(*kind) for kind in text.KINDS])

    @on(ChoiceLine.GoneOn)
    def answer(self, event: ChoiceLine.GoneOn) -> None:
        """Begin what was chosen."""
        event.stop()
        if event.line.value:
            self.dismiss(event.line.value)

    def action_refuse(self) -> None:
        """Begin nothing."""
        self.dismiss(None)


class WhoWasSeenScreen(ModalScreen[tuple[str, ...] | None], Attentive):
    """Those of one line, each with a tick of its own."""

    CSS = """
    WhoWasSeenScreen { align: center middle; }
    WhoWasSeenScreen > Vertical {
        width: 64; max-width: 96%; height: auto; padding: 1 2;
        border: round $primary; background: $surface;
    }
    WhoWasSeenScreen TickList { margin-top: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "TickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", text.SEEN),
        Binding("escape", "refuse", text.BACK),
    ]

    ticks = getters.query_one(TickList)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        """Yield the question and the people."""
        with Vertical() as box:
            box.border_title = text.WHO_TITLE
            box.border_subtitle = text.WHO_KEYS
            yield Prose(text.WHO_ASK)
            yield TickList()

    def on_mount(self) -> None:
        """Tick whom somebody has seen already."""
        line = self._line
        self.ticks.show(
            people.family_name(line.family),
            [
                Tick(p.id, people.with_relation(p, line.family), is_ticked=p.id in line.seen)
                for p in line.people
            ],
        )

    def action_answer(self) -> None:
        """Answer with those who were seen; nobody is an answer too."""
        self.dismiss(self.ticks.ticked)

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
