"""Short facts below each other: a quiet word for what each is about, then the fact itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cell_text import fit, plain

_LABEL_CELLS: Final = 11


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a fact, in the colour of a state: one of `theme.STATES`, quiet, or none."""

    words: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What it is about, and what is so."""

    label: str
    parts: tuple[Part, ...]


class FactList(Widget):
    """Paints facts; a long one goes on below itself and is never cut."""

    DEFAULT_CSS = """
    FactList { height: auto; }
    FactList > .fact-list--quiet { color: $text-muted; }
    FactList > .fact-list--care { color: $state-care; text-style: bold; }
    FactList > .fact-list--done { color: $state-done; }
    FactList > .fact-list--todo { color: $state-todo; }
    FactList > .fact-list--void { color: $state-void; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"fact-list--{name}" for name in ("quiet", "care", "done", "todo", "void")
    }

    def __init__(
        self,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._facts: tuple[Fact, ...] = ()
        self._lines: list[tuple[str, list[Part]]] = []
        self._width = 0

    def show(self, facts: Sequence[Fact]) -> None:
        """Replace the facts."""
        before = len(self._lines)
        self._facts = tuple(facts)
        self._lay_out(self.size.width)
        self.refresh(layout=len(self._lines) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the facts need."""
        del container, viewport
        self._lay_out(width)
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return one painted line."""
        width = self.size.width
        if self._width != width:
            self._lay_out(width)
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        label, parts = self._lines[y]
        segments = [Segment(fit(label, _LABEL_CELLS), self._style("quiet"))]
        segments += [Segment(part.words, self._style(part.state)) for part in parts]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _lay_out(self, width: int) -> None:
        self._width, self._lines = width, []
        room = max(2, width - _LABEL_CELLS)
        for fact in self._facts:
            for at, parts in enumerate(_wrapped(fact.parts, room)):
                self._lines.append((fact.label if at == 0 else "", parts))

    def _style(self, state: str) -> Style:
        if not state:
            return self.rich_style
        over = self.get_component_rich_style(f"fact-list--{state}", partial=True)
        return self.rich_style + Style(color=over.color, bold=over.bold)


def _wrapped(parts: Sequence[Part], room: int) -> list[list[Part]]:
    """Return the parts in lines of at most `room` cells, broken between any two characters."""
    lines: list[list[Part]] = [[]]
    used = 0
    for part in parts:
        words = ""
        for character in plain(part.words):
            cells = cell_len(character)
            if used + cells > room:
                lines[-1].append(Part(words, part.state))
                lines.append([])
                words, used = "", 0
            words, used = words + character, used + cells
        lines[-1].append(Part(words, part.state))
    return lines
