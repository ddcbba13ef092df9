"""The two questions of a roll call: drill or real, and who of a family was seen."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from concierge_tui.services.roll_calls import Line
from concierge_tui.text import inside as text
from concierge_tui.text import people
from screens.widgets.asking_box import AskingBox
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.prose import Prose
from screens.widgets.tick_list import Tick, TickList


class BeginScreen(AskingBox[str]):
    """One digit begins; nothing begins by an Enter that was meant for something else."""

    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def __init__(self) -> None:
        super().__init__(classes="-grave")

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


class WhoWasSeenScreen(AskingBox[tuple[str, ...]]):
    """Those of one line, each with a tick of its own."""

    AUTO_FOCUS: ClassVar[str | None] = "TickList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", text.SEEN),
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
