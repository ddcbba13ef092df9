"""A few answers side by side, chosen by their number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import plain
from screens.widgets.deed import Deed
from screens.widgets.held_digit import is_still_down, is_typed_on
from screens.widgets.held_enter import is_enter_held

_GAP = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what is stored, and what is said."""

    key: str
    words: str


class ChoiceLine(Widget, can_focus=True):
    """Shows numbered answers; a digit chooses, Space and the mouse too; Enter goes on.

    With `several` each answer is turned on and off by itself. The answers that `reveals` names
    show something that not everybody may read: a key that may still be held gives none of them.
    """

    DEFAULT_CSS = """
    ChoiceLine { height: auto; width: 1fr; }
    ChoiceLine > .choice-line--chosen { text-style: bold; color: $state-done; }
    ChoiceLine > .choice-line--cursor { background: $row-highlight; }
    ChoiceLine:focus { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-line--chosen", "choice-line--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "turn", show=False),
        Binding("enter", "go_on", show=False),
    ]

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, line: "ChoiceLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "ChoiceLine":
            """The line it happened in."""
            return self.line

    class GoneOn(Deed):
        """The answer is given: by Enter, or by a digit where one answer is enough."""

        def __init__(self, line: "ChoiceLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "ChoiceLine":
            """The line it happened in."""
            return self.line

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        several: bool = False,
        reveals: Collection[str] = (),
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._answers = tuple(answers)
        self._several = several
        self._reveals = frozenset(reveals)
        self._chosen: tuple[str, ...] = ()
        self._at = 0

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is chosen, in the order of the answers."""
        return self._chosen

    @property
    def value(self) -> str:
        """The one answer, or nothing."""
        return self._chosen[0] if self._chosen else ""

    @property
    def way(self) -> str:
        """Which keys answer here, for whoever typed something else."""
        return text.lost_on_answers(len(self._answers), several=self._several)

    def offer(self, answers: Sequence[Answer]) -> None:
        """Ask with other answers; none of them is chosen."""
        self._answers = tuple(answers)
        self._chosen, self._at = (), 0
        self.refresh(layout=True)

    def choose(self, *answers: str) -> None:
        """Set what is chosen, without telling anyone."""
        self._chosen = tuple(a.key for a in self._answers if a.key in answers)
        if self._chosen:
            self._at = [answer.key for answer in self._answers].index(self._chosen[0])
        self.refresh()

    def turn(self, index: int) -> None:
        """Choose an answer; among several, turn it on or off."""
        if not 0 <= index < len(self._answers):
            return
        self._at, key = index, self._answers[index].key
        if not self._several:
            self.choose(key)
        elif key in self._chosen:
            self._chosen = tuple(other for other in self._chosen if other != key)
        else:
            self._chosen = tuple(a.key for a in self._answers if a.key in (*self._chosen, key))
        self.refresh()
        self.post_message(self.Changed(self))

    def action_turn(self) -> None:
        """Choose the answer under the cursor."""
        self.turn(self._at)

    def action_step(self, step: int) -> None:
        """Move the cursor."""
        self._at = min(max(self._at + step, 0), len(self._answers) - 1)
        self.refresh()

    def action_go_on(self) -> None:
        """Leave the answer as it is."""
        if self.value in self._reveals and is_enter_held(self.app):
            return
        self.post_message(self.GoneOn(self))

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        digit = _digit(event.character)
        if digit is None or digit > len(self._answers):
            return
        event.stop()
        reveals = self._answers[digit - 1].key in self._reveals
        if is_typed_on(self.app) or (reveals and is_still_down(self.app)):
            return  # it was meant for the line before, or for the page that opened this one
        self.turn(digit - 1)
        if not self._several:
            self.action_go_on()

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        x, y = event.get_content_offset_capture(self)
        for index, left, line, width in self._places(self.size.width):
            if line == y and left <= x < left + width:
                event.stop()
                self.turn(index)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the answers need."""
        del container, viewport
        return self._places(width)[-1][2] + 1 if self._answers else 1

    def render_line(self, y: int) -> Strip:
        """Return one painted line."""
        width = self.size.width
        segments: list[Segment] = []
        for index, _, line, _ in self._places(width):
            if line == y:
                segments += [self._painted(index), Segment(" " * _GAP, self.rich_style)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _places(self, width: int) -> list[tuple[int, int, int, int]]:
        places, x, y = [], 0, 0
        for index in range(len(self._answers)):
            cells = cell_len(self._words(index))
            if x and x + cells > width:
                x, y = 0, y + 1
            places.append((index, x, y, cells))
            x += cells + _GAP
        return places

    def _words(self, index: int) -> str:
        answer = self._answers[index]
        is_chosen = answer.key in self._chosen
        number = str(index + 1) if index < 9 else " "
        words = f"{number} {plain(answer.words)}".strip()
        if self._several:
            return f"{text.TICKED if is_chosen else text.UNTICKED}{words}"
        return text.CHOSEN.format(words) if is_chosen else f" {words} "

    def _painted(self, index: int) -> Segment:
        style = self.rich_style
        if self._answers[index].key in self._chosen:
            style += self.get_component_rich_style("choice-line--chosen", partial=True)
        if self.has_focus and index == self._at:
            style += self.get_component_rich_style("choice-line--cursor", partial=True)
        return Segment(self._words(index), style)


def _digit(character: str | None) -> int | None:
    """Return the digit of a key, also of a full-width one."""
    if character is None or len(character) != 1 or not character.isdigit():
        return None
    try:
        return int(character) or None
    except ValueError:
        return None
