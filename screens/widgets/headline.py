"""The first line of a screen: where one is, and on the right what counts."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cell_text import fit, plain


class Headline(Widget):
    """Shows the longest title that leaves the counts whole."""

    DEFAULT_CSS = """
    Headline { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    Headline.-care { color: $state-care; }
    """

    def __init__(
        self,
        *titles: str,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._titles = tuple(map(plain, titles))
        self._counts = ""

    def show(self, *titles: str, counts: str = "") -> None:
        """Show one of these titles, the longest first, and the counts."""
        if titles:
            self._titles = tuple(map(plain, titles))
        self._counts = plain(counts)
        self.refresh()

    @property
    def said(self) -> str:
        """The whole line, as it would stand on a wide terminal."""
        return f"{self._titles[0] if self._titles else ''}  {self._counts}".strip()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        room = width - cell_len(self._counts) - 1
        fitting = (title for title in self._titles if cell_len(title) <= room)
        title = next(fitting, self._titles[-1] if self._titles else "")
        line = f"{fit(title, room)} {self._counts}" if room > 0 else fit(self._counts, width)
        return Strip([Segment(line, self.rich_style)], width)
