"""A notice that never cuts a sentence: it takes a second line where it needs one."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from concierge_tui.text.widgets import NoticeKind
from screens.widgets.cell_text import fit
from screens.widgets.notice import Notice
from screens.widgets.prose import folded


class TallNotice(Notice):
    """A page is laid out anew only where that changes, for at the reception each key counts."""

    DEFAULT_CSS = """
    TallNotice { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
    """

    def on_mount(self) -> None:
        """Say nothing yet."""
        self.set_class(not self.sentence, "-silent")

    def say(self, sentence: str, kind: NoticeKind = "info", *, hint: str = "") -> None:
        """Say a sentence; it stays until the next one."""
        before = self._lines(self.size.width)
        super().say(sentence, kind, hint=hint)
        if self.has_class("-silent") is bool(self.sentence):
            self.set_class(not self.sentence, "-silent")
        if self._lines(self.size.width) != before:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the sentence needs."""
        del container, viewport
        return self._lines(width)

    def _lines(self, width: int) -> int:
        return max(1, len(folded(self.sentence, max(2, width))))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        lines = folded(self.sentence, max(2, width))
        if len(lines) <= 1:
            return super().render_line(y)
        words = lines[y] if y < len(lines) else ""
        return Strip([Segment(fit(words, width), self.rich_style)], width)
