"""A family's people as ticks: who is here, who is not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import fit, plain


@dataclass(frozen=True, slots=True)
class Tick:
    """One person with a box; a locked one cannot be changed, e.g. because they arrived before."""

    key: str
    words: str
    is_ticked: bool = True
    is_locked: bool = False
    note: str = ""
    state: str = ""
    """Colour of the note: one of `theme.STATES`, or nothing."""


@dataclass(frozen=True, slots=True)
class _Place:
    index: int
    x: int
    y: int
    width: int


class TickList(Widget, can_focus=True):
    """Shows ticks side by side, as many lines as they need; Space and the mouse turn them."""

    DEFAULT_CSS = """
    TickList { height: auto; }
    TickList > .tick-list--title { text-style: bold; }
    TickList > .tick-list--cursor { background: $row-highlight; text-style: bold; }
    TickList > .tick-list--locked { color: $text-muted; }
    TickList > .tick-list--done { color: $state-done; }
    TickList > .tick-list--todo { color: $state-todo; }
    TickList > .tick-list--care { color: $state-care; }
    TickList > .tick-list--void { color: $state-void; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"tick-list--{name}"
        for name in ("title", "cursor", "locked", "done", "todo", "care", "void")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "step(-1)", show=False),
        Binding("right,down", "step(1)", show=False),
        Binding("space", "turn", show=False),
    ]

    class Changed(Message):
        """The person ticked or unticked someone."""

        def __init__(self, ticks: "TickList", tick: Tick) -> None:
            super().__init__()
            self.ticks = ticks
            self.tick = tick

        @property
        def control(self) -> "TickList":
            """The list it happened in."""
            return self.ticks

    def __init__(
        self,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        *,
        stacked: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._is_stacked = stacked
        """Whether each stands on a line of its own, to be read down like a list."""
        self._title = ""
        self._ticks: tuple[Tick, ...] = ()
        self._at = 0

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Everyone, as ticked now."""
        return self._ticks

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of those who are ticked and not locked."""
        return tuple(tick.key for tick in self._ticks if tick.is_ticked and not tick.is_locked)

    def show(self, title: str, ticks: Sequence[Tick]) -> None:
        """Replace the people shown."""
        lines = self._line_count(self.size.width)
        self._title = plain(title)
        self._ticks = tuple(ticks)
        self._at = 0
        # Laying a screen out costs more than painting it, so only when the height changes.
        self.refresh(layout=self._line_count(self.size.width) != lines)

    def turn(self, index: int) -> None:
        """Tick or untick someone, unless locked."""
        if not 0 <= index < len(self._ticks) or self._ticks[index].is_locked:
            return
        turned = replace(self._ticks[index], is_ticked=not self._ticks[index].is_ticked)
        self._ticks = (*self._ticks[:index], turned, *self._ticks[index + 1 :])
        self.refresh()
        self.post_message(self.Changed(self, turned))

    def action_turn(self) -> None:
        """Tick or untick the person under the cursor."""
        self.turn(self._at)

    def action_step(self, step: int) -> None:
        """Move the cursor to a neighbour."""
        self._at = min(max(self._at + step, 0), max(0, len(self._ticks) - 1))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Turn the tick under the mouse."""
        x, y = event.get_content_offset_capture(self)
        for place in self._places(self.size.width):
            if place.y == y and place.x <= x < place.x + place.width:
                event.stop()
                self._at = place.index
                self.turn(place.index)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the ticks need."""
        del container, viewport
        return self._line_count(width)

    def render_line(self, y: int) -> Strip:
        """Return one painted line."""
        width = self.size.width
        segments: list[Segment] = []
        if y == 0 and self._title:
            style = self.get_component_rich_style("tick-list--title")
            segments.append(Segment(fit(self._title, self._indent()), style))
        else:
            segments.append(Segment(" " * self._indent(), self.rich_style))
        for place in self._places(width):
            if place.y == y:
                segments += self._painted(place)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _indent(self) -> int:
        return min(cell_len(self._title) + 2, 20) if self._title else 0

    def _places(self, width: int) -> list[_Place]:
        places: list[_Place] = []
        x, y = self._indent(), 0
        for index, tick in enumerate(self._ticks):
            cells = min(cell_len(_words(tick)), max(1, width - self._indent()))
            if x > self._indent() and (self._is_stacked or x + cells > width):
                x, y = self._indent(), y + 1
            places.append(_Place(index, x, y, cells))
            x += cells + 2
        return places

    def _line_count(self, width: int) -> int:
        places = self._places(width)
        return places[-1].y + 1 if places else 1

    def _painted(self, place: _Place) -> list[Segment]:
        tick = self._ticks[place.index]
        base = self.rich_style
        if tick.is_locked:
            base = self._coloured(base, "locked")
        if self.has_focus and place.index == self._at:
            base += self.get_component_rich_style("tick-list--cursor", partial=True)
        words = _words(tick, with_note=False)
        cells = min(cell_len(words), place.width)
        note = self._coloured(base, tick.state) if tick.state else base
        return [
            Segment(fit(words, cells), base),
            Segment(fit(_note(tick), place.width - cells), note),
            Segment("  ", self.rich_style),
        ]

    def _coloured(self, base: Style, name: str) -> Style:
        colour = self.get_component_rich_style(f"tick-list--{name}", partial=True).color
        return base + Style(color=colour)


def _note(tick: Tick) -> str:
    return f" {plain(tick.note)}" if tick.note else ""


def _words(tick: Tick, *, with_note: bool = True) -> str:
    box = text.TICKED if tick.is_ticked else text.UNTICKED
    return f"{box} {plain(tick.words)}{_note(tick) if with_note else ''}"
