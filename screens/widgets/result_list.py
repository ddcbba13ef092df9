"""The list of search results: painted line by line, because a widget a row is too slow."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import fit, plain
from screens.widgets.column_layout import Column, widths
from screens.widgets.deed import Deed
from screens.widgets.result_row import Inks, ResultRow, paint_row
from screens.widgets.theme import STATES

__all__ = ["MOST_ROWS", "Column", "ResultList", "ResultRow"]

MOST_ROWS: Final = 50
_NOWHERE: Final = -1
_NUMBER_WIDTH: Final = 4


class ResultList(Widget, can_focus=True):
    """Shows numbered rows, up to `most` or all; knows nothing about where they come from."""

    DEFAULT_CSS = """
    ResultList { height: 1fr; }
    ResultList > .result-list--number, ResultList > .result-list--quiet { color: $text-muted; }
    ResultList > .result-list--highlight { background: $row-highlight; text-style: bold; }
    ResultList > .result-list--done { color: $state-done; }
    ResultList > .result-list--todo { color: $state-todo; }
    ResultList > .result-list--care { color: $state-care; }
    ResultList > .result-list--void { color: $state-void; }
    """
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"result-list--{name}"
        for name in ("number", "quiet", "highlight", "done", "todo", "care", "void")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Highlighted(Message):
        """Another row, or none, is highlighted."""

        def __init__(self, results: "ResultList", row: ResultRow | None) -> None:
            super().__init__()
            self.results = results
            self.row = row

        @property
        def control(self) -> "ResultList":
            """The list it happened in."""
            return self.results

    class Chosen(Deed):
        """The person chose a row: Enter, or a double click."""

        def __init__(self, results: "ResultList", row: ResultRow) -> None:
            super().__init__()
            self.results = results
            self.row = row

        @property
        def control(self) -> "ResultList":
            """The list it happened in."""
            return self.results

    def __init__(
        self,
        *columns: Column,
        empty: str = "",
        most: int | None = MOST_ROWS,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._empty = empty
        self._most = most
        self._rows: tuple[ResultRow, ...] = ()
        self._total = 0
        self._at = 0
        self._top = 0
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._inks: list[Inks | None] = [None, None]
        self._room: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The rows that can be reached."""
        return self._rows

    @property
    def highlighted(self) -> ResultRow | None:
        """The row that Enter would choose."""
        return self._rows[self._at] if 0 <= self._at < len(self._rows) else None

    def show(
        self,
        rows: Sequence[ResultRow],
        *,
        total: int | None = None,
        empty: str | None = None,
        pick: bool = True,
    ) -> None:
        """Replace what is listed; the highlight stays on its person, else goes to the first row.

        `total` counts the results that exist, `empty` is said when there is none. Without
        `pick` no row is highlighted until the person goes to one.
        """
        before = self.highlighted
        was_empty = not self._rows
        self._rows = tuple(rows[: self._most])
        self._total = max(len(rows), total or 0)
        if empty is not None:
            self._empty = empty
        keys = [row.key for row in self._rows]
        self._at = keys.index(before.key) if before is not None and before.key in keys else 0
        if not pick:
            self._at = _NOWHERE
        self._top = 0
        self._strips.clear()
        self._keep_in_view()
        self.refresh()
        if self.highlighted != before:
            self.post_message(self.Highlighted(self, self.highlighted))
        if self.has_focus and was_empty != (not self._rows):
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no row to choose where there is none."""
        del parameters
        return action != "choose" or bool(self._rows)

    def move(self, step: int) -> None:
        """Move the highlight by some rows; it stops at both ends."""
        self._go_to(self._at + step)

    def point(self, number: int | None) -> None:
        """Highlight the row of this number, counted from 1, or none."""
        if number is not None and 1 <= number <= len(self._rows):
            self._go_to(number - 1)
        elif self._at != _NOWHERE:
            self._at = _NOWHERE
            self.refresh()
            self.post_message(self.Highlighted(self, None))

    def action_move(self, step: int) -> None:
        """Move the highlight by some rows."""
        self.move(step)

    def action_page(self, pages: int) -> None:
        """Move the highlight by a windowful of rows."""
        self.move(pages * max(1, self._window() - 1))

    def action_first(self) -> None:
        """Highlight the first row."""
        self._go_to(0)

    def action_last(self) -> None:
        """Highlight the last row."""
        self._go_to(len(self._rows) - 1)

    def action_choose(self) -> None:
        """Choose the highlighted row."""
        if self.highlighted is not None:
            self.post_message(self.Chosen(self, self.highlighted))

    def on_click(self, event: events.Click) -> None:
        """Highlight the row under the mouse; a double click chooses it."""
        index = self._top + event.get_content_offset_capture(self).y
        if index >= min(len(self._rows), self._top + self._window()):
            return
        event.stop()
        self._go_to(index)
        if event.chain >= 2:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later rows."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier rows."""
        event.stop()
        self._scroll(-1)

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._forget_paint()
        self._keep_in_view()
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint with the colours of the new theme."""
        super().notify_style_update()
        self._forget_paint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return painted lines, past Textual's box model while there is no box to paint.

        That costs as much as everything else that happens between a key and its results.
        """
        if self.styles.gutter.totals != (0, 0) or self.opacity < 1:
            return super().render_lines(crop)
        lines = [self.render_line(y) for y in crop.line_range]
        _, background = self.background_colors
        for line_filter in self.get_line_filters():
            lines = [line.apply_filter(line_filter, background) for line in lines]
        if crop.column_span != (0, self.size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def render_line(self, y: int) -> Strip:
        """Return one painted line."""
        width = self.size.width
        if not self._rows:
            return self._quiet(self._empty if y == 0 else "", width)
        index = self._top + y
        if y < self._window() and index < len(self._rows):
            return self._row_strip(index, width)
        hidden = self._total - min(len(self._rows), self._top + self._window())
        is_after_rows = y == min(self._window(), len(self._rows) - self._top)
        return self._quiet(text.more_rows(hidden) if is_after_rows and hidden else "", width)

    def _window(self) -> int:
        """Return how many rows are visible; a line is kept for how many are not."""
        height = max(1, self.size.height)
        return height if max(self._total, len(self._rows)) <= height else max(1, height - 1)

    def _go_to(self, index: int) -> None:
        if not self._rows:
            return
        before, self._at = self._at, min(max(index, 0), len(self._rows) - 1)
        if self._at == before:
            return
        top = self._top
        self._keep_in_view()
        if self._top != top or before == _NOWHERE:
            self.refresh()
        else:
            width = self.size.width
            self.refresh(Region(0, before - top, width, 1), Region(0, self._at - top, width, 1))
        self.post_message(self.Highlighted(self, self.highlighted))

    def _scroll(self, step: int) -> None:
        last_top = max(0, len(self._rows) - self._window())
        self._top = min(max(self._top + step, 0), last_top)
        self.refresh()

    def _keep_in_view(self) -> None:
        window = self._window()
        last_top = max(0, len(self._rows) - window)
        self._top = min(max(self._top, self._at - window + 1), max(self._at, 0), last_top)

    def _quiet(self, words: str, width: int) -> Strip:
        style = self.get_component_rich_style("result-list--quiet")
        return Strip([Segment(fit(" " * (_NUMBER_WIDTH - 1) + plain(words), width), style)], width)

    def _row_strip(self, index: int, width: int) -> Strip:
        is_highlighted = index == self._at
        strip = self._strips.get((index, is_highlighted))
        if strip is None:
            inks = self._inks[is_highlighted] or self._mix_inks(is_highlighted=is_highlighted)
            room = self._room = self._room or widths(self._columns, width - _NUMBER_WIDTH)
            strip = paint_row(self._rows[index], index + 1, self._columns, room, inks)
            strip = strip.adjust_cell_length(width, inks.row)
            self._strips[index, is_highlighted] = strip
        return strip

    def _mix_inks(self, *, is_highlighted: bool) -> Inks:
        row, over = self.rich_style, self._component("highlight") if is_highlighted else None
        number = row + Style(color=self._component("number").color)
        if over is not None:
            row = number = row + over
        states = {name: row + Style(color=self._component(name).color) for name in STATES}
        inks = self._inks[is_highlighted] = Inks(row, number, states, marked=is_highlighted)
        return inks

    def _component(self, name: str) -> Style:
        return self.get_component_rich_style(f"result-list--{name}", partial=True)

    def _forget_paint(self) -> None:
        self._strips.clear()
        self._inks, self._room = [None, None], ()
